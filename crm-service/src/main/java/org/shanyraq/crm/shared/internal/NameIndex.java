package org.shanyraq.crm.shared.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.Portions;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds records by their names, whatever the script, the transliteration and the accents, and with small mistakes.
 *
 * <p>Each record has a row per token (lower case) and per skeleton (capitals) of its names, see {@link NameKeys}. A text
 * fits a record when each word of it begins one of the tokens, or, from four letters, one of the skeletons. When no record fits,
 * words that are a slip of the finger away fit too: they come from a dictionary of all skeletons with some letters left
 * out, see {@link NameTypos}.
 *
 * <p>Only keys and records within the scope are looked at, so that what an officer may not see changes nothing in the answer.
 */
public final class NameIndex {

    private static final int MOST_WORDS = 6;
    /** From how many letters on the beginning of a skeleton is enough, and mistakes are forgiven. */
    private static final int LETTERS = 4;

    private static final int MOST_CANDIDATES = 300;
    private static final int MOST_CORRECTIONS = 50;
    /** Up to how many keys are counted to tell a rare word from a common one. */
    private static final int MOST_COUNTED = 10_000;

    private static final int ROWS_PER_STATEMENT = 500;

    private final JdbcClient database;

    public NameIndex(JdbcClient database) {
        this.database = database;
    }

    /**
     * A kind of record and where it stands.
     *
     * @param kind singular name of the record in kebab-case, for example {@code contact}
     * @param table has the columns {@code id} and {@code mission_id}
     * @param sensitive whether the table has a column {@code sensitivity}, which is then compared with the clearance
     * @param limited whether the table has a column {@code readers_of}, too, and its rows may be limited to named readers
     * @param condition further condition on the table as {@code s}, for example {@code s.archived = 0}; null for none
     */
    public record Subjects(
            String kind,
            String table,
            boolean sensitive,
            boolean limited,
            @Nullable String condition) {

        /** Of records that nobody limits to named readers. */
        public Subjects(String kind, String table, boolean sensitive, @Nullable String condition) {
            this(kind, table, sensitive, false, condition);
        }

        /** Of records with a sensitivity that may be limited to named readers. */
        public static Subjects limited(String kind, String table) {
            return new Subjects(kind, table, true, true, null);
        }

        /** The same, with that condition. */
        public Subjects where(@Nullable String other) {
            return new Subjects(kind, table, sensitive, limited, other);
        }
    }

    /**
     * The names of one record.
     *
     * @param texts all by which it is to be found
     */
    public record Entry(UUID id, UUID mission, Collection<String> texts) {

        public Entry {
            texts = List.copyOf(texts);
        }
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    /** Has the record found by these texts and no others. */
    public void put(String kind, UUID id, UUID mission, Collection<String> texts) {
        putAll(kind, List.of(new Entry(id, mission, texts)));
    }

    /** {@link #put} for many records of a kind. */
    public void putAll(String kind, Collection<Entry> entries) {
        Portions.of(entries, ROWS_PER_STATEMENT).forEach(some -> putSome(kind, some));
    }

    private void putSome(String kind, List<Entry> entries) {
        Map<UUID, Set<String>> present =
                keys(kind, entries.stream().map(Entry::id).toList());
        List<Object[]> rows = new ArrayList<>();
        Set<String> skeletons = new TreeSet<>();
        for (Entry entry : entries) {
            Set<String> wanted = new TreeSet<>();
            entry.texts().forEach(text -> wanted.addAll(keysOf(text)));
            Set<String> kept = present.getOrDefault(entry.id(), Set.of());
            Set<String> obsolete = new TreeSet<>(kept);
            obsolete.removeAll(wanted);
            if (!obsolete.isEmpty()) {
                List<Object> values = new ArrayList<>(List.of(kind, Bytes16.of(entry.id())));
                values.addAll(obsolete);
                database.sql("delete from crm_name_key where subject_kind = ? and subject_id = ? and name_key in ("
                                + ScopedQuery.marks(obsolete.size()) + ")")
                        .params(values)
                        .update();
            }
            wanted.removeAll(kept);
            for (String key : wanted) {
                rows.add(new Object[] {kind, Bytes16.of(entry.id()), key, Bytes16.of(entry.mission())});
                if (isForDictionary(key)) {
                    skeletons.add(key);
                }
            }
        }
        insert("insert into crm_name_key (subject_kind, subject_id, name_key, mission_id) values ", rows);
        learn(skeletons);
    }

