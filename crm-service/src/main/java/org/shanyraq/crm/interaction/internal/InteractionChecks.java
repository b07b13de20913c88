package org.shanyraq.crm.interaction.internal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.topic.TopicId;

/** What can be said of an interaction and what cannot. */
final class InteractionChecks {

    static final String PREFIX = "crm.interaction.error.";
    static final int LONGEST_SUMMARY = 50_000;

    private static final int MOST_PARTICIPANTS = 100;
    private static final int MOST_OFFICERS = 30;
    private static final int MOST_TOPICS = 20;
    private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

    private InteractionChecks() {}

    /**
     * What is known around the details.
     *
     * @param people those of the contacts whom the officer may see
     * @param colleagues those of the officers who belong, or belonged, to the mission
     * @param topics those of the topics that the mission has and offers
     * @param before the lists as they were; what is in them is not asked again
     * @param today at the place
     */
    record Around(
            InteractionState state,
            Set<ContactId> people,
            Map<OfficerId, Standing> colleagues,
            Set<TopicId> topics,
            InteractionParts.Parts before,
            Sensitivity clearance,
            Sensitivity lowest,
            LocalDate today) {}

    /** @throws org.shanyraq.crm.shared.InvalidInputException with all that is wrong */
    static InteractionDetails checked(InteractionDetails details, Around around) {
        Findings findings = new Findings(PREFIX);
        String subject = findings.lineOrNull("subject", details.subject(), 250);
        String summary = findings.lines("summary", details.summary(), LONGEST_SUMMARY);
        if (isBlank(details.subject()) && isBlank(details.summary())) {
            findings.add("subject", "subject-or-summary");
        }
        if (details.day().isBefore(FIRST) || details.day().isAfter(LAST)) {
            findings.add("day", "day");
        } else if (around.state() == InteractionState.HELD && details.day().isAfter(around.today())) {
            findings.add("day", "day-to-come");
        }
        if (details.zone().getId().length() > 50
                || !ZoneId.getAvailableZoneIds().contains(details.zone().getId())) {
            findings.add("zone", "zone");
        }
        if (!details.sensitivity().isWithin(around.clearance())) {
            findings.add("sensitivity", "sensitivity");
        } else if (!around.lowest().isWithin(details.sensitivity())) {
            findings.add("sensitivity", "sensitivity-lowered");
        }
        List<Participant> participants = participants(details, around, findings);
        InteractionDetails checked = new InteractionDetails(
                details.kind(),
                subject,
                details.day(),
                details.time() == null ? null : details.time().truncatedTo(ChronoUnit.MINUTES),
                details.zone(),
                findings.lineOrNull("place", details.place(), 250),
                participants,
                officers(details.officers(), around, findings),
                topics(details.topics(), around, findings),
                summary,
                stances(details, around, findings),
                details.sensitivity(),
                details.readers());
        findings.throwIfAny();
        return checked;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static List<Participant> participants(InteractionDetails details, Around around, Findings findings) {
        if (details.participants().size() > MOST_PARTICIPANTS) {
            findings.add("participants", "too-many", MOST_PARTICIPANTS);
            return List.of();
        }
        List<Participant> participants = new ArrayList<>();
        Set<ContactId> once = new HashSet<>();
        for (int i = 0; i < details.participants().size(); i++) {
            Participant given = details.participants().get(i);
            String path = "participants[" + i + "]";
            ContactId contact = given.contact();
            String name = findings.lineOrNull(path + ".name", given.name(), 250);
            if (contact == null && isBlank(given.name())) {
                findings.add(path + ".name", "participant-missing");
            } else if (contact != null && !around.people().contains(contact)) {
                findings.add(path + ".contact", "participant-unknown");
            } else if (contact != null && name != null) {
                findings.add(path + ".name", "participant-and-name");
            } else if (contact != null && !once.add(contact)) {
                findings.add(path + ".contact", "participant-twice");
            }
            participants.add(new Participant(
                    contact,
                    name,
                    contact == null ? findings.lineOrNull(path + ".affiliation", given.affiliation(), 250) : null));
        }
        return participants;
    }

    private static List<OfficerId> officers(List<OfficerId> given, Around around, Findings findings) {
        if (given.size() > MOST_OFFICERS) {
            findings.add("officers", "too-many", MOST_OFFICERS);
            return List.of();
        }
        for (OfficerId officer : given) {
            Standing standing = around.colleagues().get(officer);
            if (around.before().officers().contains(officer)) {
                continue;
            }
            if (standing == null) {
                findings.add("officers", "officer-unknown");
            } else if (!standing.member()) {
                findings.add("officers", "officer-left", standing.name());
            }
        }
        return given.stream().distinct().toList();
    }

    private static List<TopicId> topics(List<TopicId> given, Around around, Findings findings) {
        if (given.size() > MOST_TOPICS) {
            findings.add("topics", "too-many", MOST_TOPICS);
            return List.of();
        }
        if (!given.stream()
                .allMatch(topic -> around.topics().contains(topic)
                        || around.before().topics().contains(topic))) {
            findings.add("topics", "topic-unknown");
        }
        return given.stream().distinct().toList();
    }

    private static List<StatedStance> stances(InteractionDetails details, Around around, Findings findings) {
        Set<ContactId> present = new HashSet<>();
        details.participants().forEach(participant -> {
            if (participant.contact() != null) {
                present.add(participant.contact());
            }
        });
        List<StatedStance> stances = new ArrayList<>();
        record Pair(ContactId contact, TopicId topic) {}
        Set<Pair> once = new HashSet<>();
        for (int i = 0; i < details.stances().size(); i++) {
            StatedStance given = details.stances().get(i);
            String path = "stances[" + i + "]";
            LocalDate on = given.on() == null ? details.day() : given.on();
            if (!present.contains(given.contact())) {
                findings.add(path + ".contact", "stance-of-whom");
            } else if (!details.topics().contains(given.topic())) {
                findings.add(path + ".topic", "stance-on-what");
            } else if (!once.add(new Pair(given.contact(), given.topic()))) {
                findings.add(path + ".topic", "stance-twice");
            }
            boolean later = on.isAfter(around.today()) && on.isAfter(details.day());
            if (on.isBefore(FIRST) || later) {
                findings.add(path + ".on", "stance-day");
            }
            stances.add(new StatedStance(given.contact(), given.topic(), given.stance(), on, given.source()));
        }
        return stances;
    }
}
