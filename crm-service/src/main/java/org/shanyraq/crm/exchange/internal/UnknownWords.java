package org.shanyraq.crm.exchange.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportView;

/** Words of columns with values from a closed list that need a meaning, or were given one, in the order in which they are met. */
final class UnknownWords {

    private static final int MOST = 100;
    private static final int LENGTH = 200;

    private final Map<Integer, Listed> columns = new HashMap<>();

    UnknownWords(List<ColumnMapping> mappings) {
        for (ColumnMapping mapping : mappings) {
            ImportField field = mapping.field();
            if (field != null && CodedWords.isListed(field)) {
                columns.putIfAbsent(mapping.column(), new Listed(field, mapping.words()));
            }
        }
    }

    /** Looks at one cell. */
    void look(int column, String word) {
        Listed listed = columns.get(column);
        if (listed != null) {
            listed.look(word);
        }
    }

    /** Looks at the cells of one row. */
    void look(List<String> cells) {
        columns.forEach((column, listed) -> {
            if (column >= 0 && column < cells.size()) {
                listed.look(Cells.undefused(cells.get(column)));
            }
        });
    }

    /** Looks at what was found before in the same file. */
    void lookAgain(List<ImportView.Column> known) {
        known.forEach(column -> column.unknownWords().forEach(word -> look(column.index(), word)));
    }

    List<String> of(int column) {
        Listed listed = columns.get(column);
        return listed == null ? List.of() : List.copyOf(listed.unknown);
    }

    /** The columns with the words found. */
    List<ImportView.Column> in(List<ImportView.Column> read) {
        return read.stream()
                .map(column ->
                        new ImportView.Column(column.index(), column.header(), column.samples(), of(column.index())))
                .toList();
    }

    private static final class Listed {

        private final ImportField field;
        private final Map<String, String> assigned;
        private final Set<String> understood = new HashSet<>();
        private final Set<String> unknown = new LinkedHashSet<>();

        Listed(ImportField field, Map<String, String> assigned) {
            this.field = field;
            this.assigned = assigned;
        }

        void look(String word) {
            if (word.isEmpty() || unknown.size() >= MOST || understood.contains(word)) {
                return;
            }
            if (assigned.containsKey(word) || CodedWords.recognised(field, word).isEmpty()) {
                unknown.add(word.length() <= LENGTH ? word : word.substring(0, LENGTH));
            } else {
                understood.add(word);
            }
        }
    }
}