    /** Has the record found no more. */
    public void remove(String kind, UUID id) {
        database.sql("delete from crm_name_key where subject_kind = ? and subject_id = ?")
                .params(kind, Bytes16.of(id))
                .update();
    }

    /**
     * Adds skeletons to the dictionary. They stay when the last record with them is gone, which changes no answer: corrections
     * are taken only when a visible record has them.
     */
    private void learn(Set<String> skeletons) {
        for (List<String> some : Portions.of(skeletons, ROWS_PER_STATEMENT)) {
            Set<String> unknown = new TreeSet<>(some);
            List<Object> values = new ArrayList<>();
            unknown.forEach(skeleton -> Collections.addAll(values, NameTypos.head(skeleton), skeleton));
            database.sql("select skeleton from crm_name_variant where (variant, skeleton) in ("
                            + String.join(", ", Collections.nCopies(unknown.size(), "(?, ?)")) + ")")
                    .params(values)
                    .query(String.class)
                    .list()
                    .forEach(unknown::remove);
            List<Object[]> rows = new ArrayList<>();
            for (String skeleton : unknown) {
                NameTypos.variants(skeleton).forEach(variant -> rows.add(new Object[] {variant, skeleton}));
            }
            insert("insert ignore into crm_name_variant (variant, skeleton) values ", rows);
        }
    }

    private void insert(String statement, List<Object[]> rows) {
        for (List<Object[]> some : Portions.of(rows, ROWS_PER_STATEMENT)) {
            String marks = "(" + ScopedQuery.marks(some.get(0).length) + ")";
            List<Object> values = new ArrayList<>();
            some.forEach(row -> Collections.addAll(values, row));
            database.sql(statement + String.join(", ", Collections.nCopies(some.size(), marks)))
                    .params(values)
                    .update();
        }
    }

    /** All keys by which the text is found. */
    static Set<String> keysOf(String text) {
        Set<String> keys = new TreeSet<>();
        for (NameKeys.Word word : NameKeys.indexWords(text)) {
            keys.add(word.text());
            keys.addAll(word.skeletons());
        }
        return keys;
    }

    static boolean isForDictionary(String key) {
        return isSkeleton(key) && key.length() > 1;
    }

