package org.shanyraq.crm.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One thing wrong with an input.
 *
 * @param field path of the field, for example {@code channels[1].value}; empty when it concerns the whole
 * @param key key of the text that says what is wrong and what to do
 * @param arguments arguments of that text; a {@link #word} among them stands for a text itself
 */
public record Violation(String field, String key, List<Object> arguments) {

    public Violation {
        arguments = List.copyOf(arguments);
    }

    public static Violation of(String field, String key, Object... arguments) {
        return new Violation(field, key, List.of(arguments));
    }

    /** An argument that stands for the text of that key, in the language of whoever reads it. */
    public static String word(String key) {
        return "{" + key + "}";
    }

    /**
     * The arguments with texts in place of words.
     *
     * @param texts gives the text of a key, or the key itself when there is none
     */
    public static List<Object> inWords(Collection<?> arguments, UnaryOperator<String> texts) {
        List<Object> worded = new ArrayList<>(arguments.size());
        for (Object argument : arguments) {
            boolean word = argument instanceof String text && text.matches("\\{crm\\.[a-z0-9.-]+}");
            worded.add(
                    word
                            ? texts.apply(argument.toString()
                                    .substring(1, argument.toString().length() - 1))
                            : argument);
        }
        return worded;
    }
}
