package org.shanyraq.crm.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody whom the mission knows very well: five thousand entries of a timeline, written by the services. */
final class FilledEngagement {

    private static final List<InteractionKind> KINDS = List.of(InteractionKind.values());
    private static final int TALKS = 3_000;
    private static final int TASKS = 1_000;
    private static final int PROMISES = 1_000;
    private static final ZoneId PLACE = ZoneId.of("Europe/Brussels");

    private final ApplicationContext beans;
    private final Officer officer;
    private final JdbcClient database;
    private final LocalDate today;

    FilledEngagement(ApplicationContext beans, Officer officer) {
        this.beans = beans;
        this.officer = officer;
        this.database = beans.getBean(JdbcClient.class);
        this.today = LocalDate.now(beans.getBean(Clock.class));
    }

    /** @param somebody of whom nothing is told yet; whoever was filled before is taken instead */
    ContactId fill(ContactId somebody) {
        database.sql("create table if not exists crm_benchmark_engaged (contact_id binary(16) not null primary key)")
                .update();
        ContactId before = database.sql("select contact_id from crm_benchmark_engaged")
                .query((row, index) -> new ContactId(Bytes16.uuid(row, "contact_id")))
                .optional()
                .orElse(null);
        if (before != null) {
            return before;
        }
        Instant start = Instant.now();
        beans.getBean(Access.class).runAs(officer, () -> {
            Interactions interactions = beans.getBean(Interactions.class);
            for (int i = 0; i < TALKS; i++) {
                interactions.log(talk(somebody, i));
            }
            FollowUps followUps = beans.getBean(FollowUps.class);
            for (int i = 0; i < TASKS; i++) {
                followUps.create(new FollowUpDetails(
                        "Send paper " + i,
                        officer.id(),
                        today.plusDays(i % 300),
                        FollowUpPriority.NORMAL,
                        List.of(new RecordRef("contact", somebody.value())),
                        Sensitivity.INTERNAL));
            }
            Commitments commitments = beans.getBean(Commitments.class);
            for (int i = 0; i < PROMISES; i++) {
                commitments.create(promise(somebody, i));
            }
        });
        database.sql("insert into crm_benchmark_engaged values (?)")
                .param(Bytes16.of(somebody))
                .update();
        System.out.printf(
                Locale.ROOT,
                "%,d entries of one timeline filled in %d s%n",
                TALKS + TASKS + PROMISES,
                Duration.between(start, Instant.now()).toSeconds());
        return somebody;
    }

    InteractionDetails talk(@Nullable ContactId with, int number) {
        return new InteractionDetails(
                KINDS.get(number % KINDS.size()),
                "Transit " + number,
                today.minusDays(number % 1_500),
                null,
                PLACE,
                null,
                with == null ? List.of() : List.of(Participant.of(with)),
                List.of(officer.id()),
                List.of(),
                "They asked about the **corridor** and the water of the rivers, for the time number " + number + " ("
                        + UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (number >> 8)}) + ").",
                List.of(),
                Sensitivity.INTERNAL,
                List.of());
    }

    private CommitmentDetails promise(ContactId to, int number) {
        return new CommitmentDetails(
                CommitmentDirection.OURS,
                "We answer letter " + number,
                officer.id(),
                to,
                null,
                today.minusDays(number % 700),
                today.plusDays(number % 300),
                null,
                Sensitivity.INTERNAL);
    }
}
