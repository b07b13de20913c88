package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.shared.Violation;

/** What was found wrong with a row, what was only noticed, and how sensitive the records are that it speaks of. */
final class Findings {

    private final List<Violation> errors = new ArrayList<>();
    private final List<Violation> notices = new ArrayList<>();

    private final Set<UUID> contacts = new LinkedHashSet<>();

    private Sensitivity sensitivity = Sensitivity.PUBLIC;

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

    /** The row speaks of this contact, whatever becomes of the row. */
    void touches(ContactView contact) {
        contacts.add(contact.id().value());
        touches(contact.details().sensitivity());
    }

    /** The row speaks of all that the other findings speak of. */
    void touches(Findings others) {
        contacts.addAll(others.contacts);
        touches(others.sensitivity);
    }

    /** The row speaks of a record this sensitive, whatever becomes of the row. */
    void touches(Sensitivity touched) {
        if (!touched.isWithin(sensitivity)) {
            sensitivity = touched;
        }
    }

    /** That of the most sensitive record that the row speaks of. */
    Sensitivity sensitivity() {
        return sensitivity;
    }

    /** Ids of the contacts that the row speaks of. */
    Set<UUID> contacts() {
        return Set.copyOf(contacts);
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
