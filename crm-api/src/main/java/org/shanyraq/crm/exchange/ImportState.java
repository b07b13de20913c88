package org.shanyraq.crm.exchange;

/** Where an import stands. */
public enum ImportState {
    /** The file is here; its columns wait to be confirmed. */
    UPLOADED,
    CHECKING,
    /** It is known what each row would do; nothing is written yet. */
    CHECKED,
    APPLYING,
    APPLIED,
    /** Stopped in the middle: what was applied is applied, and it can be continued or reverted. */
    STOPPED,
    REVERTING,
    REVERTED
}
