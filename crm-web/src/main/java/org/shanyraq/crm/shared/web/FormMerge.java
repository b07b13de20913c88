package org.shanyraq.crm.shared.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Brings a form that was filled in over an old state of a record together with the state that somebody else has written
 * since. What only the others changed is taken over into the form; what only the user changed stays; what both changed
 * differently is left as the user has it and reported. The form carries a fingerprint of each field as it was shown.
 *
 * @param <D> details of the record
 * @param <F> the form
 */
public final class FormMerge<D, F> {

    private final List<Field<D, F>> fields;

    public FormMerge(List<Field<D, F>> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * One field, which may be a list of rows.
     *
     * @param labelKey key of the name that the user knows it by
     * @param text its value in words; two values are the same when their words are
     * @param takeOver copies the field from the second form into the first
     */
    public record Field<D, F>(String name, String labelKey, Function<D, String> text, BiConsumer<F, F> takeOver) {}

    /**
     * @param conflicts what both changed
     * @param takenOver label keys of what only the others changed
     */
    public record Outcome(List<Difference> conflicts, List<String> takenOver) {}

    /** What the form carries along, per field. */
    public Map<String, String> fingerprints(D shown) {
        Map<String, String> prints = new LinkedHashMap<>();
        fields.forEach(
                field -> prints.put(field.name(), fingerprint(field.text().apply(shown))));
        return prints;
    }

    /** Changes {@code form} as described; {@code theirForm} shows {@code theirs}. */
    public Outcome merge(D yours, D theirs, Map<String, String> fingerprints, F form, F theirForm) {
        List<Difference> conflicts = new ArrayList<>();
        List<String> takenOver = new ArrayList<>();
        for (Field<D, F> field : fields) {
            String mine = field.text().apply(yours);
            String other = field.text().apply(theirs);
            if (mine.equals(other)) {
                continue;
            }
            String before = fingerprints.get(field.name());
            if (fingerprint(mine).equals(before)) {
                field.takeOver().accept(form, theirForm);
                takenOver.add(field.labelKey());
            } else if (!fingerprint(other).equals(before)) {
                conflicts.add(new Difference(field.labelKey(), other, mine));
            }
        }
        return new Outcome(conflicts, takenOver);
    }

    private static String fingerprint(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
