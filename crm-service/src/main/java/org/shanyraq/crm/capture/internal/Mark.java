package org.shanyraq.crm.capture.internal;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.capture.CaptureKind;
import org.shanyraq.crm.interaction.InteractionKind;

/**
 * A stretch of a line and what it says.
 *
 * @param from where it begins
 * @param to where the next one begins: what stands between belongs to this one
 * @param said the stretch itself
 * @param name of a person, an organisation or a topic; of a commitment, to whom it is owed or who owes it
 * @param day of the whole, or on which something is due
 * @param workingDays in how many working days something is due
 * @param text of the summary, of a place, or of what is to be done
 * @param trouble of what is not understood: why, in a word; null when no more can be said of it
 */
record Mark(
        CaptureKind kind,
        int from,
        int to,
        String said,
        @Nullable InteractionKind how,
        @Nullable String name,
        @Nullable LocalDate day,
        @Nullable Integer workingDays,
        @Nullable LocalTime time,
        @Nullable Sensitivity sensitivity,
        @Nullable String text,
        @Nullable String trouble) {

    static Mark of(CaptureKind kind, int from, String said) {
        return new Mark(kind, from, from + said.length(), said, null, null, null, null, null, null, null, null);
    }

    Mark how(InteractionKind value) {
        return new Mark(kind, from, to, said, value, name, day, workingDays, time, sensitivity, text, trouble);
    }

    Mark named(@Nullable String value) {
        return new Mark(kind, from, to, said, how, value, day, workingDays, time, sensitivity, text, trouble);
    }

    Mark on(@Nullable LocalDate value) {
        return new Mark(kind, from, to, said, how, name, value, workingDays, time, sensitivity, text, trouble);
    }

    Mark after(@Nullable Integer value) {
        return new Mark(kind, from, to, said, how, name, day, value, time, sensitivity, text, trouble);
    }

    Mark at(LocalTime value) {
        return new Mark(kind, from, to, said, how, name, day, workingDays, value, sensitivity, text, trouble);
    }

    Mark as(Sensitivity value) {
        return new Mark(kind, from, to, said, how, name, day, workingDays, time, value, text, trouble);
    }

    Mark saying(String value) {
        return new Mark(kind, from, to, said, how, name, day, workingDays, time, sensitivity, value, trouble);
    }

    Mark from(int value) {
        return new Mark(kind, value, to, said, how, name, day, workingDays, time, sensitivity, text, trouble);
    }

    Mark until(int value) {
        return new Mark(kind, from, value, said, how, name, day, workingDays, time, sensitivity, text, trouble);
    }

    /** A stretch that is not understood. */
    static Mark unknown(int from, String said, @Nullable String trouble) {
        return new Mark(
                CaptureKind.UNKNOWN,
                from,
                from + said.length(),
                said,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                trouble);
    }
}
