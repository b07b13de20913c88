package org.shanyraq.crm.shared;

/** Somebody else changed the record after it was read. Answered with 409 on pages (with a comparison) and 412 on the API. */
public class StaleVersionException extends CrmException {

    private final long current;

    /** @param current the version that the record has now */
    public StaleVersionException(long current) {
        super("crm.error.stale");
        this.current = current;
    }

    public long current() {
        return current;
    }
}
