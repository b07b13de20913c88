package org.shanyraq.crm.calendar.internal;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.parameter.CalendarUserType;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Classification;
import biweekly.property.DateEnd;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.DateStart;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.calendar.CalendarEntry;
import org.shanyraq.crm.calendar.CalendarEntry.Certainty;
import org.shanyraq.crm.calendar.CalendarEntry.Privacy;
import org.shanyraq.crm.calendar.CalendarEvent;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarReply;
import org.shanyraq.crm.calendar.CalendarTexts;

/** Writes with biweekly, which looks nothing up and reads no settings of the machine, and folds the lines itself. */
class CalendarTextService implements CalendarTexts {

    private static final String PRODUCT = "-//Shanyraq//Shanyraq CRM//EN";

    /** How long subscribers are asked to wait before they fetch a calendar again; most have a mind of their own. */
    private static final String REFRESH = "PT1H";

    /** What Outlook shows by, since it does not look at the status of an event. */
    private static final String SHOWN_AS = "X-MICROSOFT-CDO-BUSYSTATUS";

    @Override
    public String request(CalendarEvent event) {
        VEvent written = written(entry(event, Certainty.CONFIRMED));
        written.setOrganizer(organiser(event.organiser()));
        Attendee attendee = attendee(event.attendee());
        attendee.setParticipationStatus(
                switch (event.participation()) {
                    case NEEDS_ACTION -> ParticipationStatus.NEEDS_ACTION;
                    case ACCEPTED -> ParticipationStatus.ACCEPTED;
                    case DECLINED -> ParticipationStatus.DECLINED;
                    case TENTATIVE -> ParticipationStatus.TENTATIVE;
                });
        attendee.setRsvp(event.rsvp());
        written.addAttendee(attendee);
        return text(calendar(Method.request()), written, event);
    }

    @Override
    public String cancel(CalendarEvent event) {
        VEvent written = written(entry(event, Certainty.CANCELLED));
        written.setOrganizer(organiser(event.organiser()));
        written.addAttendee(attendee(event.attendee()));
        return text(calendar(Method.cancel()), written, event);
    }

    @Override
    public String publish(CalendarEvent event) {
        VEvent written = written(entry(event, Certainty.CONFIRMED));
        written.setOrganizer(organiser(event.organiser()));
        return text(calendar(Method.publish()), written, event);
    }

    @Override
    public String publish(String name, List<CalendarEntry> entries) {
        ICalendar calendar = calendar(Method.publish());
        calendar.setName(PlainText.line(name));
        calendar.setExperimentalProperty("X-WR-CALNAME", VObjectPropertyValues.escape(PlainText.line(name)));
        calendar.setRefreshInterval(Duration.parse(REFRESH)).setParameter("VALUE", "DURATION");
        calendar.setExperimentalProperty("X-PUBLISHED-TTL", REFRESH);
        Map<String, Zone> zones = new TreeMap<>();
        for (CalendarEntry entry : entries) {
            zones.merge(entry.zone().getId(), new Zone(entry.zone(), entry.begins(), entry.ends()), Zone::together);
        }
        Map<String, TimezoneAssignment> assigned = new TreeMap<>();
        zones.forEach((id, zone) -> zone.assignment().ifPresent(assignment -> assigned.put(id, assignment)));
        for (CalendarEntry entry : entries) {
            VEvent written = written(entry);
            written.setLastModified(date(entry.stamp()));
            written.setClassification(new Classification(privacy(entry.privacy())));
            calendar.addEvent(written);
            place(calendar, written, entry, assigned.get(entry.zone().getId()));
        }
        return text(calendar);
    }

    @Override
    public Optional<CalendarReply> reply(byte[] text) {
        return ReplyReader.read(text);
    }

    private static CalendarEntry entry(CalendarEvent event, Certainty certainty) {
        return new CalendarEntry(
                event.uid(),
                event.sequence(),
                event.summary(),
                event.description(),
                event.location(),
                event.url(),
                event.begins(),
                event.ends(),
                event.zone(),
                event.stamp(),
                certainty,
                Privacy.PUBLIC);
    }

    private static ICalendar calendar(Method method) {
        ICalendar calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId(PRODUCT);
        calendar.setMethod(method);
        return calendar;
    }

    private static String text(ICalendar calendar, VEvent written, CalendarEvent event) {
        calendar.addEvent(written);
        place(
                calendar,
                written,
                entry(event, Certainty.CONFIRMED),
                new Zone(event.zone(), event.begins(), event.ends())
                        .assignment()
                        .orElse(null));
        return text(calendar);
    }

