package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.shared.Violation;

/** What was found wrong with a row, and what was only noticed. */
final class Findings {

    private final List<Violation> errors = new ArrayList<>();
    private final List<Violation> notices = new ArrayList<>();

    Findings(List<Violation> errors, List<Violation> notices) {
        this.errors.addAll(errors);
        this.notices.addAll(notices);
    }

    void error(@Nullable ImportField field, String key, Object... arguments) {
        errors.add(Violation.of(field == null ? "" : field.code(), "crm.exchange.row." + key, arguments));
    }

    void notice(@Nullable ImportField field, String key, Object... arguments) {
        notices.add(Violation.of(field == null ? "" : field.code(), "crm.exchange.row." + key, arguments));
    }

    void add(Violation error) {
        errors.add(error);
    }

    boolean areBad() {
        return !errors.isEmpty();
    }

    List<Violation> errors() {
        return List.copyOf(errors);
    }

    List<Violation> notices() {
        return List.copyOf(notices);
    }
}
