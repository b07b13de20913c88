package org.shanyraq.crm.shared.web;

import java.util.List;

/**
 * A table of the manual that a feature makes from what it does, so that the two never differ; a feature declares one as a bean.
 *
 * @param part in which part of the manual it stands
 * @param head keys of the heads of its columns
 * @param rows keys of the texts of its cells, a row as long as the head; the first one tells what the row is about. A cell of several texts has
 *     their keys with a blank between
 */
public record HelpTable(String part, List<String> head, List<List<String>> rows) {

    public HelpTable {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