    private static VEvent written(CalendarEntry entry) {
        VEvent event = new VEvent();
        event.setUid(entry.uid());
        event.setSequence(entry.sequence());
        event.setDateTimeStamp(date(entry.stamp()));
        event.setDateStart(new DateStart(date(entry.begins())));
        event.setDateEnd(new DateEnd(date(entry.ends())));
        event.setSummary(PlainText.line(entry.summary()));
        @Nullable String description = entry.description();
        if (description != null && !description.isBlank()) {
            event.setDescription(PlainText.text(description));
        }
        @Nullable String location = entry.location();
        if (location != null && !location.isBlank()) {
            event.setLocation(PlainText.line(location));
        }
        @Nullable URI url = entry.url();
        if (url != null) {
            event.setUrl(url.toASCIIString());
        }
        switch (entry.certainty()) {
            case TENTATIVE -> {
                event.setStatus(Status.tentative());
                event.setTransparency(false);
                event.setExperimentalProperty(SHOWN_AS, "TENTATIVE");
            }
            case CONFIRMED -> {
                event.setStatus(Status.confirmed());
                event.setTransparency(false);
                event.setExperimentalProperty(SHOWN_AS, "BUSY");
            }
            case CANCELLED -> {
                event.setStatus(Status.cancelled());
                event.setTransparency(true);
                event.setExperimentalProperty(SHOWN_AS, "FREE");
            }
        }
        return event;
    }

    /** Writes its times as they are at the place; in UTC those that the clocks there show twice and calendars take for the first. */
    private static void place(
            ICalendar calendar, VEvent event, CalendarEntry entry, @Nullable TimezoneAssignment zone) {
        if (zone != null) {
            place(calendar, event.getDateStart(), entry.begins(), entry.zone(), zone);
            place(calendar, event.getDateEnd(), entry.ends(), entry.zone(), zone);
        }
    }

    private static void place(
            ICalendar calendar,
            DateOrDateTimeProperty written,
            Instant time,
            ZoneId zone,
            TimezoneAssignment assigned) {
        boolean told =
                time.atZone(zone).toLocalDateTime().atZone(zone).toInstant().equals(time);
        if (told) {
            calendar.getTimezoneInfo().setTimezone(written, assigned);
        }
    }

    private static Organizer organiser(CalendarPerson person) {
        Organizer organiser = new Organizer(null, null);
        organiser.setUri("mailto:" + person.address());
        if (!person.name().isEmpty()) {
            organiser.setCommonName(PlainText.parameter(person.name()));
        }
        return organiser;
    }

    private static Attendee attendee(CalendarPerson person) {
        Attendee attendee = new Attendee(null, null, "mailto:" + person.address());
        if (!person.name().isEmpty()) {
            attendee.setCommonName(PlainText.parameter(person.name()));
        }
        attendee.setCalendarUserType(CalendarUserType.INDIVIDUAL);
        attendee.setParticipationLevel(ParticipationLevel.REQUIRED);
        return attendee;
    }

    private static String privacy(Privacy privacy) {
        return switch (privacy) {
            case PUBLIC -> Classification.PUBLIC;
            case PRIVATE -> Classification.PRIVATE;
            case CONFIDENTIAL -> Classification.CONFIDENTIAL;
        };
    }

    private static ICalDate date(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return new ICalDate(
                new DateTimeComponents(
                        utc.getYear(),
                        utc.getMonthValue(),
                        utc.getDayOfMonth(),
                        utc.getHour(),
                        utc.getMinute(),
                        utc.getSecond(),
                        true),
                true);
    }

    private static String text(ICalendar calendar) {
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return FoldedLines.of(text.toString());
    }

    /** A zone, and between which times it has to be described. */
    private record Zone(ZoneId id, Instant first, Instant last) {

        Zone together(Zone other) {
            return new Zone(
                    id,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }

        /** Empty for those that are at the same distance from UTC for ever: their times are written in UTC. */
        Optional<TimezoneAssignment> assignment() {
            return id.getRules().isFixedOffset()
                    ? Optional.empty()
                    : Optional.of(new NamedZone(id, ZoneDescription.of(id, first, last)));
        }
    }

    /** Told apart by its name, so that the zones of a calendar come in the same order each time it is written. */
    private static final class NamedZone extends TimezoneAssignment {

        private final String name;

        NamedZone(ZoneId id, VTimezone description) {
            super(TimeZone.getTimeZone(id), description);
            this.name = id.getId();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NamedZone zone && zone.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
