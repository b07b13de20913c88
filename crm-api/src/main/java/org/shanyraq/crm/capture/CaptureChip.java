package org.shanyraq.crm.capture;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A stretch of a line with what it is understood as. Together the chips of a line hold every character of it, each once.
 *
 * @param from where it begins
 * @param to where the next one begins
 * @param said the stretch itself, without the blanks after it
 * @param how of {@link CaptureKind#HOW}
 * @param name as typed: of a person, an organisation or a topic; of a commitment, of the other side
 * @param record which contact, organisation or topic that is; null when it is not clear, or somebody new
 * @param title what that is called; empty when nobody is meant
 * @param day when it was, or by when something is due
 * @param dayOff what the day is called when the mission does not work on it, empty for a Saturday or Sunday; null for a working day
 * @param text what was said, what is to be done, or the place
 * @param candidates who or what may be meant, whom the officer met lately first
 * @param trouble key of the text that says what is wrong; null when nothing is
 */
public record CaptureChip(
        CaptureKind kind,
        int from,
        int to,
        String said,
        State state,
        @Nullable InteractionKind how,
        @Nullable String name,
        @Nullable RecordRef record,
        LocalizedText title,
        @Nullable LocalDate day,
        @Nullable LocalizedText dayOff,
        @Nullable LocalTime time,
        @Nullable Sensitivity sensitivity,
        @Nullable String text,
        List<CaptureCandidate> candidates,
        @Nullable String trouble) {

    /** How well it is understood. */
    public enum State {
        UNDERSTOOD,
        /** Somebody who is not known: a contact is registered with that name, to be completed later. */
        NEW,
        /** Several are called so: the officer says which one is meant. */
        UNCLEAR,
        /** Not understood, or not possible. */
        WRONG
    }

    public CaptureChip {
        candidates = List.copyOf(candidates);
    }

    public boolean isClear() {
        return state == State.UNDERSTOOD || state == State.NEW;
    }
}
