package org.shanyraq.crm.shared.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the CRM lives.
 *
 * @param basePath everything of the CRM is below this path; begins with a slash and does not end with one
 * @param publicUrl how the outside world reaches the application, for example {@code https://crm.mission.example}: scheme, host
 *     and port only. Null: as the request says, which is right without a proxy
 */
@Validated
@ConfigurationProperties("crm.web")
public record WebProperties(
        @DefaultValue("/crm") @NotNull @Pattern(regexp = "(/[a-z0-9-]+)+")
        String basePath,

        @Pattern(regexp = "https?://[^/]+") @Nullable String publicUrl) {

    /** The path below the base path. */
    public String path(String path) {
        return basePath + path;
    }

    /** Whether the outside world reaches the application by TLS, as far as is known from the settings. */
    public boolean isHttps() {
        return publicUrl != null && publicUrl.startsWith("https:");
    }
}
