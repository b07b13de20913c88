package org.shanyraq.crm.attendance;

import java.util.Optional;

/** What guests show at the door, behind the links of their mails, where nobody is signed in. Looking changes nothing. */
public interface GuestPasses {

    /**
     * The guest's door code as a picture (SVG). The code tells officers at the door whom they have before them, and gives its bearer nothing.
     *
     * @param token of the guest's page, as it came, from whomever
     * @return empty when the token opens no page, or the guest has no seat
     */
    Optional<String> picture(String token);
}
