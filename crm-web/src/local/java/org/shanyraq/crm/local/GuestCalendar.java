package org.shanyraq.crm.local;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Organizer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Answers invitations as the calendar of their guest does: by a mail to the organiser (RFC 5546, 3.2.3; RFC 6047). */
public final class GuestCalendar {

    private GuestCalendar() {}

    /** What a calendar answers. */
    public enum Answer {
        ACCEPTED,
        TENTATIVE,
        DECLINED;

        /** As calendars begin the subject of such a mail. */
        String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The reply to the event that a mail carries, from the guest to the organiser.
     *
     * @return empty when the mail carries none that is to be answered
     */
    public static Optional<MimeMessage> reply(MimeMessage invitation, Answer answer) {
        try {
            VEvent event = event(invitation);
            if (event == null) {
                return Optional.empty();
            }
            return Optional.of(reply(event, event.getAttendees().get(0), event.getOrganizer(), answer));
        } catch (MessagingException malformed) {
            throw new IllegalArgumentException("no mail that can be read", malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether a mail carries an event that is to be answered. */
    static boolean isAsked(MimeMessage mail) throws MessagingException, IOException {
        return event(mail) != null;
    }

    private static MimeMessage reply(VEvent event, Attendee guest, Organizer organiser, Answer answer)
            throws MessagingException, IOException {
        var said = new VEvent();
        said.setUid(event.getUid());
        said.setSequence(event.getSequence());
        said.setSummary(event.getSummary());
        said.setOrganizer(organiser);
        said.setDateTimeStamp(Date.from(Instant.now()));
        guest.setParticipationStatus(ParticipationStatus.get(answer.name()));
        guest.setRsvp(null);
        said.addAttendee(guest);
        var calendar = new ICalendar();
        calendar.setMethod("REPLY");
        calendar.addEvent(said);

        var mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(new InternetAddress(guest.getEmail(), guest.getCommonName(), "UTF-8"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(organiser.getEmail()));
        mail.setSubject(
                answer.word() + ": " + (event.getSummary() == null ? "" : event.getSummary().getValue()), "UTF-8");
        mail.setDataHandler(new jakarta.activation.DataHandler(new jakarta.mail.util.ByteArrayDataSource(
                Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8),
                "text/calendar; charset=UTF-8; method=REPLY")));
        mail.setSentDate(Date.from(Instant.now()));
        mail.saveChanges();
        return mail;
    }

    private static @Nullable VEvent event(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                VEvent event = event(several.getBodyPart(i));
                if (event != null) {
                    return event;
                }
            }
        }
        if (!part.isMimeType("text/calendar")) {
            return null;
        }
        try (InputStream content = part.getInputStream()) {
            ICalendar calendar = Biweekly.parse(new String(content.readAllBytes(), StandardCharsets.UTF_8)).first();
            if (calendar == null
                    || calendar.getMethod() == null
                    || !calendar.getMethod().isRequest()
                    || calendar.getEvents().isEmpty()) {
                return null;
            }
            VEvent event = calendar.getEvents().get(0);
            return event.getAttendees().isEmpty() || event.getOrganizer() == null ? null : event;
        }
    }
}
