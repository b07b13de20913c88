package org.shanyraq.crm.mission;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;

/**
 * What the identity provider says about somebody.
 *
 * @param issuer issuer of the token
 * @param subject stable id at the issuer
 * @param missionCodes last part of each group {@code /missions/<code>}
 */
public record SignIn(
        String issuer,
        String subject,
        Officer.Kind kind,
        String name,
        @Nullable String email,
        Set<Role> roles,
        Set<String> missionCodes,
        Sensitivity clearance) {

    public SignIn {
        roles = Set.copyOf(roles);
        missionCodes = Set.copyOf(missionCodes);
    }
}
