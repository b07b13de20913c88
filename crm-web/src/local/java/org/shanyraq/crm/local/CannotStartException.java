package org.shanyraq.crm.local;

import org.jspecify.annotations.Nullable;

/** A part cannot be started; the message is one line for a person and says what to do. */
public final class CannotStartException extends RuntimeException {

    public CannotStartException(String message) {
        this(message, null);
    }

    public CannotStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
