package org.shanyraq.crm.access;

/** Somebody asked for records without saying on whose behalf: a fault in the program, so it fails closed. */
public class MissingScopeException extends IllegalStateException {

    public MissingScopeException() {
        super("no officer is acting: a query needs the scope of an officer");
    }
}
