package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shanyraq.crm.shared.ExternalId;

/**
 * Several identifiers in one cell: {@code ep-mep:840|orcid:0000-0001}. A backslash before a {@code |} or a backslash makes it
 * part of the value.
 */
final class ExternalIdsCell {

    private ExternalIdsCell() {}

    static String write(List<ExternalId> ids) {
        return ids.stream()
                .map(id -> id.scheme() + ":" + id.value().replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }

    /** @throws IllegalArgumentException with the part that is none */
    static List<ExternalId> read(String cell) {
        List<ExternalId> ids = new ArrayList<>();
        for (String part : parts(cell)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException(part);
            }
            try {
                ids.add(new ExternalId(part.substring(0, colon), part.substring(colon + 1)));
            } catch (IllegalArgumentException none) {
                throw new IllegalArgumentException(part, none);
            }
        }
        return ids;
    }

    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length() && "\\|".indexOf(cell.charAt(i + 1)) >= 0) {
                part.append(cell.charAt(++i));
            } else if (c == '|' || c == '\n' || c == '\r') {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
