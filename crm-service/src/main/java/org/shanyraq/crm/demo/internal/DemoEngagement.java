package org.shanyraq.crm.demo.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;

/** What was talked about with whom in the last months, what is planned, and what is owed from it. */
class DemoEngagement {

    private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

    private final @Nullable Topics topics;
    private final @Nullable Interactions interactions;
    private final @Nullable FollowUps followUps;
    private final @Nullable Commitments commitments;
    private final DemoOfficers officers;
    private final Access access;
    private final Clock clock;

    /** @param topics null, as the others, when there are none in this application */
    DemoEngagement(
            @Nullable Topics topics,
            @Nullable Interactions interactions,
            @Nullable FollowUps followUps,
            @Nullable Commitments commitments,
            DemoOfficers officers,
            Access access,
            Clock clock) {
        this.topics = topics;
        this.interactions = interactions;
        this.followUps = followUps;
        this.commitments = commitments;
        this.officers = officers;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Logs and plans interactions of the acting officer's mission, in the running transaction.
     *
     * @param talks a row for each; days: how long ago, less than none for what is planned; due: in how many days from today
     * @param people with whom
     */
    void make(List<NamedCsvRecord> talks, List<ContactId> people, Random random) {
        if (interactions == null || topics == null) {
            return;
        }
        List<Officer> diplomats = officers.diplomats();
        int turn = 0;
        for (NamedCsvRecord row : talks) {
            Officer diplomat = diplomats.get(turn++ % diplomats.size());
            access.runAs(diplomat, () -> make(row, people, random));
        }
    }

    private void make(NamedCsvRecord row, List<ContactId> people, Random random) {
        List<ContactId> drawn = new ArrayList<>(people);
        Collections.shuffle(drawn, random);
        List<ContactId> with = drawn.subList(0, Integer.parseInt(row.getField("people")));
        InteractionDetails details = details(row, with);
        Interactions log = Objects.requireNonNull(interactions);
        InteractionView made = row.getField("summary").isEmpty() ? log.plan(details) : log.log(details);
        RecordRef source = new RecordRef("interaction", made.id().value());
        LocalDate today = LocalDate.now(clock.withZone(ZONE));
        if (commitments != null && !row.getField("owed").isEmpty()) {
            commitments.create(new CommitmentDetails(
                    CommitmentDirection.valueOf(row.getField("owed_by")),
                    row.getField("owed"),
                    access.officer().id(),
                    with.isEmpty() ? null : with.get(0),
                    null,
                    details.day(),
                    details.day().plusDays(30),
                    source,
                    Sensitivity.INTERNAL));
        }
        if (followUps != null && !row.getField("follow_up").isEmpty()) {
            List<RecordRef> links = new ArrayList<>(List.of(source));
            with.forEach(contact -> links.add(new RecordRef("contact", contact.value())));
            followUps.create(new FollowUpDetails(
                    row.getField("follow_up"),
                    access.officer().id(),
                    today.plusDays(Long.parseLong(row.getField("due"))),
                    FollowUpPriority.NORMAL,
                    links,
                    Sensitivity.INTERNAL));
        }
    }

    private InteractionDetails details(NamedCsvRecord row, List<ContactId> with) {
        LocalDate day = LocalDate.now(clock.withZone(ZONE)).minusDays(Long.parseLong(row.getField("days")));
        String summary = row.getField("summary");
        return new InteractionDetails(
                InteractionKind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                row.getField("subject"),
                day,
                LocalTime.of(10, 30),
                ZONE,
                null,
                with.stream().map(Participant::of).toList(),
                List.of(access.officer().id()),
                topic(row.getField("topic")),
                summary.isEmpty() ? null : summary,
                List.of(),
                Sensitivity.INTERNAL,
                List.of());
    }

    private List<TopicId> topic(String handle) {
        return topics == null
                ? List.of()
                : topics.suggest(handle, 5).stream()
                        .filter(topic -> topic.details().handle().equals(handle))
                        .map(TopicView::id)
                        .toList();
    }
}
