package org.shanyraq.crm.capture.web;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.capture.CaptureCandidate;
import org.shanyraq.crm.capture.CaptureChip;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.capture.CaptureKind;
import org.shanyraq.crm.capture.CaptureReading;
import org.shanyraq.crm.capture.Captured;
import org.shanyraq.crm.shared.Violation;

/**
 * What the quick line shows.
 *
 * @param place where it stands, which says where one goes when it is saved
 * @param token of the form
 * @param reading what the line is understood as; null for a blank one
 * @param choices what the officer said of names
 * @param violations what is wrong with it besides what its chips say
 * @param saved what was just made of the line before, or null
 */
public record QuickLine(
        Place place,
        UUID token,
        String line,
        @Nullable CaptureReading reading,
        List<CaptureChoice> choices,
        boolean refused,
        List<Violation> violations,
        @Nullable Captured saved) {

    /** Where the quick line stands. */
    enum Place {
        START,
        PAGE,
        /** In a dialog above any page, which stays. */
        DIALOG
    }

    public QuickLine {
        choices = List.copyOf(choices);
        violations = List.copyOf(violations);
    }

    public boolean isDialog() {
        return place == Place.DIALOG;
    }

    /** The chips that are shown: words that only join others say nothing. */
    public List<CaptureChip> chips() {
        return reading == null
                ? List.of()
                : reading.chips().stream()
                        .filter(chip -> chip.kind() != CaptureKind.WORD)
                        .toList();
    }

    /** What the officer said of names that still stand in the line, as the form sends it. */
    public List<String> chosen() {
        Set<String> names = new HashSet<>();
        chips().forEach(chip -> {
            if (chip.name() != null) {
                names.add(chip.name().toLowerCase(Locale.ROOT));
            }
        });
        return choices.stream()
                .filter(choice -> names.contains(choice.name().toLowerCase(Locale.ROOT)))
                .map(ChoiceText::of)
                .toList();
    }

    /** What the form sends when a candidate is chosen for a chip; null: somebody who is not known. */
    public String choice(CaptureChip chip, @Nullable CaptureCandidate candidate) {
        RecordRef record = candidate == null ? null : candidate.record();
        return ChoiceText.of(record, chip.name());
    }

    /** Whether somebody who is not known may be meant. */
    public boolean mayBeNew(CaptureChip chip) {
        return chip.kind() != CaptureKind.TOPIC;
    }
}
