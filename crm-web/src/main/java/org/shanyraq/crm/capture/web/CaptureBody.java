package org.shanyraq.crm.capture.web;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.shared.web.Needed;

/**
 * A line, and what is meant by names in it that several have.
 *
 * @param line at most 5,000 characters
 */
record CaptureBody(@Needed @Nullable String line, @Nullable List<@Needed @Valid Choice> choices) {

    /**
     * Whom or what a name means.
     *
     * @param name as it stands in the line, without the sign before it
     * @param kind {@code contact}, {@code organisation} or {@code topic}; without one it is somebody who is not known yet
     * @param id of that record
     */
    record Choice(
            @Needed @Nullable String name,
            @Nullable String kind,
            @Nullable UUID id) {}

    String text() {
        return Objects.requireNonNull(line);
    }

    List<CaptureChoice> chosen() {
        return choices == null
                ? List.of()
                : choices.stream()
                        .map(choice -> new CaptureChoice(
                                Objects.requireNonNull(choice.name()),
                                choice.kind() == null || choice.id() == null
                                        ? null
                                        : new RecordRef(choice.kind(), choice.id())))
                        .toList();
    }
}
