package org.shanyraq.crm.mail.internal;

/** Failures after which nothing more is to be tried: not the end of the stack, which belongs to whoever recursed. */
final class Grave {

    private Grave() {}

    /** Throws the failure on when it is one. */
    static void rethrow(Throwable failure) {
        if (failure instanceof VirtualMachineError grave && !(failure instanceof StackOverflowError)) {
            throw grave;
        }
    }
}
