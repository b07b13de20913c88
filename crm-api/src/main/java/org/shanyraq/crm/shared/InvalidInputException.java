package org.shanyraq.crm.shared;

import java.util.List;

/** The input breaks a rule; nothing was written. Answered with 422 and the violations per field. */
public class InvalidInputException extends CrmException {

    private final transient List<Violation> violations;

    /** @param violations at least one */
    public InvalidInputException(List<Violation> violations) {
        super("crm.error.invalid-input", violations.size());
        this.violations = List.copyOf(violations);
    }

    public static InvalidInputException of(String field, String key, Object... arguments) {
        return new InvalidInputException(List.of(Violation.of(field, key, arguments)));
    }

    public List<Violation> violations() {
        return violations;
    }

    @Override
    public String getMessage() {
        return violations.toString();
    }
}
