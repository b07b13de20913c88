package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.job.FrequentWork;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.Transactions;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes to guests what they answered on their pages. One line for each guest, kept with the answer, says that a mail is due a little later; another
 * answer meanwhile moves it, so that of many in a short time the last alone is told. Whoever cannot be written to gets none.
 */
class AnswerConfirmations implements FrequentWork {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerConfirmations.class);

    /** So many are done while the dialogue is locked. */
    private static final int AT_ONCE = 10;

    /** Nobody is told of more answers in a day; the last one is told on the next. */
    private static final int MOST_A_DAY = 5;

    private static final Duration DAY = Duration.ofDays(1);

    private final Access access;
    private final JdbcClient database;
    private final InvitationReader reader;
    private final SendingReader guests;
    private final Seating seating;
    private final Duration pause;
    private final TransactionOperations transactions;
    private final Clock clock;

    /** @param pause how long after an answer a mail is due; no mails when it is nothing */
    AnswerConfirmations(
            Access access,
            JdbcClient database,
            InvitationReader reader,
            SendingReader guests,
            Seating seating,
            Duration pause,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.reader = reader;
        this.guests = guests;
        this.seating = seating;
        this.pause = pause;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has the guest told of the answer that was just taken; to be used in its transaction. */
    void put(DialogueId dialogue, Invitation invitation) {
        if (pause.isZero()) {
            return;
        }
        database.sql(
                        "insert into crm_invitation_confirmation (invitation_id, dialogue_id, state, due_at) values (?, ?, ?, ?)"
                                + " on duplicate key update state = values(state), due_at = values(due_at)")
                .param(Bytes16.of(invitation.id()))
                .param(Bytes16.of(dialogue))
                .param(invitation.state().name())
                .param(UtcTime.of(clock.instant().plus(pause)))
                .update();
    }

    @Override
    public String kind() {
        return "answer-confirmations";
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Map<DialogueId, MissionId> due = new LinkedHashMap<>();
        database.sql("select distinct d.id, d.mission_id from crm_invitation_confirmation c"
                        + " join crm_dialogue d on d.id = c.dialogue_id where c.due_at <= ?")
                .param(UtcTime.of(now))
                .query(row -> {
                    due.put(new DialogueId(Bytes16.uuid(row, "id")), new MissionId(Bytes16.uuid(row, "mission_id")));
                });
        due.forEach((dialogue, mission) -> {
            try {
                int done;
                do {
                    done = Transactions.again(transactions, () -> some(dialogue, mission, now));
                } while (done == AT_ONCE);
            } catch (RuntimeException failed) {
                // The guests of other dialogues do not wait for what is wrong with this one.
                LOG.error("what guests of dialogue {} answered could not be confirmed", dialogue, failed);
            }
        });
    }

    /** @return of how many guests it was decided */
    private int some(DialogueId dialogue, MissionId mission, Instant now) {
        Officer system = Officer.system(mission);
        return access.callAs(system, () -> {
            Optional<InvitationReader.Occasion> goesOn = reader.lock(dialogue, system.scope())
                    .filter(occasion ->
                            occasion.isInviting() && occasion.startsAt().isAfter(now));
            List<InvitationId> taken = take(dialogue, now);
            Set<InvitationId> later = new HashSet<>();
            if (goesOn.isPresent() && !taken.isEmpty()) {
                Set<InvitationId> answered = answered(taken);
                later.addAll(toldEnough(answered, now));
                answered.removeAll(later);
                later.addAll(seating.tellAnswers(goesOn.get(), guests.addressees(dialogue, answered, system.scope())));
            }
            lines(later, "update crm_invitation_confirmation set due_at = ?", UtcTime.of(now.plus(DAY)));
            lines(
                    taken.stream().filter(guest -> !later.contains(guest)).toList(),
                    "delete from crm_invitation_confirmation");
            return taken.size();
        });
    }

    private List<InvitationId> take(DialogueId dialogue, Instant now) {
        return database.sql(
                        "select invitation_id from crm_invitation_confirmation where dialogue_id = ? and due_at <= ?"
                                + " order by due_at, invitation_id limit " + AT_ONCE + " for update")
                .param(Bytes16.of(dialogue))
                .param(UtcTime.of(now))
                .query((row, index) -> new InvitationId(Bytes16.uuid(row, "invitation_id")))
                .list();
    }

    /** Those of them whose answer it still is, which others may have changed since. */
    private Set<InvitationId> answered(Collection<InvitationId> taken) {
        return among(taken, """
                select i.id from crm_invitation_confirmation c join crm_invitation i on i.id = c.invitation_id
                where i.state = c.state and i.state in ('ACCEPTED', 'WAITING', 'TENTATIVE', 'DECLINED') and i.id""");
    }

    /** Those of them who were told enough for one day; what they answered last waits for the next. */
    private Set<InvitationId> toldEnough(Collection<InvitationId> answered, Instant now) {
        return among(answered, """
                select i.id from crm_invitation i where (select count(*) from crm_invitation_mail m
                  join crm_invitation_sending s on s.id = m.sending_id
                  where m.invitation_id = i.id and m.to_assistant = 0 and s.kind = 'ANSWER' and s.created_at > ?) >= ?
                  and i.id""", UtcTime.of(now.minus(DAY)), MOST_A_DAY);
    }

    private Set<InvitationId> among(Collection<InvitationId> guests, String found, Object... values) {
        return guests.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(database.sql(found + " in (" + ScopedQuery.marks(guests.size()) + ")")
                        .params(all(guests, values))
                        .query((row, index) -> new InvitationId(Bytes16.uuid(row, "id")))
                        .list());
    }

    private void lines(Collection<InvitationId> guests, String change, Object... values) {
        if (!guests.isEmpty()) {
            database.sql(change + " where invitation_id in (" + ScopedQuery.marks(guests.size()) + ")")
                    .params(all(guests, values))
                    .update();
        }
    }

    private static List<Object> all(Collection<InvitationId> guests, Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.addAll(Bytes16.of(guests));
        return all;
    }
}
