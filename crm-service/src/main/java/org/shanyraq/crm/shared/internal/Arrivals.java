package org.shanyraq.crm.shared.internal;

/** SPI: tells guest lists, in SQL, who came to which dialogue. Implemented by the feature that keeps the door. */
public interface Arrivals {

    /** A query, without values, of the columns {@code contact_id} and {@code dialogue_id}; both have an index. */
    String arrivals();
}
