package org.shanyraq.crm.exchange.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Option;

/**
 * One column of the file on the page.
 *
 * @param name its header, or its letter where there is none
 * @param field the field's constant, or empty
 * @param words words that need a meaning, with the meaning they have
 * @param choices the meanings that there are
 */
public record ColumnRow(
        int index,
        String name,
        List<String> samples,
        String field,
        boolean schemed,
        String scheme,
        List<Word> words,
        List<Option> choices) {

    /** @param code the meaning, empty when there is none, {@code -} when it is left out */
    public record Word(String text, String code) {}

    static String nameOf(int index, @Nullable String header) {
        if (header != null && !header.isBlank()) {
            return header;
        }
        StringBuilder letters = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }
}
