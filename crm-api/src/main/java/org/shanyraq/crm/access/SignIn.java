package org.shanyraq.crm.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

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
