package org.shanyraq.crm.access.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may enter.
 *
 * @param login whether the CRM signs its users in itself, or uses the host's session
 * @param keycloak needed for {@link Login#OIDC}, and for the API in either case
 * @param hostLoginPath where the host signs its users in; used with {@link Login#HOST}
 * @param idle how long a session lives without being used; requests that a page makes by itself do not count
 * @param absolute how long a session lives at most
 * @param order place of our first security chain among those of the host, the second comes at the next; null: just before a chain
 *     that takes everything
 */
@Validated
@ConfigurationProperties("crm.security")
public record SecurityProperties(
        @DefaultValue("oidc") @NotNull Login login,
        @Valid @Nullable Keycloak keycloak,

        @DefaultValue("/login") @NotNull @Pattern(regexp = "/[^/\\\\].*")
        String hostLoginPath,

        @DefaultValue("30m") @NotNull Duration idle,
        @DefaultValue("12h") @NotNull Duration absolute,
        @Nullable Integer order) {

    /** How the users of pages sign in. */
    public enum Login {
        /** At Keycloak, by OpenID Connect. */
        OIDC,
        /** As the host does; a {@link HostOfficers} bean says who somebody is. */
        HOST
    }

    /**
     * The realm that knows the officers.
     *
     * @param issuer issuer of the tokens, exactly as they carry it: {@code https://host/realms/name}
     * @param clientId the client whose roles are the CRM's roles
     * @param clientSecret secret of that client; needed for {@link Login#OIDC}
     * @param audience what the tokens for the API must name as their audience
     * @param outage how long signed-in officers may go on while Keycloak does not answer
     */
    public record Keycloak(
            @NotBlank @Pattern(regexp = "https?://.+[^/]") String issuer,
            @DefaultValue("crm") @NotBlank String clientId,
            @Nullable String clientSecret,
            @DefaultValue("crm") @NotBlank String audience,
            @DefaultValue("30m") @NotNull Duration outage) {

        /** Does not tell the secret. */
        @Override
        public String toString() {
            return "Keycloak[issuer=" + issuer + ", clientId=" + clientId + ", audience=" + audience + "]";
        }
    }
}
