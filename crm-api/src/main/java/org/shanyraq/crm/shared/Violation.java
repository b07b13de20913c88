package org.shanyraq.crm.shared;

import java.util.List;

/**
 * One thing wrong with an input.
 *
 * @param field path of the field, for example {@code channels[1].value}; empty when it concerns the whole
 * @param key key of the text that says what is wrong and what to do
 * @param arguments arguments of that text
 */
public record Violation(String field, String key, List<Object> arguments) {

    public Violation {
        arguments = List.copyOf(arguments);
    }

    public static Violation of(String field, String key, Object... arguments) {
        return new Violation(field, key, List.of(arguments));
    }
}
