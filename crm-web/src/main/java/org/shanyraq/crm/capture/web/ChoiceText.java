package org.shanyraq.crm.capture.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.capture.CaptureChoice;

/**
 * Whom an officer means by a name, as forms send it: {@code contact:0192…:Ida Sample}, and {@code new::Ida Sample} for somebody who is not
 * known.
 */
final class ChoiceText {

    private static final String NEW = "new";

    private ChoiceText() {}

    static String of(CaptureChoice choice) {
        return of(choice.record(), choice.name());
    }

    static String of(@Nullable RecordRef record, @Nullable String name) {
        return (record == null ? NEW + ":" : record.kind() + ":" + record.id()) + ":" + (name == null ? "" : name);
    }

    /**
     * Those of all parameters whose name begins with {@code choice}; what is none of ours is left out, and the last one of a name counts. A
     * person and a topic may have the same one.
     */
    static List<CaptureChoice> read(Map<String, String[]> parameters) {
        Map<String, CaptureChoice> choices = new LinkedHashMap<>();
        parameters.forEach((parameter, values) -> {
            if (parameter.startsWith("choice")) {
                for (String value : values) {
                    CaptureChoice choice = read(value);
                    if (choice != null) {
                        choices.put(sign(choice.record()) + choice.name(), choice);
                    }
                }
            }
        });
        return new ArrayList<>(choices.values());
    }

    private static String sign(@Nullable RecordRef record) {
        return record != null && record.kind().equals("topic") ? "#" : "@";
    }

    private static @Nullable CaptureChoice read(String value) {
        String[] parts = value.split(":", 3);
        if (parts.length < 3 || parts[2].isBlank()) {
            return null;
        }
        if (parts[0].equals(NEW)) {
            return new CaptureChoice(parts[2], null);
        }
        try {
            return new CaptureChoice(parts[2], new RecordRef(parts[0], UUID.fromString(parts[1])));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