    private static boolean isSkeleton(String key) {
        return key.chars().noneMatch(letter -> letter >= 'a' && letter <= 'z')
                && key.chars().anyMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    /**
     * Restricts a query to the records that the text fits.
     *
     * @param subjects decides by its condition for whom mistakes are forgiven: only when none of these fits exactly
     * @param idColumn column of the query that holds the id of the record
     * @param text any text; one without letters and digits fits nothing
     */
    public ScopedQuery matching(
            ScopedQuery query, AccessScope scope, Subjects subjects, String idColumn, @Nullable String text) {
        List<Criterion> criteria = strictly(scope, subjects, idColumn, text);
        if (criteria.isEmpty()) {
            return query.and("1 = 0");
        }
        List<Criterion> lenient = leniently(scope, subjects, idColumn, text);
        for (Criterion word : lenient.isEmpty() ? criteria : lenient) {
            query.and(
                    idColumn + " in (select " + word.ids() + ")",
                    word.idsValues().toArray());
        }
        return query;
    }

    /**
     * What a text asks of a record, word by word, without mistakes.
     *
     * @param idColumn column that holds the id of the record
     * @return empty when the text has no letters and digits, and so fits nothing
     */
    public List<Criterion> strictly(AccessScope scope, Subjects subjects, String idColumn, @Nullable String text) {
        return scope.missions().isEmpty()
                ? List.of()
                : typed(text).stream()
                        .map(word -> criterion(strict(word), scope, subjects, idColumn))
                        .toList();
    }

    /**
     * The same with mistakes forgiven.
     *
     * @return empty when a record that may be seen fits without, or when no mistake is likely
     */
    public List<Criterion> leniently(AccessScope scope, Subjects subjects, String idColumn, @Nullable String text) {
        List<NameKeys.Word> words = typed(text);
        if (words.isEmpty() || scope.missions().isEmpty()) {
            return List.of();
        }
        List<Counted> rarestFirst = rarestFirst(words, subjects, scope);
        if (!unmistaken(subjects, scope, rarestFirst, 1).isEmpty()) {
            return List.of();
        }
        return lenient(rarestFirst, subjects.kind(), scope).stream()
                .map(word -> criterion(word, scope, subjects, idColumn))
                .toList();
    }

    private static Criterion criterion(Condition word, AccessScope scope, Subjects subjects, String idColumn) {
        List<Object> ids = new ArrayList<>();
        ids.add(subjects.kind());
        ids.addAll(missions(scope));
        ids.addAll(word.values());
        List<Object> check = new ArrayList<>();
        check.add(subjects.kind());
        check.addAll(word.values());
        return new Criterion(
                "k.subject_id as id from crm_name_key k where k.subject_kind = ? and k.mission_id in ("
                        + ScopedQuery.marks(scope.missions().size()) + ") and " + word.sql("k"),
                ids,
                Criterion.exists("crm_name_key k where k.subject_kind = ? and k.subject_id = " + idColumn + " and "
                        + word.sql("k")),
                check);
    }

    /**
     * The records that the text fits, best first: by exact words, beginnings of words, other spellings, and last, when there is
     * room, with mistakes.
     */
    public List<UUID> ranked(Subjects subjects, AccessScope scope, @Nullable String text, int limit) {
        List<NameKeys.Word> words = typed(text);
        if (words.isEmpty() || scope.missions().isEmpty() || limit < 1) {
            return List.of();
        }
        int most = Math.max(MOST_CANDIDATES, limit);
        List<Counted> rarestFirst = rarestFirst(words, subjects, scope);
        Set<UUID> found = new LinkedHashSet<>(fitting(subjects, scope, rarestFirst, limit, most));
        if (found.size() < limit) {
            List<Condition> lenient = lenient(rarestFirst, subjects.kind(), scope);
            if (!lenient.isEmpty()) {
                found.addAll(candidates(subjects, scope, lenient, most));
            }
        }
        if (found.isEmpty()) {
            return List.of();
        }
        Map<UUID, Set<String>> keys = keys(subjects.kind(), found);
        Map<UUID, Integer> scores = new HashMap<>();
        keys.forEach((id, own) -> scores.put(id, score(words, own)));
        return found.stream()
                .sorted(Comparator.comparing((UUID id) -> -scores.getOrDefault(id, 0)))
                .limit(limit)
                .toList();
    }

    /** The records that fit without mistakes: all of them, or, of very many, those first that fit more exactly. */
    private Collection<UUID> fitting(
            Subjects subjects, AccessScope scope, List<Counted> rarestFirst, int limit, int most) {
        List<UUID> all = unmistaken(subjects, scope, rarestFirst, most);
        if (all.size() < most) {
            return all;
        }
        List<NameKeys.Word> words = rarestFirst.stream().map(Counted::word).toList();
        Set<UUID> found = new LinkedHashSet<>();
        List<Function<NameKeys.Word, Condition>> ways = List.of(NameIndex::exact, NameIndex::begun);
        for (Function<NameKeys.Word, Condition> way : ways) {
            if (found.size() < limit) {
                found.addAll(candidates(subjects, scope, words.stream().map(way).toList(), most));
            }
        }
        if (found.size() < limit) {
            found.addAll(all);
        }
        return found;
    }

    private List<UUID> unmistaken(Subjects subjects, AccessScope scope, List<Counted> rarestFirst, int most) {
        return rarestFirst.stream().anyMatch(Counted::isUnknown)
                ? List.of()
                : candidates(
                        subjects,
                        scope,
                        rarestFirst.stream()
                                .map(Counted::word)
                                .map(NameIndex::strict)
                                .toList(),
                        most);
    }

    /**
     * A word, and how many keys of the missions fit it without mistakes: null when they were not counted, which says nothing of
     * what may be seen.
     */
    private record Counted(NameKeys.Word word, @Nullable Long keys) {

        boolean isUnknown() {
            return keys != null && keys == 0;
        }
    }

    /** A long word is not always a rare one: counts how many keys fit each. */
    private List<Counted> rarestFirst(List<NameKeys.Word> words, Subjects subjects, AccessScope scope) {
        if (words.size() == 1) {
            return List.of(new Counted(words.get(0), null));
        }
        List<Criterion> criteria = words.stream()
                .map(word -> criterion(strict(word), scope, subjects, "?"))
                .toList();
        List<Long> counts = Criterion.counts(database, null, List.of(), criteria, MOST_COUNTED);
        List<Counted> counted = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            counted.add(new Counted(words.get(i), counts.get(i)));
        }
        counted.sort(Comparator.comparingLong(one -> one.keys() == null ? 0 : one.keys()));
        return counted;
    }

