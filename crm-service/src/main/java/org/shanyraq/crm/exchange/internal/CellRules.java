package org.shanyraq.crm.exchange.internal;

import java.util.List;
import org.shanyraq.crm.shared.Violation;

/** What no cell may hold, whatever it means. */
final class CellRules {

    /** Stands where bytes could not be decoded: a code point that is no character. */
    static final char UNDECODABLE = '\uFFFF';

    private CellRules() {}

    /**
     * Looks for what must not be in a text and notes it.
     *
     * @return the text, shortened when it is too long to be kept
     */
    static String examine(String cell, int column, List<Violation> errors, List<Violation> notices) {
        String name = columnName(column);
        if (cell.length() > Limits.CELL) {
            errors.add(Violation.of("", "crm.exchange.row.cell-too-long", name, cell.length(), Limits.CELL));
            return cell.substring(0, 200) + "…";
        }
        boolean undecodable = false;
        boolean damaged = false;
        boolean control = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == UNDECODABLE) {
                undecodable = true;
            } else if (c == '\uFFFD') {
                damaged = true;
            } else if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                control = true;
            } else if (c >= '\u007F' && c <= '\u009F') {
                control = true;
            } else if (Character.isHighSurrogate(c)) {
                if (i + 1 < cell.length() && Character.isLowSurrogate(cell.charAt(i + 1))) {
                    i++;
                } else {
                    undecodable = true;
                }
            } else if (Character.isLowSurrogate(c) || c == '\uFFFE') {
                undecodable = true;
            }
        }
        if (undecodable) {
            errors.add(Violation.of("", "crm.exchange.row.undecodable", name));
        }
        if (control) {
            errors.add(Violation.of("", "crm.exchange.row.control-character", name));
        }
        if (damaged) {
            notices.add(Violation.of("", "crm.exchange.row.damaged-character", name));
        }
        return undecodable || control ? readable(cell) : cell;
    }

    /** The text with a visible mark in place of what cannot be shown or stored. */
    private static String readable(String cell) {
        StringBuilder shown = new StringBuilder(cell.length());
        cell.codePoints()
                .forEach(c -> shown.appendCodePoint(c == '\t' || c == '\n' || c == '\r' ? c : isUnfit(c) ? 0xFFFD : c));
        return shown.toString();
    }

    private static boolean isUnfit(int c) {
        return c < ' '
                || (c >= 0x7F && c <= 0x9F)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    /** The letters that a spreadsheet shows above a column: A, B … Z, AA … */
    static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            name.insert(0, (char) ('A' + rest % 26));
        }
        return name.toString();
    }
}
