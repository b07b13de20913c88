package org.shanyraq.crm.capture;

import java.util.List;

/**
 * A line that is not finished.
 *
 * @param choices what the officer said of names in it
 */
public record CaptureDraft(String line, List<CaptureChoice> choices) {

    public CaptureDraft {
        choices = List.copyOf(choices);
    }
}