    private static List<NameKeys.Word> typed(@Nullable String text) {
        return NameKeys.words(text).stream().distinct().limit(MOST_WORDS).toList();
    }

    /** The ids of visible records that fit each of the conditions, the rarest of which stands first, no more than so many. */
    private List<UUID> candidates(Subjects subjects, AccessScope scope, List<Condition> words, int most) {
        // The first leads, and the others are looked up in the few rows of each record.
        Condition first = words.get(0);
        ScopedQuery query = ScopedQuery.select("distinct k.subject_id")
                .from("crm_name_key k join " + subjects.table() + " s on s.id = k.subject_id");
        query.withinMissions(scope, "k").and("k.subject_kind = ?", subjects.kind());
        query.and(first.sql("k"), first.values().toArray());
        if (subjects.limited()) {
            query.withinReaders(scope, "s");
        } else if (subjects.sensitive()) {
            query.within(scope, "s");
        } else {
            query.withinMissions(scope, "s");
        }
        if (subjects.condition() != null) {
            query.and(subjects.condition());
        }
        for (int i = 1; i < words.size(); i++) {
            String alias = "k" + i;
            List<Object> values = new ArrayList<>();
            values.add(subjects.kind());
            values.addAll(words.get(i).values());
            query.and(
                    "exists (select 1 from crm_name_key %1$s where %1$s.subject_kind = ? and %1$s.subject_id = k.subject_id and %2$s)"
                            .formatted(alias, words.get(i).sql(alias)),
                    values.toArray());
        }
        return query.limit(most).list(database, (row, index) -> Bytes16.uuid(row, "subject_id"));
    }

    /** What each word may be instead; empty when there is no other word to try, or a word that nothing comes near. */
    private List<Condition> lenient(List<Counted> words, String kind, AccessScope scope) {
        Map<NameKeys.Word, Collection<String>> corrections =
                corrections(words.stream().map(Counted::word).toList(), kind, scope);
        boolean hopeless = words.stream().anyMatch(word -> word.isUnknown() && !corrections.containsKey(word.word()));
        return corrections.isEmpty() || hopeless
                ? List.of()
                : words.stream()
                        .map(word -> strict(word.word()).orAnyOf(corrections.getOrDefault(word.word(), List.of())))
                        .toList();
    }

    /** Skeletons of records of the missions that are a small mistake away from a word, nearest first; of some words none. */
    private Map<NameKeys.Word, Collection<String>> corrections(
            List<NameKeys.Word> words, String kind, AccessScope scope) {
        Set<String> variants = new TreeSet<>();
        for (NameKeys.Word word : words) {
            if (word.text().length() >= LETTERS) {
                word.skeletons().stream()
                        .filter(skeleton -> skeleton.length() >= LETTERS - 1)
                        .forEach(skeleton -> variants.addAll(NameTypos.variants(skeleton)));
            }
        }
        if (variants.isEmpty()) {
            return Map.of();
        }
        List<String> skeletons = database.sql("select distinct skeleton from crm_name_variant where variant in ("
                        + ScopedQuery.marks(variants.size()) + ")")
                .params(List.copyOf(variants))
                .query(String.class)
                .list();
        Map<NameKeys.Word, Map<String, Integer>> distances = new LinkedHashMap<>();
        for (NameKeys.Word word : words) {
            if (word.text().length() >= LETTERS) {
                Map<String, Integer> near = new HashMap<>();
                for (String skeleton : skeletons) {
                    int distance = distance(word, skeleton);
                    if (distance >= 0) {
                        near.put(skeleton, distance);
                    }
                }
                distances.put(word, near);
            }
        }
        Set<String> used = used(
                distances.values().stream()
                        .flatMap(near -> near.keySet().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                kind,
                scope);
        Map<NameKeys.Word, Collection<String>> corrections = new LinkedHashMap<>();
        distances.forEach((word, near) -> {
            List<String> nearest = near.entrySet().stream()
                    .filter(entry -> used.contains(entry.getKey()))
                    .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_CORRECTIONS)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!nearest.isEmpty()) {
                corrections.put(word, nearest);
            }
        });
        return corrections;
    }

    /** How many mistakes lie between word and skeleton, or -1 when more than are forgiven. */
    private static int distance(NameKeys.Word word, String skeleton) {
        int best = -1;
        for (String own : word.skeletons()) {
            if (own.length() >= LETTERS - 1) {
                int bound = NameTypos.forgiven(own.length());
                int distance = NameTypos.distance(own, skeleton, bound);
                if (distance <= bound && (best < 0 || distance < best)) {
                    best = distance;
                }
            }
        }
        return best;
    }

