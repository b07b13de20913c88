package org.shanyraq.crm.exchange.internal;

import java.util.Collection;
import java.util.Optional;

/** The rows of the same file that were planned before. */
interface EarlierRows {

    /** None, for work that looks at what is kept only. */
    EarlierRows NONE = keys -> Optional.empty();

    /**
     * @param planned JSON of the details that it would leave
     */
    record Earlier(long number, String planned) {}

    /** The first row that has any of the keys and leaves a record. */
    Optional<Earlier> find(Collection<String> keys);

    /** The same as far as these keys go, all of which are looked up at once. */
    default EarlierRows among(Collection<String> keys) {
        return this;
    }
}
