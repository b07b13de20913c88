package org.shanyraq.crm.shared.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Archived;

/** The rows of tables with a column {@code archived} that a list shows. */
public final class ArchivedRows {

    private ArchivedRows() {}

    /** The condition for the table of that alias; null when all are shown. */
    public static @Nullable String where(Archived wanted, String alias) {
        return switch (wanted) {
            case WITHOUT -> alias + ".archived = 0";
            case ONLY -> alias + ".archived = 1";
            case BOTH -> null;
        };
    }

    /** Asks for the rows of the table of that alias, in such a way that they may be read {@link ScopedQuery#separately}. */
    public static ScopedQuery ask(ScopedQuery query, Archived wanted, String alias) {
        String where = where(wanted, alias);
        return where == null ? query.oneOf(alias + ".archived", List.of(0, 1)) : query.and(where);
    }
}
