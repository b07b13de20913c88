package org.shanyraq.crm.shared;

/**
 * There is no such record, or it is hidden from the officer: nobody can tell which. Answered with 404, always with the same
 * body.
 */
public class NotFoundException extends CrmException {

    public NotFoundException() {
        super("crm.error.not-found");
    }
}
