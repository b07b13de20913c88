package org.shanyraq.crm.exchange.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.shared.internal.JsonText;

/** The rows of a file that were planned before: those of earlier stretches, and those of this one, which are not stored yet. */
final class RowsSoFar {

    private final ImportStore store;
    private final ImportId id;
    private final Map<String, Long> byKey = new HashMap<>();
    private final Map<Long, Record> planned = new HashMap<>();

    RowsSoFar(ImportStore store, ImportId id) {
        this.store = store;
        this.id = id;
    }

    void add(long number, Plan plan) {
        Record left = plan.planned();
        if (left != null) {
            planned.put(number, left);
            plan.keys().forEach(key -> byKey.putIfAbsent(key, number));
        }
    }

    /** Those before the row of that number. */
    EarlierRows before(long number) {
        return new Before(number, null);
    }

    private final class Before implements EarlierRows {

        private final long number;

        /** The first rows that have each of some keys, when these were looked up already. */
        private final @Nullable Map<String, Long> looked;

        Before(long number, @Nullable Map<String, Long> looked) {
            this.number = number;
            this.looked = looked;
        }

        @Override
        public EarlierRows among(Collection<String> keys) {
            return new Before(number, first(keys));
        }

        @Override
        public Optional<Earlier> find(Collection<String> keys) {
            Map<String, Long> first = looked == null ? first(keys) : looked;
            return keys.stream()
                    .map(first::get)
                    .filter(Objects::nonNull)
                    .filter(found -> found < number)
                    .min(Long::compare)
                    .flatMap(found -> planned(found).map(left -> new Earlier(found, left)));
        }

        private Map<String, Long> first(Collection<String> keys) {
            Map<String, Long> first = new LinkedHashMap<>(store.rowsByKey(id, keys));
            keys.forEach(key -> {
                Long here = byKey.get(key);
                if (here != null) {
                    first.merge(key, here, Math::min);
                }
            });
            return first;
        }

        private Optional<String> planned(long row) {
            Record here = planned.get(row);
            return here != null
                    ? Optional.of(JsonText.write(here))
                    : store.row(id, row).map(StoredRow::planned);
        }
    }
}
