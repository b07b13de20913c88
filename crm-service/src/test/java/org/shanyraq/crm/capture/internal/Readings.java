package org.shanyraq.crm.capture.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shanyraq.crm.capture.CaptureKind;

/** What a line was understood as, in one line; words that only join others are left out. */
final class Readings {

    private Readings() {}

    static String of(List<Mark> marks) {
        return marks.stream()
                .filter(mark -> mark.kind() != CaptureKind.WORD)
                .map(Readings::of)
                .collect(Collectors.joining("; "));
    }

    private static String of(Mark mark) {
        String kind = mark.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (mark.kind() == CaptureKind.UNKNOWN) {
            return kind + " " + mark.said() + (mark.trouble() == null ? "" : " (" + mark.trouble() + ")");
        }
        return kind
                + Stream.of(
                                mark.how(),
                                mark.sensitivity(),
                                mark.name(),
                                mark.day(),
                                mark.workingDays() == null ? null : "+" + mark.workingDays(),
                                mark.time(),
                                mark.text())
                        .filter(Objects::nonNull)
                        .filter(part -> !part.equals(""))
                        .map(part ->
                                " " + (part instanceof Enum<?> ? part.toString().toLowerCase(Locale.ROOT) : part))
                        .collect(Collectors.joining());
    }
}
