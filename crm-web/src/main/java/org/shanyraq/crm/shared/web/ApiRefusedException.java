package org.shanyraq.crm.shared.web;

/** A call of the API breaks a rule of the API itself, as said by the refusal. */
final class ApiRefusedException extends RuntimeException {

    private final transient Refusal refusal;

    ApiRefusedException(Refusal refusal) {
        super(refusal.kind());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
