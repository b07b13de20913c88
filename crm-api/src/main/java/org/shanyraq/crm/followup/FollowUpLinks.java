package org.shanyraq.crm.followup;

import java.util.Optional;

/** SPI: where pages are as the outside world reaches them, for mails. */
public interface FollowUpLinks {

    /**
     * @param path below the base path
     * @return empty while it is not known how the outside world reaches the pages
     */
    Optional<String> to(String path);
}
