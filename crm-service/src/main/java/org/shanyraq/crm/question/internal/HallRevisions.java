package org.shanyraq.crm.question.internal;

import org.shanyraq.crm.dialogue.DialogueArchived;
import org.shanyraq.crm.dialogue.DialogueCancelled;
import org.shanyraq.crm.dialogue.DialogueChanged;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueRestored;
import org.shanyraq.crm.question.HallChanged;
import org.shanyraq.crm.question.QuestionEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Raises the revision of a hall with whatever changes what it shows, in the same transaction, so that all instances learn of it. */
class HallRevisions {

    private final HallReader reader;
    private final ApplicationEventPublisher events;

    HallRevisions(HallReader reader, ApplicationEventPublisher events) {
        this.reader = reader;
        this.events = events;
    }

    /** Late in the transaction: whoever else changes something of that hall waits for the shorter. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(QuestionEvent event) {
        raise(event.dialogue());
    }

    /** The part of a question may let less of it be told from now on, or the room is closed. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(DialogueChanged changed) {
        raise(changed.dialogue());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(DialogueCancelled cancelled) {
        raise(cancelled.dialogue());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(DialogueArchived archived) {
        raise(archived.dialogue());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(DialogueRestored restored) {
        raise(restored.dialogue());
    }

    void raise(DialogueId dialogue) {
        if (!reader.raise(dialogue)) {
            return;
        }
        // Told when it is so, and kept in no registry of events of the host: whoever misses it sees the revision.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                events.publishEvent(new HallChanged(dialogue));
            }
        });
    }
}
