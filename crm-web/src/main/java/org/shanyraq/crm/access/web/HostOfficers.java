package org.shanyraq.crm.access.web;

import java.util.Optional;
import org.shanyraq.crm.access.SignIn;
import org.springframework.security.core.Authentication;

/** SPI: a host that signs its users in itself says who of them is which officer of the CRM. */
@FunctionalInterface
public interface HostOfficers {

    /** What the host knows of its user, with the CRM's roles and missions; empty when the user is nobody to the CRM. */
    Optional<SignIn> signInOf(Authentication user);
}
