package org.shanyraq.crm.shared.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Something that is asked of the records of a list, in two ways: few that fulfil it are best found first and then put in order,
 * while a list of which many fulfil it is best walked in its order, asking each.
 *
 * @param ids a query of the ids of those that fulfil it, some maybe twice, without the word "select": {@code x.id as id from …};
 *     wider than what the officer may see
 * @param check a condition on a record of the list, which is asked of one after the other
 */
public record Criterion(String ids, List<?> idsValues, String check, List<?> checkValues) {

    public Criterion {
        idsValues = List.copyOf(idsValues);
        checkValues = List.copyOf(checkValues);
    }

    /** Restricts a query by the check. */
    public ScopedQuery ask(ScopedQuery query) {
        return query.and(check, checkValues.toArray());
    }

    /** A condition that the database can only ask of one record after the other. */
    public static String exists(String query) {
        return "(select 1 from " + query + " limit 1) is not null";
    }

    /**
     * How many fulfil each of the criteria, counted up to {@code most}, in one statement.
     *
     * @param with common table expressions that they need, null for none
     */
    public static List<Long> counts(
            JdbcClient database, @Nullable String with, List<?> withValues, List<Criterion> criteria, int most) {
        List<@Nullable Object> values = new ArrayList<>(withValues);
        criteria.forEach(criterion -> values.addAll(criterion.idsValues()));
        String counts = criteria.stream()
                .map(criterion -> "(select count(*) from (select " + criterion.ids() + " limit " + most + ") counted)")
                .collect(Collectors.joining(", "));
        return database.sql((with == null ? "" : "with " + with + " ") + "select " + counts)
                .params(values)
                .query((row, index) -> {
                    List<Long> found = new ArrayList<>();
                    for (int column = 1; column <= criteria.size(); column++) {
                        found.add(row.getLong(column));
                    }
                    return found;
                })
                .single();
    }
}
