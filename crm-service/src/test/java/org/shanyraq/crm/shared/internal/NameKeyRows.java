package org.shanyraq.crm.shared.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The rows of the name index for data that is written past the index: the same that {@link NameIndex} would write. */
public final class NameKeyRows {

    private final Map<String, Set<String>> known = new HashMap<>();
    private final Set<String> skeletons = new TreeSet<>();

    /** The keys of a record that is found by these texts. */
    public Set<String> keys(Collection<String> texts) {
        Set<String> keys = new TreeSet<>();
        for (String text : texts) {
            // Names come again and again, whole texts seldom: words are read on their own where that makes no
            // difference.
            if (text.indexOf('-') >= 0 || text.indexOf('\'') >= 0) {
                keys.addAll(NameIndex.keysOf(text));
            } else {
                for (String word : text.split(" ")) {
                    keys.addAll(known.computeIfAbsent(word, NameIndex::keysOf));
                }
            }
        }
        keys.stream().filter(NameIndex::isForDictionary).forEach(skeletons::add);
        return keys;
    }

    /** Gives variant and skeleton of each row that the dictionary needs for all keys so far, in the order of its primary key. */
    public void dictionary(BiConsumer<String, String> row) {
        Set<String> pairs = new TreeSet<>();
        for (String skeleton : skeletons) {
            // No letter of a key stands before the space, so that pairs order as their two columns do.
            variants(skeleton).forEach(variant -> pairs.add(variant + ' ' + skeleton));
        }
        for (String pair : pairs) {
            int space = pair.indexOf(' ');
            row.accept(pair.substring(0, space), pair.substring(space + 1));
        }
    }

    /** Under what the dictionary has this key; nothing when it is no skeleton. */
    public static Set<String> variants(String key) {
        return NameIndex.isForDictionary(key) ? NameTypos.variants(key) : Set.of();
    }
}
