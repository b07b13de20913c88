package org.shanyraq.crm.invitation.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The seats of dialogues. That no more are taken than there are, in all and for each circle, is checked by the database itself. To be used
 * while the dialogue is locked.
 */
class Seats {

    /** Stands for all circles together. */
    private static final String ALL = "";

    /** For whom needs no more seats. */
    static final Free NO_MORE = new Free(0, Map.of());

    private static final Count NONE = new Count(0, null);

    private final JdbcClient database;

    Seats(JdbcClient database) {
        this.database = database;
    }

    /** How many seats are free, in all and by circle; a circle that is not named has all of them. */
    record Free(int all, Map<Circle, Integer> circles) {

        boolean admits(@Nullable Circle circle, int wanted) {
            return all >= wanted && (circle == null || circles.getOrDefault(circle, wanted) >= wanted);
        }
    }

    /** How many are taken of how many; null for as many as come. */
    private record Count(int taken, @Nullable Integer most) {

        /** Where more are taken than there are by now, none is free. */
        Count of(@Nullable Integer wanted) {
            return new Count(taken, wanted == null ? null : Math.max(wanted, taken));
        }
    }

    /** Brings the numbers of seats up to date with the dialogue. Where more are taken than there are by now, none is free. */
    Free provide(DialogueId dialogue, Capacity capacity) {
        Map<String, Count> counts = counts(dialogue);
        Map<String, Count> wanted = new LinkedHashMap<>();
        wanted.put(ALL, counts.getOrDefault(ALL, NONE).of(capacity.total()));
        for (Circle circle : Circle.values()) {
            wanted.put(
                    circle.name(),
                    counts.getOrDefault(circle.name(), NONE)
                            .of(capacity.circles().get(circle)));
        }
        if (!wanted.equals(counts)) {
            List<@Nullable Object> values = new ArrayList<>();
            wanted.forEach((circle, count) -> {
                values.add(Bytes16.of(dialogue));
                values.add(circle);
                values.add(count.most());
            });
            database.sql("insert into crm_invitation_seats (dialogue_id, circle, taken, most) values "
                            + String.join(", ", Collections.nCopies(wanted.size(), "(?, ?, 0, ?)"))
                            + " on duplicate key update most = values(most)")
                    .params(values)
                    .update();
        }
        return free(wanted);
    }

    /** As it is at this moment, not when the transaction began. */
    Free free(DialogueId dialogue) {
        return free(counts(dialogue));
    }

    private static Free free(Map<String, Count> counts) {
        Map<Circle, Integer> circles = new EnumMap<>(Circle.class);
        int all = Integer.MAX_VALUE;
        for (Map.Entry<String, Count> entry : counts.entrySet()) {
            Integer most = entry.getValue().most();
            if (most != null) {
                int free = most - entry.getValue().taken();
                if (entry.getKey().equals(ALL)) {
                    all = free;
                } else {
                    circles.put(Circle.valueOf(entry.getKey()), free);
                }
            }
        }
        return new Free(all, circles);
    }

    private Map<String, Count> counts(DialogueId dialogue) {
        Map<String, Count> counts = new HashMap<>();
        database.sql("select circle, taken, most from crm_invitation_seats where dialogue_id = ? for update")
                .param(Bytes16.of(dialogue))
                .query(row -> {
                    counts.put(
                            row.getString("circle"),
                            new Count(row.getInt("taken"), row.getObject("most", Integer.class)));
                });
        return counts;
    }

    /**
     * Takes seats.
     *
     * @param free as it is, with nothing taken or given back since
     * @return whether there were so many
     */
    boolean take(Free free, DialogueId dialogue, @Nullable Circle circle, int wanted) {
        if (!free.admits(circle, wanted)) {
            return false;
        }
        add(dialogue, circle, wanted);
        return true;
    }

    void giveBack(DialogueId dialogue, @Nullable Circle circle, int seats) {
        if (seats > 0) {
            add(dialogue, circle, -seats);
        }
    }

    private void add(DialogueId dialogue, @Nullable Circle circle, int seats) {
        database.sql("update crm_invitation_seats set taken = taken + ? where dialogue_id = ? and circle in (?, ?)")
                .param(seats)
                .param(Bytes16.of(dialogue))
                .param(ALL)
                .param(circle == null ? ALL : circle.name())
                .update();
    }
}
