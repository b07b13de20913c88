package org.shanyraq.crm.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal that the user can be told about, with the key of the text that says what to do. */
public abstract class CrmException extends RuntimeException {

    private final String key;
    private final transient List<Object> arguments;

    protected CrmException(String key, Object... arguments) {
        this(null, key, arguments);
    }

    protected CrmException(@Nullable Throwable cause, String key, Object... arguments) {
        super(key + (arguments.length == 0 ? "" : " " + List.of(arguments)), cause);
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** Key of the text for the user. */
    public String key() {
        return key;
    }

    /** Arguments of the text for the user. */
    public List<Object> arguments() {
        return arguments;
    }
}
