package org.shanyraq.crm.mail;

import java.net.URI;
import java.util.Optional;

/** SPI: where readers of mails unsubscribe. Brought by the part of the CRM that shows pages. */
public interface UnsubscribeLinks {

    /**
     * The address of the page that unsubscribes by that token, which also takes the post of RFC 8058.
     *
     * @return empty when it is not known how the outside world reaches the application
     */
    Optional<URI> of(String token);
}
