package org.shanyraq.crm.invitation;

import java.util.Optional;

/** SPI: where the pages of guests are. */
public interface AnswerLinks {

    /**
     * The address of the page that a token opens.
     *
     * @return empty when it is not known under which address guests reach the pages
     */
    Optional<String> link(String token);
}
