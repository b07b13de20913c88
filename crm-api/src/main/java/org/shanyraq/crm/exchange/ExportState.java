package org.shanyraq.crm.exchange;

/** Where an export stands. */
public enum ExportState {
    PREPARING,
    READY,
    /** It was cancelled or failed; what it had gathered is gone. */
    STOPPED
}
