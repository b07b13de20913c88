package org.shanyraq.crm.proof;

/** What a check found. */
public enum AuditCheckState {
    /** Nothing that does not fit so far; not all was looked at. */
    CHECKING,
    /** All fits. */
    WHOLE,
    /** An entry does not fit, or is gone. */
    BROKEN,
    /** Cancelled or failed before all was looked at. */
    STOPPED
}
