package org.shanyraq.crm.access.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads Keycloak's access tokens: client roles, groups of missions and the clearance. What is not ours is left out. */
final class KeycloakClaims {

    private static final String MISSIONS = "/missions/";
    private static final String SERVICE_ACCOUNT = "service-account-";

    private final String clientId;

    KeycloakClaims(String clientId) {
        this.clientId = clientId;
    }

    /** What the token says about its bearer. */
    SignIn signIn(Jwt token) {
        String subject = Objects.requireNonNull(token.getSubject(), "sub");
        String user = text(token, "preferred_username");
        String account =
                user != null && user.startsWith(SERVICE_ACCOUNT) ? user.substring(SERVICE_ACCOUNT.length()) : null;
        String name = firstOf(account, firstOf(text(token, "name"), user));
        return new SignIn(
                Objects.requireNonNull(token.getClaimAsString("iss"), "iss"),
                subject,
                account == null ? Officer.Kind.PERSON : Officer.Kind.CLIENT,
                name == null ? subject : name,
                text(token, "email"),
                roles(token),
                missions(token),
                clearance(token),
                token.getIssuedAt());
    }

    private Set<Role> roles(Jwt token) {
        return token.getClaim("resource_access") instanceof Map<?, ?> access
                        && access.get(clientId) instanceof Map<?, ?> ours
                ? texts(ours.get("roles"))
                        .flatMap(code -> Role.ofCode(code).stream())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Set<String> missions(Jwt token) {
        return texts(token.getClaim("groups"))
                .filter(group -> group.startsWith(MISSIONS))
                .map(group -> group.substring(MISSIONS.length()))
                .filter(code -> code.matches("[a-z0-9][a-z0-9-]{0,39}"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The highest sensitivity that the bearer may see; public when the token says nothing that we know. */
    private static Sensitivity clearance(Jwt token) {
        String said = texts(token.getClaim("clearance")).findFirst().orElse("");
        for (Sensitivity level : Sensitivity.values()) {
            if (level.code().equals(said)) {
                return level;
            }
        }
        return Sensitivity.PUBLIC;
    }

    private static Stream<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String one ? Stream.of(one) : Stream.empty();
    }

    private static @Nullable String text(Jwt token, String claim) {
        return token.getClaim(claim) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
