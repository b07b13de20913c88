package org.shanyraq.crm.shared;

/** The act does not fit the present state of the record. Answered with 409. */
public class ConflictException extends CrmException {

    public ConflictException(String key, Object... arguments) {
        super(key, arguments);
    }
}
