package org.shanyraq.crm.line.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.Contradiction;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds lines that are asked alike and answer differently. A line is compared with all others of its mission when an edition of it comes
 * into use; what is read afterwards are pairs, within a scope and of lines that are in use at that time.
 */
class LineComparison {

    /** A line that is asked like more than so many others is shown with those that are most alike. */
    private static final int MOST = 20;

    private static final String IN_USE = "%s.archived = 0 and (%s.valid_until is null or %s.valid_until >= ?)";

    /** The line {@code l} contradicts another one; asks for the clearance, and for the day. */
    static final String CONTRADICTING = "exists (select 1 from crm_line_pair p join crm_line z on z.id = p.other_id"
            + " join crm_line_edition f on f.line_id = z.id and f.number = z.current_number"
            + " where p.line_id = l.id and (p.contradicts is null or p.contradicts = 1) and z.sensitivity <= ? and "
            + IN_USE.formatted("z", "f", "f") + ")";

    private final JdbcClient database;
    private final LineWords words;

    LineComparison(JdbcClient database, LineWords words) {
        this.database = database;
        this.words = words;
    }

    /** What an officer had said of a pair, and counts no more. */
    record Said(LineId other, boolean contradicts) {}

    private record Wording(UUID line, Set<String> words, byte[] answer) {}

    private record Alike(UUID other, String language, int likeness) {}

    /**
     * Compares a line by the edition that is in use from now on, in the place of the one before; of a line that is not in use, with nothing.
     *
     * @return what had been said of the edition before
     */
    List<Said> keep(LineId line, MissionId mission, Sensitivity sensitivity, Map<String, LineText> texts) {
        byte[] id = Bytes16.of(line);
        database.sql(
                        "insert into crm_line_comparing (mission_id) values (?) on duplicate key update mission_id = mission_id")
                .param(Bytes16.of(mission))
                .update();
        List<Said> said = database.sql(
                        "select other_id, contradicts from crm_line_pair where line_id = ? and contradicts is not null")
                .param(id)
                .query((row, index) ->
                        new Said(new LineId(Bytes16.uuid(row, "other_id")), row.getBoolean("contradicts")))
                .list();
        database.sql("delete from crm_line_pair where line_id = ?").param(id).update();
        database.sql("delete from crm_line_pair where other_id = ?").param(id).update();
        database.sql("delete from crm_line_wording where line_id = ?").param(id).update();
        Map<UUID, Alike> alike = new HashMap<>();
        Map<UUID, Integer> levels = texts.isEmpty() ? Map.of() : levels(mission);
        texts.forEach((language, text) -> {
            Wording own = wording(line, language, text);
            others(mission, language, own, sensitivity.level(), levels)
                    .forEach(one -> alike.merge(
                            one.other(), one, (before, now) -> now.likeness() > before.likeness() ? now : before));
            database.sql(
                            "insert into crm_line_wording (line_id, language, mission_id, words, answer) values (?, ?, ?, ?, ?)")
                    .params(id, language, Bytes16.of(mission), String.join(" ", own.words()), own.answer())
                    .update();
        });
        insert(
                id,
                alike.values().stream()
                        .sorted(Comparator.comparingInt(Alike::likeness)
                                .reversed()
                                .thenComparing(Alike::other))
                        .limit(MOST)
                        .toList());
        return said;
    }

    private Wording wording(LineId line, String language, LineText text) {
        return new Wording(
                line.value(), words.of(language, text.question()).keySet(), digest(words.of(language, text.answer())));
    }

