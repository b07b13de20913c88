package org.shanyraq.crm.audit;

/** What was done to the record. */
public enum AuditAction {
    CREATED,
    CHANGED,
    ARCHIVED,
    RESTORED,
    DELETED,
    /** Not a write: personal data left the system. */
    EXPORTED,
    /** Not a write: somebody looked at a confidential record. Stands in the log, not in the history of the record. */
    VIEWED
}
