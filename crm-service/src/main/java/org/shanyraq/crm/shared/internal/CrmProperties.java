package org.shanyraq.crm.shared.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the whole CRM.
 *
 * @param zone time zone in which "today" is meant, for example when deciding whether a mandate is current
 */
@ConfigurationProperties("crm")
public record CrmProperties(@DefaultValue("Europe/Brussels") String zone) {

    public CrmProperties {
        try {
            java.time.ZoneId.of(zone);
        } catch (java.time.DateTimeException unknown) {
            // Without the cause, whose words would be shown instead.
            throw new IllegalArgumentException("crm.zone is no time zone: " + zone);
        }
    }
}