    private Set<String> used(Collection<String> skeletons, String kind, AccessScope scope) {
        Set<String> used = new HashSet<>();
        for (List<String> some : Portions.of(skeletons, ROWS_PER_STATEMENT)) {
            used.addAll(ScopedQuery.select("distinct k.name_key")
                    .from("crm_name_key k")
                    .withinMissions(scope, "k")
                    .and("k.subject_kind = ?", kind)
                    .and("k.name_key in (" + ScopedQuery.marks(some.size()) + ")", some.toArray())
                    .list(database, (row, index) -> row.getString("name_key")));
        }
        return used;
    }

    private Map<UUID, Set<String>> keys(String kind, Collection<UUID> ids) {
        Map<UUID, Set<String>> keys = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return keys;
        }
        List<Object> values = new ArrayList<>();
        values.add(kind);
        ids.forEach(id -> values.add(Bytes16.of(id)));
        database.sql("select subject_id, name_key from crm_name_key where subject_kind = ? and subject_id in ("
                        + ScopedQuery.marks(ids.size()) + ")")
                .params(values)
                .query(row -> {
                    keys.computeIfAbsent(Bytes16.uuid(row, "subject_id"), id -> new HashSet<>())
                            .add(row.getString("name_key"));
                });
        return keys;
    }

    /** The sum of how well each word fits, and a little more for records of few words. */
    private static int score(List<NameKeys.Word> words, Set<String> keys) {
        int score = 0;
        for (NameKeys.Word word : words) {
            score += keys.stream().mapToInt(key -> score(word, key)).max().orElse(0);
        }
        return score * 10 - Math.min(keys.size(), 90) / 10;
    }

    private static int score(NameKeys.Word word, String key) {
        if (key.equals(word.text())) {
            return 1000;
        }
        if (key.startsWith(word.text())) {
            return 800 - Math.min(key.length() - word.text().length(), 50);
        }
        if (word.skeletons().contains(key)) {
            return 700;
        }
        for (String skeleton : word.skeletons()) {
            if (word.text().length() >= LETTERS && key.startsWith(skeleton)) {
                return 500 - Math.min(key.length() - skeleton.length(), 50);
            }
        }
        int distance = isSkeleton(key) ? distance(word, key) : -1;
        return distance < 0 ? 0 : 300 - 100 * distance;
    }

    private static List<Object> missions(AccessScope scope) {
        return scope.missions().stream()
                .map(MissionId::value)
                .map(Bytes16::of)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    // ---- conditions on keys
    // ---------------------------------------------------------------------------------------------

    private static Condition exact(NameKeys.Word word) {
        return new Condition(List.of(word.text()), Map.of());
    }

    private static Condition begun(NameKeys.Word word) {
        return new Condition(List.of(), Map.of(word.text(), word.text() + '{'));
    }

    private static Condition strict(NameKeys.Word word) {
        Map<String, String> ranges = new TreeMap<>();
        ranges.put(word.text(), word.text() + '{');
        if (word.text().length() >= LETTERS) {
            word.skeletons().forEach(skeleton -> ranges.put(skeleton, skeleton + '['));
            return new Condition(List.of(), ranges);
        }
        return new Condition(List.copyOf(word.skeletons()), ranges);
    }

    /**
     * The key is one of some values or lies in one of some ranges. Keys are plain letters and digits, so that the character
     * after {@code z} or {@code Z} ends the range of those that begin alike.
     *
     * @param ranges from, inclusive, to exclusive end
     */
    private record Condition(List<String> equal, Map<String, String> ranges) {

        Condition orAnyOf(Collection<String> more) {
            List<String> all = new ArrayList<>(equal);
            all.addAll(more);
            return new Condition(all, ranges);
        }

        String sql(String alias) {
            List<String> alternatives = new ArrayList<>();
            if (!equal.isEmpty()) {
                alternatives.add(alias + ".name_key in (" + ScopedQuery.marks(equal.size()) + ")");
            }
            ranges.forEach(
                    (from, end) -> alternatives.add("(%1$s.name_key >= ? and %1$s.name_key < ?)".formatted(alias)));
            return "(" + String.join(" or ", alternatives) + ")";
        }

        List<Object> values() {
            List<Object> values = new ArrayList<>(equal);
            ranges.forEach((from, end) -> Collections.addAll(values, from, end));
            return values;
        }
    }
}
