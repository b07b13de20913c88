package org.shanyraq.crm.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Says before anything is started what is missing, and refuses secrets that everybody knows. */
final class StartUpCheck {

    private static final int SHORTEST_SECRET = 16;
    private static final Set<String> KNOWN_SECRETS =
            Set.of("changeme", "change-me", "secret", "password", "admin", "crm");

    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String PROXIES = "server.tomcat.remoteip.internal-proxies";
    private static final Pattern EVERYBODY = Pattern.compile("/0\\b|^\\s*\\.[*+]");

    private final Environment settings;
    private final List<String> lines = new ArrayList<>();

    private StartUpCheck(Environment settings) {
        this.settings = settings;
    }

    /** @throws UnusableSettingsException with one line for each thing to mend */
    static void check(Environment settings) {
        StartUpCheck check = new StartUpCheck(settings);
        check.needed("spring.datasource.url", "a database");
        check.needed("spring.datasource.username", "a database user");
        check.needed("crm.security.keycloak.issuer", "the address of its Keycloak realm");
        boolean demo = settings.getProperty("crm.demo.enabled", Boolean.class, false);
        check.secret("spring.datasource.password", "the password of the database user", demo);
        check.secret("crm.security.keycloak.client-secret", "the secret of its client at Keycloak", demo);
        check.issuer(demo);
        check.proxies();
        if (!check.lines.isEmpty()) {
            throw new UnusableSettingsException(check.lines);
        }
    }

    private void needed(String key, String what) {
        if (value(key) == null) {
            lines.add("CRM needs " + what + ": set " + variable(key));
        }
    }

    private void secret(String key, String what, boolean demo) {
        String secret = value(key);
        if (secret == null) {
            lines.add("CRM needs " + what + ": set " + variable(key));
        } else if (!demo && KNOWN_SECRETS.contains(secret.toLowerCase(Locale.ROOT))) {
            lines.add("CRM needs " + what + " to be secret, and this one is known to all: change " + variable(key));
        } else if (!demo && secret.length() < SHORTEST_SECRET) {
            lines.add("CRM needs " + what + " to have at least " + SHORTEST_SECRET + " characters: change "
                    + variable(key));
        }
    }

    private void issuer(boolean demo) {
        String issuer = value("crm.security.keycloak.issuer");
        if (issuer != null && !demo && !issuer.startsWith("https://") && !issuer.startsWith("http://127.0.0.1")) {
            lines.add("CRM needs to reach Keycloak by TLS: let " + variable("crm.security.keycloak.issuer")
                    + " begin with https://");
        }
    }

    /** Who asks is told by a proxy that is named, and by nobody else. */
    private void proxies() {
        String strategy = value(STRATEGY);
        String proxies = value(PROXIES);
        if ("framework".equalsIgnoreCase(strategy)) {
            lines.add("CRM needs to know whose word it takes for where requests come from: set " + variable(STRATEGY)
                    + "=native, which believes the proxies of " + variable(PROXIES) + " alone");
        } else if ("native".equalsIgnoreCase(strategy)
                && (proxies == null || EVERYBODY.matcher(proxies).find())) {
            lines.add(
                    "CRM needs the addresses of the proxies before it, not of everybody: change " + variable(PROXIES));
        }
    }

    private @Nullable String value(String key) {
        String value = settings.getProperty(key);
        return value == null || value.isBlank() ? null : value;
    }

    /** The environment variable of a property. */
    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }
}
