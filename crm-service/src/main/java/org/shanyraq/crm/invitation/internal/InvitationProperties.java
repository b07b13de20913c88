package org.shanyraq.crm.invitation.internal;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of invitations.
 *
 * @param hosts in whose name the guests of a mission are written to, by the code of the mission, for example
 *     {@code crm.invitation.hosts.bxl=The Embassy in Brussels}; a mission that is not named writes under its own name
 */
@ConfigurationProperties("crm.invitation")
public record InvitationProperties(@DefaultValue Map<String, String> hosts) {

    private static final int LONGEST = 200;

    public InvitationProperties {
        hosts = Map.copyOf(hosts);
        hosts.forEach((mission, name) -> {
            if (name.isBlank() || name.length() > LONGEST || !name.chars().allMatch(sign -> sign >= ' ')) {
                throw new IllegalArgumentException("crm.invitation.hosts." + mission
                        + " is no name of one line, of 1 to " + LONGEST + " characters");
            }
        });
    }
}
