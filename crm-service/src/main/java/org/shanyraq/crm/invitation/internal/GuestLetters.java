package org.shanyraq.crm.invitation.internal;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Placeholder;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;

/** Writes mails to guests: fills templates in with what is true of dialogue and guest, in the language of the guest. */
final class GuestLetters {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final MailWords words;

    GuestLetters(MailWords words) {
        this.words = words;
    }

    /** @param host name of the mission */
    record Occasion(
            DialogueView dialogue, String host, @Nullable Instant answerBy) {}

    TemplateText letter(Occasion occasion, Addressee guest, String language, TemplateText template, String link) {
        return letter(occasion, guest, language, template, link, Map.of());
    }

    /** @param more what is filled in of this mail alone */
    TemplateText letter(
            Occasion occasion,
            Addressee guest,
            String language,
            TemplateText template,
            String link,
            Map<Placeholder, String> more) {
        DialogueDetails details = occasion.dialogue().details();
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        values.putAll(more);
        values.put(Placeholder.SALUTATION, salutation(guest, language));
        values.put(Placeholder.NAME, guest.name(language));
        values.put(Placeholder.HOST, occasion.host());
        values.put(Placeholder.THEME, details.theme().in(language));
        values.put(
                Placeholder.SERIES,
                occasion.dialogue().seriesName() == null
                        ? ""
                        : occasion.dialogue().seriesName().in(language));
        values.put(
                Placeholder.NUMBER,
                occasion.dialogue().number() == null
                        ? ""
                        : Objects.toString(occasion.dialogue().number()));
        values.put(Placeholder.DATE, date(details, language));
        values.put(Placeholder.TIME, time(details, language));
        boolean somewhere = details.format() != DialogueFormat.ONLINE;
        values.put(Placeholder.PLACE, somewhere && details.venue() != null ? details.venue() : "");
        values.put(Placeholder.ADDRESS, somewhere && details.address() != null ? details.address() : "");
        values.put(Placeholder.PROGRAMME, String.join("\n", programme(occasion.dialogue(), language)));
        values.put(
                Placeholder.ANSWER_BY,
                occasion.answerBy() == null ? "" : moment(occasion.answerBy(), details.zone(), language));
        values.put(Placeholder.ANSWER_LINK, link);
        TemplateText letter = Wording.filled(template, values);
        return letter.subject().isEmpty() ? new TemplateText(details.theme().in(language), letter.body()) : letter;
    }

    /**
     * Until when a mail says that an answer is awaited: as the page behind its link has it.
     *
     * @param given with the mail
     * @return null when the mail tells of none: there is none, or it is over
     */
    static @Nullable Instant deadline(
            TemplateKind kind, @Nullable Instant given, Addressee guest, DialogueView dialogue, Instant now) {
        Instant begins = dialogue.details().startsAt();
        Instant by = given != null || kind == TemplateKind.INVITATION ? given : guest.answerBy();
        return by == null || !by.isAfter(now) ? null : by.isAfter(begins) ? begins : by;
    }

    String salutation(Addressee guest, String language) {
        String own = guest.ownSalutation(language);
        return own == null ? words.salutation(language, guest.name(language)) : own;
    }

    private static String date(DialogueDetails details, String language) {
        LocalDate first = details.startsAt().atZone(details.zone()).toLocalDate();
        LocalDate last = details.endsAt().atZone(details.zone()).toLocalDate();
        String begins = day(first, language);
        return last.equals(first) ? begins : begins + " – " + day(last, language);
    }

