package org.shanyraq.crm.invitation.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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

    private final JdbcClient database;

    Seats(JdbcClient database) {
        this.database = database;
    }

    /** Brings the numbers of seats up to date with the dialogue. Where more are taken than there are by now, none is free. */
    void provide(DialogueId dialogue, Capacity capacity) {
        Map<String, @Nullable Integer> wanted = new LinkedHashMap<>();
        wanted.put(ALL, capacity.total());
        for (Circle circle : Circle.values()) {
            wanted.put(circle.name(), capacity.circles().get(circle));
        }
        List<@Nullable Object> values = new ArrayList<>();
        wanted.forEach((circle, most) -> {
            values.add(Bytes16.of(dialogue));
            values.add(circle);
            values.add(most);
        });
        database.sql(
                        "insert into crm_invitation_seats (dialogue_id, circle, taken, most) values "
                                + String.join(", ", Collections.nCopies(wanted.size(), "(?, ?, 0, ?)"))
                                + " on duplicate key update most = if(values(most) is null, null, greatest(values(most), taken))")
                .params(values)
                .update();
    }

    /** @return whether there were so many */
    boolean take(DialogueId dialogue, @Nullable Circle circle, int wanted) {
        if (!free(dialogue).admits(circle, wanted)) {
            return false;
        }
        add(dialogue, circle, wanted);
        return true;
    }

    /** How many seats are free, in all and by circle; a circle that is not named has all of them. */
    record Free(int all, Map<Circle, Integer> circles) {

        boolean admits(@Nullable Circle circle, int wanted) {
            return all >= wanted && (circle == null || circles.getOrDefault(circle, wanted) >= wanted);
        }
    }

    /** As it is at this moment, not when the transaction began. */
    Free free(DialogueId dialogue) {
        Map<Circle, Integer> circles = new EnumMap<>(Circle.class);
        int[] all = {Integer.MAX_VALUE};
        database.sql(
                        "select circle, most - taken as free from crm_invitation_seats where dialogue_id = ? and most is not null"
                                + " for update")
                .param(Bytes16.of(dialogue))
                .query(row -> {
                    String circle = row.getString("circle");
                    if (circle.equals(ALL)) {
                        all[0] = row.getInt("free");
                    } else {
                        circles.put(Circle.valueOf(circle), row.getInt("free"));
                    }
                });
        return new Free(all[0], circles);
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
