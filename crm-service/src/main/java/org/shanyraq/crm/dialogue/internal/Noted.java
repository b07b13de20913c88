package org.shanyraq.crm.dialogue.internal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A dialogue as the audit trail keeps it: without its speakers, each of whom has entries that are as hidden as the person.
 *
 * @param startsAt as the clocks of the place show it, with their distance from UTC
 */
record Noted(
        LocalizedText theme,
        DialogueState state,
        @Nullable String cancellation,
        @Nullable DialogueSeriesId series,
        @Nullable Integer number,
        List<String> languages,
        DialogueFormat format,
        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,
        String startsAt,
        String endsAt,
        String zone,
        @Nullable Integer capacity,
        Map<String, Integer> circles,
        Sensitivity sensitivity,
        List<Part> agenda,
        List<OfficerId> inCharge) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    /** A part of the agenda. */
    record Part(
            AgendaItemKind kind,
            LocalizedText title,
            @Nullable Integer minutes,
            Attribution attribution) {}

    /**
     * A file as the audit trail keeps it, also when it is no more.
     *
     * @param contentHash SHA-256 of its content
     */
    record File(
            @Nullable String title,
            String fileName,
            AttachmentType fileType,
            long fileSize,
            String contentHash,
            Sensitivity sensitivity,
            boolean forGuests) {

        static File of(Attachment attachment) {
            Attachment.Content content = attachment.content();
            return new File(
                    attachment.details().title(),
                    content.fileName(),
                    content.type(),
                    content.size(),
                    content.hash(),
                    attachment.details().sensitivity(),
                    attachment.details().forGuests());
        }
    }

    /** A series as the audit trail keeps it. */
    record Series(
            LocalizedText name,
            int firstNumber,
            List<String> languages,
            DialogueFormat format,
            @Nullable String venue,
            @Nullable String address,
            @Nullable String streamLink,
            String zone,
            @Nullable Integer capacity,
            Map<String, Integer> circles,
            Map<String, Integer> targetShares,
            @Nullable Integer targetInstitutions,
            Sensitivity sensitivity) {

        static Series of(DialogueSeriesDetails details) {
            return new Series(
                    details.name(),
                    details.firstNumber(),
                    details.languages(),
                    details.format(),
                    details.venue(),
                    details.address(),
                    details.streamLink(),
                    details.zone().getId(),
                    details.capacity().total(),
                    named(details.capacity().circles()),
                    named(details.target().shares()),
                    details.target().institutions(),
                    details.sensitivity());
        }
    }

    static Noted of(Dialogue dialogue) {
        DialogueDetails details = dialogue.details();
        return new Noted(
                details.theme(),
                dialogue.state(),
                dialogue.cancellation(),
                details.series(),
                dialogue.number(),
                details.languages(),
                details.format(),
                details.venue(),
                details.address(),
                details.streamLink(),
                TIME.format(details.startsAt().atZone(details.zone())),
                TIME.format(details.endsAt().atZone(details.zone())),
                details.zone().getId(),
                details.capacity().total(),
                named(details.capacity().circles()),
                details.sensitivity(),
                details.agenda().stream()
                        .map(item -> new Part(item.kind(), item.title(), item.minutes(), item.attribution()))
                        .toList(),
                details.inCharge());
    }

    private static Map<String, Integer> named(Map<Circle, Integer> circles) {
        Map<String, Integer> named = new TreeMap<>();
        circles.forEach((circle, number) -> named.put(circle.code().replace('_', '-'), number));
        return named;
    }
}
