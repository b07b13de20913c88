package org.shanyraq.crm.exchange;

/** What became of a row. */
public enum RowState {
    /** Checked, not applied. */
    PLANNED,
    APPLIED,
    /** Nothing to do: unchanged, or left out by decision. */
    SKIPPED,
    /** The record had changed since the check, or a rule refused it; nothing was written for this row. */
    FAILED,
    REVERTED,
    /** Could not be taken back, since somebody changed the record afterwards. */
    KEPT
}
