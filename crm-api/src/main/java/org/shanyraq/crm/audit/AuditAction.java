package org.shanyraq.crm.audit;

/** What was done to the record. */
public enum AuditAction {
    CREATED,
    CHANGED,
    ARCHIVED,
    RESTORED,
    DELETED,
    /** Not a write: personal data left the system. */
    EXPORTED
}
