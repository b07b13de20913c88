package org.shanyraq.crm.access.web;

import org.springframework.security.web.SecurityFilterChain;

/** The application cannot be started as it is set up; says what is wrong and what to do. */
final class UnusableHostException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String action;

    UnusableHostException(String description, String action) {
        super(description);
        this.action = action;
    }

    static UnusableHostException shadowed(SecurityFilterChain chain, String basePath) {
        return new UnusableHostException(
                "A security chain of the application takes the requests of the CRM, below " + basePath
                        + ", before the CRM's own chains can: " + chain,
                "Leave " + basePath
                        + " and all below it out of that chain by a securityMatcher, put the chain after the CRM's"
                        + " by a higher @Order, or put the CRM's before it by a lower crm.security.order.");
    }

    String action() {
        return action;
    }
}
