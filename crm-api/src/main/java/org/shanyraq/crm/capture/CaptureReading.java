package org.shanyraq.crm.capture;

import java.time.LocalDate;
import java.util.List;
import org.shanyraq.crm.access.Sensitivity;

/**
 * What a line is understood as.
 *
 * @param chips from its beginning to its end
 * @param missing keys of the texts that say what the line has to say besides
 * @param day on which it was
 * @param sensitivity of all that is made of it
 */
public record CaptureReading(
        String line, List<CaptureChip> chips, List<String> missing, LocalDate day, Sensitivity sensitivity) {

    public CaptureReading {
        chips = List.copyOf(chips);
        missing = List.copyOf(missing);
    }

    /** Whether it can be saved. */
    public boolean isClear() {
        return missing.isEmpty() && chips.stream().allMatch(CaptureChip::isClear);
    }

    /** The chips that say something, of that kind. */
    public List<CaptureChip> of(CaptureKind kind) {
        return chips.stream().filter(chip -> chip.kind() == kind).toList();
    }
}
