package org.shanyraq.crm.access.web;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;

/**
 * What the session of a page keeps of a sign-in at Keycloak.
 *
 * @param refreshToken null when Keycloak gave none: the session then ends with the access token
 * @param freshUntil when roles and missions must be asked for again
 * @param checkedAt when Keycloak last confirmed them
 * @param saidAt when, by its own clock, Keycloak said so
 */
record OfficerSession(
        String issuer,
        String subject,
        String name,
        @Nullable String email,
        List<String> roles,
        List<String> missions,
        String clearance,
        @Nullable String refreshToken,
        Instant freshUntil,
        Instant checkedAt,
        Instant signedInAt,
        @Nullable Instant saidAt)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** Name of the attribute of the session. */
    static final String NAME = "crm.officer";

    static OfficerSession of(
            SignIn signIn, @Nullable String refreshToken, Instant freshUntil, Instant now, Instant signedInAt) {
        return new OfficerSession(
                signIn.issuer(),
                signIn.subject(),
                signIn.name(),
                signIn.email(),
                List.copyOf(signIn.roles().stream().map(Role::code).sorted().toList()),
                List.copyOf(signIn.missionCodes().stream().sorted().toList()),
                signIn.clearance().name(),
                refreshToken,
                freshUntil,
                now,
                signedInAt,
                signIn.saidAt());
    }

    SignIn signIn() {
        return new SignIn(
                issuer,
                subject,
                Officer.Kind.PERSON,
                name,
                email,
                roles.stream().flatMap(code -> Role.ofCode(code).stream()).collect(Collectors.toUnmodifiableSet()),
                missions.stream().collect(Collectors.toUnmodifiableSet()),
                Sensitivity.valueOf(clearance),
                saidAt);
    }

    /** The same, to be asked for again only then: Keycloak does not answer now. */
    OfficerSession postponedTo(Instant later) {
        return new OfficerSession(
                issuer,
                subject,
                name,
                email,
                roles,
                missions,
                clearance,
                refreshToken,
                later,
                checkedAt,
                signedInAt,
                saidAt);
    }

    /** Does not tell the token. */
    @Override
    public String toString() {
        return "OfficerSession[" + subject + "]";
    }
}
