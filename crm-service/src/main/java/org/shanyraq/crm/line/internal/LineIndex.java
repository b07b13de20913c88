package org.shanyraq.crm.line.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds lines by the words that they have in common with a question, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
 * Framework", 2009). The words are rows of tables, written with the line, so that all instances find the same. How rare a word is
 * and how long lines are is counted over those alone that the officer may see: the order tells nothing of others.
 */
class LineIndex {

    /** How soon a word that occurs again counts no more, and how much longer texts are held back: the usual values. */
    private static final double SATURATION = 1.2;

    private static final double LENGTH = 0.75;

    /** A word of the question that a line answers counts as often as so many of its answer. */
    private static final int QUESTION = 2;

    private static final int MOST_WORDS = 200;
    private static final int AT_ONCE = 500;

    private static final String EDITION = "join crm_line_edition e on e.line_id = l.id and e.number = l.current_number";

    private static final String IN_USE = "l.archived = 0 and (e.valid_until is null or e.valid_until >= ?)";

    private final JdbcTemplate jdbc;
    private final JdbcClient database;
    private final LineWords words;

    LineIndex(JdbcTemplate jdbc, LineWords words) {
        this.jdbc = jdbc;
        this.database = JdbcClient.create(jdbc);
        this.words = words;
    }

    /** Takes the texts of a line in, in the place of those before; of a line that is not in use none. */
    void keep(LineId line, Map<String, LineText> texts) {
        byte[] id = Bytes16.of(line);
        jdbc.update("delete from crm_line_term where line_id = ?", id);
        jdbc.update("delete from crm_line_text where line_id = ?", id);
        List<Object[]> lengths = new ArrayList<>();
        List<Object[]> terms = new ArrayList<>();
        texts.forEach((language, text) -> {
            Map<String, Integer> found = new LinkedHashMap<>(words.of(language, text.answer()));
            words.of(language, text.question())
                    .forEach((word, times) -> found.merge(word, QUESTION * times, Integer::sum));
            lengths.add(new Object[] {
                id,
                language,
                found.values().stream().mapToInt(Integer::intValue).sum()
            });
            found.forEach((word, times) -> terms.add(new Object[] {language, word, id, times}));
        });
        insert("crm_line_text (line_id, language, words)", lengths);
        insert("crm_line_term (language, term, line_id, frequency)", terms);
    }

    private void insert(String into, List<Object[]> rows) {
        for (List<Object[]> some : Portions.of(rows, AT_ONCE)) {
            String row = "(" + ScopedQuery.marks(some.get(0).length) + ")";
            jdbc.update(
                    "insert into " + into + " values " + String.join(", ", Collections.nCopies(some.size(), row)),
                    some.stream().flatMap(Arrays::stream).toArray());
        }
    }

    /**
     * A line and the language in which it fits.
     *
     * @param whole whether it has all the words that were asked for
     */
    record Hit(LineId line, String language, double score, boolean whole) {}

    /** How well a line fits in one language. */
    private record Fit(double score, int words) {

        Fit and(Fit other) {
            return new Fit(score + other.score, words + other.words);
        }
    }

    /** The collection in one language, as far as it is seen. */
    private record Collected(long lines, double words) {}

    private record Posting(UUID line, String language, String term, int frequency, int words) {}

    /** The best first, each line once. */
    List<Hit> find(String question, LocalDate today, int most, AccessScope scope) {
        Map<String, Collected> collected = collected(today, scope);
        Map<String, Set<String>> asked = new LinkedHashMap<>();
        for (String language : collected.keySet()) {
            Set<String> some = words.of(language, question).keySet();
            if (!some.isEmpty()) {
                asked.put(language, Set.copyOf(some.stream().limit(MOST_WORDS).toList()));
            }
        }
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Posting> postings = postings(asked, today, scope);
        if (postings.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> having = new HashMap<>();
        postings.forEach(posting -> having.merge(posting.language() + " " + posting.term(), 1, Integer::sum));
        Map<UUID, Map<String, Fit>> scores = new HashMap<>();
        for (Posting posting : postings) {
            Collected all = collected.getOrDefault(posting.language(), new Collected(1, posting.words()));
            double score = score(posting, all, having.getOrDefault(posting.language() + " " + posting.term(), 1));
            scores.computeIfAbsent(posting.line(), line -> new HashMap<>())
                    .merge(posting.language(), new Fit(score, 1), Fit::and);
        }
        return scores.entrySet().stream()
                .map(line -> line.getValue().entrySet().stream()
                        .map(in -> new Hit(
                                new LineId(line.getKey()),
                                in.getKey(),
                                in.getValue().score(),
                                in.getValue().words()
                                        == asked.getOrDefault(in.getKey(), Set.of())
                                                .size()))
                        .max(Comparator.comparing(Hit::whole).thenComparingDouble(Hit::score))
                        .orElseThrow())
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(hit -> hit.line()
                        .value()))
                .limit(most)
                .toList();
    }

    private static double score(Posting posting, Collected all, int having) {
        double rare = Math.log(1 + (all.lines() - having + 0.5) / (having + 0.5));
        double length = 1 - LENGTH + LENGTH * posting.words() / (all.words() / all.lines());
        return rare * posting.frequency() * (SATURATION + 1) / (posting.frequency() + SATURATION * length);
    }

    private List<Posting> postings(Map<String, Set<String>> asked, LocalDate today, AccessScope scope) {
        List<Object> values = new ArrayList<>();
        List<String> languages = new ArrayList<>();
        asked.forEach((language, some) -> {
            languages.add("(w.language = ? and w.term in (" + ScopedQuery.marks(some.size()) + "))");
            values.add(language);
            values.addAll(some);
        });
        // From the words to the lines: left to itself, the database goes through all lines and asks each for all words.
        return ScopedQuery.select("straight_join w.line_id, w.language, w.term, w.frequency, t.words")
                .from("crm_line_term w join crm_line l on l.id = w.line_id " + EDITION
                        + " join crm_line_text t on t.line_id = w.line_id and t.language = w.language")
                .within(scope, "l")
                .and(IN_USE, today)
                .and("(" + String.join(" or ", languages) + ")", values.toArray())
                .list(
                        database,
                        (row, index) -> new Posting(
                                Bytes16.uuid(row, "line_id"),
                                row.getString("language"),
                                row.getString("term"),
                                row.getInt("frequency"),
                                row.getInt("words")));
    }

    private Map<String, Collected> collected(LocalDate today, AccessScope scope) {
        Map<String, Collected> found = new HashMap<>();
        ScopedQuery.select("t.language, count(*) as number, sum(t.words) as words")
                .from("crm_line l " + EDITION + " join crm_line_text t on t.line_id = l.id")
                .within(scope, "l")
                .and(IN_USE, today)
                .groupBy("t.language")
                .list(
                        database,
                        (row, index) -> found.put(
                                row.getString("language"),
                                new Collected(row.getLong("number"), Math.max(1, row.getDouble("words")))));
        return found;
    }
}
