package org.shanyraq.crm.shared;

/** What was sent is larger than what is taken in; nothing was written. Answered with 413. */
public class TooLargeException extends CrmException {

    public TooLargeException(String key, Object... arguments) {
        super(key, arguments);
    }
}