    private static String day(LocalDate day, String language) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale(language)));
    }

    private static String time(DialogueDetails details, String language) {
        ZonedDateTime begins = details.startsAt().atZone(details.zone());
        ZonedDateTime ends = details.endsAt().atZone(details.zone());
        return begins.format(CLOCK) + "–" + ends.format(CLOCK) + " (" + zone(begins, language) + ")";
    }

    private static String zone(ZonedDateTime time, String language) {
        return time.format(DateTimeFormatter.ofPattern("zzz", locale(language)));
    }

    private static String moment(Instant instant, ZoneId zone, String language) {
        ZonedDateTime time = instant.atZone(zone);
        return day(time.toLocalDate(), language) + ", " + time.format(CLOCK) + " (" + zone(time, language) + ")";
    }

    /** A line for each part, in the zone of the dialogue; with the time of its beginning as long as all parts before say how long they take. */
    List<String> programme(DialogueView dialogue, String language) {
        DialogueDetails details = dialogue.details();
        ZonedDateTime begins = details.startsAt().atZone(details.zone());
        List<String> lines = new ArrayList<>();
        for (AgendaItem item : details.agenda()) {
            String title = item.title().isEmpty()
                    ? words.partOf(item.kind(), language)
                    : item.title().in(language);
            String speakers = speakers(item, title, dialogue, language);
            lines.add((begins == null ? "– " : begins.format(CLOCK) + "  ")
                    + title
                    + (speakers.isEmpty() ? "" : " – " + speakers));
            begins = begins == null || item.minutes() == null ? null : begins.plusMinutes(item.minutes());
        }
        return lines;
    }

    /** Who speaks in a part, and as what: said once of those who follow each other, and not where the part is called so. */
    private String speakers(AgendaItem item, String title, DialogueView dialogue, String language) {
        List<String> speakers = new ArrayList<>();
        String before = title;
        for (Speaker speaker : item.speakers()) {
            String name = name(speaker, dialogue);
            if (name != null) {
                String role = words.role(speaker.role(), language);
                speakers.add(role.equalsIgnoreCase(before) ? name : words.as(role, name, language));
                before = role;
            }
        }
        return String.join("; ", speakers);
    }

    /**
     * The dialogue as its guests are told of it: with those of its speakers who are no more sensitive than it is. To be asked for a dialogue that
     * the acting officer may see.
     */
    static DialogueView told(Access access, Dialogues dialogues, DialogueId id, MissionId mission, Sensitivity own) {
        Officer nobody = Officer.system(mission);
        return access.callAs(
                new Officer(nobody.id(), nobody.kind(), nobody.name(), nobody.roles(), nobody.missions(), mission, own),
                () -> dialogues.get(id));
    }

    private static @Nullable String name(Speaker speaker, DialogueView dialogue) {
        String name =
                speaker.contact() == null ? speaker.name() : dialogue.names().get(speaker.contact());
        return name == null || speaker.affiliation() == null ? name : name + " (" + speaker.affiliation() + ")";
    }

    /**
     * Where the event is, as calendars show it. Calendars that show no other link of an event show that one, so who comes to an online dialogue has
     * its link there.
     *
     * @param comes whether the guest comes, and so may know where it is watched
     */
    @Nullable
    String location(DialogueDetails details, boolean comes, String language) {
        if (details.format() == DialogueFormat.ONLINE) {
            String link = details.streamLink();
            return comes && link != null ? link : words.online(language);
        }
        if (details.venue() == null || details.address() == null) {
            return details.venue() == null ? details.address() : details.venue();
        }
        return details.venue() + ", " + details.address();
    }

    /** Where the dialogue is watched, for who comes; null for others, and when it is watched nowhere. */
    static @Nullable URI stream(DialogueDetails details, boolean comes) {
        String link = details.streamLink();
        if (!comes || link == null || details.format() == DialogueFormat.IN_PERSON) {
            return null;
        }
        try {
            return URI.create(link);
        } catch (IllegalArgumentException odd) {
            return null;
        }
    }

    /** What a guest is told of having answered so; empty when that is no answer. */
    Optional<String> answered(InvitationState state, String language) {
        return words.answered(state, language);
    }

    /** What stands under a mail whose reader may end such mails. */
    String unsubscribe(String language, String link) {
        return words.unsubscribe(language, link);
    }

    /**
     * The text with the markup of paragraphs and links, and nothing else: what looks like markup in it is shown as it is.
     *
     * @param links what is made a link wherever it stands
     */
    static String markup(String text, List<String> links) {
        return Arrays.stream(text.split("\n{2,}"))
                .map(paragraph -> "<p>" + linked(escaped(paragraph).replace("\n", "<br>\n"), links) + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String linked(String markup, List<String> links) {
        String linked = markup;
        for (String link : links) {
            String shown = escaped(link);
            linked = linked.replace(shown, "<a href=\"" + shown + "\">" + shown + "</a>");
        }
        return linked;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Locale locale(String language) {
        return language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
    }
}