    /** Two answers of the same words say the same. */
    private static byte[] digest(Map<String, Integer> answer) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(new TreeMap<>(answer).toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Those that ask the same in that language and answer it otherwise. How rare a word is is counted over those lines alone that everybody
     * may see who may see both: that two contradict each other tells nothing of a third.
     */
    private List<Alike> others(MissionId mission, String language, Wording own, int level, Map<UUID, Integer> levels) {
        // As it is stored by now, not as it was when this transaction began.
        List<Wording> all = database.sql("select line_id, words, answer from crm_line_wording"
                        + " where mission_id = ? and language = ? lock in share mode")
                .params(Bytes16.of(mission), language)
                .query((row, index) -> new Wording(
                        Bytes16.uuid(row, "line_id"),
                        Set.of(row.getString("words").split(" ")),
                        row.getBytes("answer")))
                .list();
        Map<Integer, Likeness> likenesses = new HashMap<>();
        List<Alike> found = new ArrayList<>();
        for (Wording other : all) {
            Integer otherLevel = levels.get(other.line());
            if (otherLevel != null
                    && !Arrays.equals(own.answer(), other.answer())
                    && !Collections.disjoint(own.words(), other.words())) {
                double likeness = likenesses
                        .computeIfAbsent(Math.max(level, otherLevel), upTo -> likeness(all, own, upTo, levels))
                        .of(own.words(), other.words());
                if (likeness >= Likeness.SAME) {
                    found.add(new Alike(other.line(), language, (int) Math.floor(100 * likeness)));
                }
            }
        }
        return found;
    }

    private static Likeness likeness(List<Wording> all, Wording own, int upTo, Map<UUID, Integer> levels) {
        List<Set<String>> counted = new ArrayList<>();
        counted.add(own.words());
        all.stream()
                .filter(one -> levels.getOrDefault(one.line(), Integer.MAX_VALUE) <= upTo)
                .map(Wording::words)
                .forEach(counted::add);
        return new Likeness(counted);
    }

    /** How sensitive each line of the mission is. */
    private Map<UUID, Integer> levels(MissionId mission) {
        Map<UUID, Integer> levels = new HashMap<>();
        database.sql("select id, sensitivity from crm_line where mission_id = ?")
                .param(Bytes16.of(mission))
                .query(row -> {
                    levels.put(Bytes16.uuid(row, "id"), row.getInt("sensitivity"));
                });
        return levels;
    }

    private void insert(byte[] line, List<Alike> alike) {
        if (alike.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        for (Alike one : alike) {
            byte[] other = Bytes16.of(one.other());
            Collections.addAll(values, line, other, one.language(), one.likeness());
            Collections.addAll(values, other, line, one.language(), one.likeness());
        }
        database.sql("insert into crm_line_pair (line_id, other_id, language, likeness) values "
                        + String.join(", ", Collections.nCopies(2 * alike.size(), "(?, ?, ?, ?)")))
                .params(values)
                .update();
    }

    /** Keeps what an officer says of two lines; the two are kept from being approved anew meanwhile. */
    void judge(LineId one, LineId other, boolean contradicts, Officer by, Instant at) {
        List<Object> values = new ArrayList<>();
        for (List<LineId> pair : List.of(List.of(one, other), List.of(other, one))) {
            Collections.addAll(
                    values,
                    Bytes16.of(pair.get(0)),
                    Bytes16.of(pair.get(1)),
                    contradicts,
                    Bytes16.of(by.id()),
                    by.name(),
                    UtcTime.of(at));
        }
        database.sql("insert into crm_line_pair (line_id, other_id, contradicts, said_by, said_by_name, said_at)"
                        + " values (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?)"
                        + " on duplicate key update contradicts = values(contradicts), said_by = values(said_by),"
                        + " said_by_name = values(said_by_name), said_at = values(said_at)")
                .params(values)
                .update();
    }

    /** What an officer said of two lines, or null when nobody did. */
    @Nullable
    Boolean said(LineId one, LineId other) {
        return database.sql("select contradicts from crm_line_pair where line_id = ? and other_id = ?"
                        + " and contradicts is not null")
                .params(Bytes16.of(one), Bytes16.of(other))
                .query((row, index) -> row.getBoolean("contradicts"))
                .optional()
                .orElse(null);
    }

    /** The contradictions of a line, then what is none as somebody said. */
    List<Contradiction> of(LineId line, LocalDate today, AccessScope scope) {
        return ScopedQuery.select(
                        "p.*, e.number, f.number as other_number, f.texts, coalesce(p.contradicts, 1) as counts")
                .from("crm_line l join crm_line_edition e on e.line_id = l.id and e.number = l.current_number"
                        + " join crm_line_pair p on p.line_id = l.id join crm_line z on z.id = p.other_id"
                        + " join crm_line_edition f on f.line_id = z.id and f.number = z.current_number")
                .within(scope, "l")
                .within(scope, "z")
                .and("l.id = ?", Bytes16.of(line))
                .and(IN_USE.formatted("l", "e", "e"), today)
                .and(IN_USE.formatted("z", "f", "f"), today)
                .orderBy(
                        Key.number("coalesce(p.contradicts, 1)", true),
                        Key.number("coalesce(p.likeness, 100)", true),
                        Key.ascending("p.other_id"))
                .list(database, (row, index) -> {
                    boolean counts = row.getBoolean("counts");
                    int likeness = row.getInt("likeness");
                    Integer known = row.wasNull() ? null : likeness;
                    return new Contradiction(
                            row.getInt("number"),
                            new LineId(Bytes16.uuid(row, "other_id")),
                            row.getInt("other_number"),
                            LineEdition.texts(row.getString("texts")),
                            row.getString("language"),
                            known,
                            counts,
                            row.getString("said_by_name"),
                            UtcTime.instantOrNull(row, "said_at"));
                });
    }
}
