package org.shanyraq.crm.question.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.Undertakings;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.InvalidInputException;

/** What becomes of a question that was taken away: somebody owes the asker an answer, until the asker has it. */
class AnswerLoop {

    /** Kind of the mails to askers. */
    static final String KIND = "question-answer";

    private final Access access;
    private final Commitments commitments;
    private final FollowUps followUps;
    private final Undertakings undertakings;
    private final WorkingDays workingDays;
    private final QuestionRows rows;
    private final AnswerAddresses addresses;
    private final Outbox outbox;
    private final Clock clock;

    AnswerLoop(
            Access access,
            Commitments commitments,
            FollowUps followUps,
            Undertakings undertakings,
            WorkingDays workingDays,
            QuestionRows rows,
            AnswerAddresses addresses,
            Outbox outbox,
            Clock clock) {
        this.access = access;
        this.commitments = commitments;
        this.followUps = followUps;
        this.undertakings = undertakings;
        this.workingDays = workingDays;
        this.rows = rows;
        this.addresses = addresses;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param wanted null: the usual number of working days from today */
    LocalDate due(@Nullable LocalDate wanted) {
        LocalDate today = workingDays.today();
        if (wanted == null) {
            return workingDays.after(today, WorkingDays.USUAL);
        }
        if (wanted.isBefore(today)) {
            throw InvalidInputException.of("dueOn", "crm.question.error.due-over");
        }
        return wanted;
    }

    /** Makes the commitment towards the asker, where that is a contact whom the officer may see, and the follow-up of the owner. */
    void undertake(Question question) {
        OfficerId owner = question.owner();
        LocalDate due = question.dueOn();
        if (owner == null || due == null) {
            throw new IllegalStateException("a question that nobody took away");
        }
        String text = QuestionReader.beginning(question.text());
        RecordRef self = new RecordRef(QuestionReader.KIND, question.getId());
        List<RecordRef> links = new ArrayList<>(List.of(self));
        ContactId asker = question.asker().contact();
        CommitmentId commitment = null;
        if (asker != null && isSeen(asker, question)) {
            commitment = commitments
                    .create(new CommitmentDetails(
                            CommitmentDirection.OURS,
                            text,
                            owner,
                            asker,
                            null,
                            workingDays.today(),
                            due,
                            self,
                            Sensitivity.PUBLIC))
                    .id();
            links.add(new RecordRef("commitment", commitment.value()));
        }
        FollowUpView followUp = followUps.create(
                new FollowUpDetails(text, owner, due, FollowUpPriority.NORMAL, links, Sensitivity.PUBLIC));
        question.owed(commitment, followUp.id());
    }

    private boolean isSeen(ContactId contact, Question question) {
        Sensitivity sensitivity =
                rows.sensitivities(List.of(contact), question.mission()).get(contact);
        return sensitivity != null && sensitivity.isWithin(access.scope().clearance());
    }

    /** Nobody owes the answer any more. */
    void release(Question question) {
        String reason = "Q" + question.number() + ": " + QuestionReader.beginning(question.text());
        CommitmentId commitment = question.commitment();
        if (commitment != null) {
            undertakings.release(question.mission(), commitment, reason);
        }
        FollowUpId followUp = question.followUp();
        if (followUp != null) {
            undertakings.drop(question.mission(), followUp, reason);
        }
    }

    /** Lets the answer go out, by a mail where one can reach the asker. */
    void clear(Question question) {
        AnswerAddress address = addresses.of(question);
        question.clear(access.officer(), address.trouble(), clock.instant());
        if (address.mailbox() != null) {
            outbox.put(List.of(new MailDraft(
                    question.mission(),
                    KIND,
                    question.getId(),
                    occurrence(question),
                    address.mailbox(),
                    question.sensitivity().higher(address.sensitivity()),
                    null,
                    address.language())));
        }
    }

    /** What tells mails about one question apart: each time that its answer is cleared there is one, and never a second while it may go out. */
    static String occurrence(Question question) {
        Instant cleared = question.clearedAt();
        return cleared == null ? "none" : "cleared-" + cleared.toEpochMilli();
    }

    /** No mail that came to nothing goes out any more, whoever sends it again. */
    void callBack(Question question) {
        outbox.withdraw(KIND, question.getId());
    }

    /**
     * Says that the asker has the answer, that the commitment is kept and the follow-up done.
     *
     * @param mailed when the mail went out, or null when none did
     */
    void close(Question question, @Nullable Instant mailed) {
        question.answerAfter(mailed, daysTaken(question), clock.instant());
        CommitmentId commitment = question.commitment();
        if (commitment != null) {
            undertakings.keep(question.mission(), commitment, question.draft() == null ? "" : question.draft());
        }
        FollowUpId followUp = question.followUp();
        if (followUp != null) {
            undertakings.finish(question.mission(), followUp);
        }
    }

    /** How many working days lie between the day on which it was taken away and today. */
    private int daysTaken(Question question) {
        Instant taken = question.takenAt();
        if (taken == null) {
            return 0;
        }
        LocalDate first = LocalDate.ofInstant(taken, zone());
        LocalDate today = workingDays.today();
        int low = 0;
        int high = 250;
        while (low < high) {
            int middle = (low + high) / 2;
            if (workingDays.after(first, middle).isBefore(today)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private ZoneId zone() {
        return clock.getZone();
    }
}
