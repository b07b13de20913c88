package org.shanyraq.crm.interaction.internal;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.topic.TopicId;

/** An interaction as the audit trail keeps it: without its participants, each of whom has entries that are as hidden as the person. */
record Noted(
        InteractionKind kind,
        InteractionState state,
        @Nullable WhyNot whyNot,
        @Nullable String remark,
        @Nullable String subject,
        LocalDate day,
        @Nullable LocalTime time,
        String zone,
        @Nullable String place,
        @Nullable String summary,
        List<OfficerId> officers,
        List<TopicId> topics,
        Sensitivity sensitivity,
        List<OfficerId> readers) {

    static Noted of(Interaction interaction, InteractionParts.Parts parts, List<OfficerId> readers) {
        return new Noted(
                interaction.kind(),
                interaction.state(),
                interaction.whyNot(),
                interaction.remark(),
                interaction.subject(),
                interaction.day(),
                interaction.time(),
                interaction.zone().getId(),
                interaction.place(),
                interaction.summary(),
                parts.officers(),
                parts.topics(),
                interaction.sensitivity(),
                sorted(readers));
    }

    /** The same with what is said of it from now on. */
    Noted with(InteractionDetails details, InteractionParts.Parts parts, List<OfficerId> named) {
        return new Noted(
                details.kind(),
                state,
                whyNot,
                remark,
                details.subject(),
                details.day(),
                details.time(),
                details.zone().getId(),
                details.place(),
                details.summary(),
                parts.officers(),
                parts.topics(),
                details.sensitivity(),
                sorted(named));
    }

    private static List<OfficerId> sorted(List<OfficerId> readers) {
        return readers.stream()
                .sorted(Comparator.comparing(reader -> reader.value().toString()))
                .toList();
    }

    /**
     * Somebody who took part.
     *
     * @param stances by the id of the topic
     */
    record Person(
            @Nullable ContactId contact,
            @Nullable String name,
            @Nullable String affiliation,
            @Nullable OrganisationId organisation,
            @Nullable PostRole role,
            Map<String, String> stances) {

        static Person of(InteractionParts.Part part, List<StatedStance> stances) {
            Map<String, String> stated = new TreeMap<>();
            stances.stream()
                    .filter(stance -> stance.contact().equals(part.participant().contact()))
                    .forEach(stance -> stated.put(
                            stance.topic().value().toString(),
                            stance.stance() + " (" + stance.source() + ", " + stance.on() + ")"));
            InteractionParts.Frozen frozen = part.frozen();
            return new Person(
                    part.participant().contact(),
                    part.participant().name(),
                    part.participant().affiliation(),
                    frozen == null ? null : frozen.organisation(),
                    frozen == null ? null : frozen.role(),
                    stated);
        }
    }
}
