package org.shanyraq.crm.interaction;

/** Whether it came about. */
public enum InteractionState {
    PLANNED,
    HELD,
    FELL_THROUGH
}
