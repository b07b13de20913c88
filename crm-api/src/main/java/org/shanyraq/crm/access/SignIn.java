package org.shanyraq.crm.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the identity provider says about somebody.
 *
 * @param issuer issuer of the token
 * @param subject stable id at the issuer
 * @param missionCodes last part of each group {@code /missions/<code>}
 * @param saidAt when it was said: what was said earlier never replaces what was said later; null: now
 */
public record SignIn(
        String issuer,
        String subject,
        Officer.Kind kind,
        String name,
        @Nullable String email,
        Set<Role> roles,
        Set<String> missionCodes,
        Sensitivity clearance,
        @Nullable Instant saidAt) {

    /** What the identity provider says now. */
    public SignIn(
            String issuer,
            String subject,
            Officer.Kind kind,
            String name,
            @Nullable String email,
            Set<Role> roles,
            Set<String> missionCodes,
            Sensitivity clearance) {
        this(issuer, subject, kind, name, email, roles, missionCodes, clearance, null);
    }

    public SignIn {
        roles = Set.copyOf(roles);
        missionCodes = Set.copyOf(missionCodes);
    }

    /** The same, said at that time. */
    public SignIn at(@Nullable Instant time) {
        return new SignIn(issuer, subject, kind, name, email, roles, missionCodes, clearance, time);
    }
}
