package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import org.shanyraq.crm.job.FrequentWork;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.support.TransactionOperations;

/** Lets offers of seats lapse when their time is over, dialogue by dialogue, so that whoever waits next is offered the seat. */
class OfferSweep implements FrequentWork {

    private final InvitationReader reader;
    private final Seating seating;
    private final TransactionOperations transactions;
    private final Clock clock;

    OfferSweep(InvitationReader reader, Seating seating, TransactionOperations transactions, Clock clock) {
        this.reader = reader;
        this.seating = seating;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "seat-offers";
    }

    @Override
    public void run() {
        reader.lapsing(clock.instant())
                .forEach((dialogue, mission) ->
                        Transactions.again(transactions, () -> seating.lapse(dialogue, mission)));
    }
}
