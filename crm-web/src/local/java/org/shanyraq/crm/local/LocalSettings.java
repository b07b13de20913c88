package org.shanyraq.crm.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shanyraq.crm.testing.LocalFolder;

/**
 * What the demo can be told by {@code -D} options.
 *
 * @param port {@code crm.port}, of the application
 * @param keycloakPort {@code crm.keycloak.port}
 * @param smtpPort {@code crm.smtp.port}
 * @param imapPort {@code crm.imap.port}
 * @param mailPagePort {@code crm.mail-page.port}
 * @param managementPort {@code crm.management.port}, of health and metrics
 * @param folder {@code crm.local}, where data and logs are kept
 * @param partsOnly {@code crm.parts-only}: start no application, for one that is run from an editor
 * @param verbose {@code crm.verbose}: the application's log goes to the console as well
 */
record LocalSettings(
        int port,
        int keycloakPort,
        int smtpPort,
        int imapPort,
        int mailPagePort,
        int managementPort,
        Path folder,
        boolean partsOnly,
        boolean verbose) {

    static LocalSettings fromSystemProperties() {
        return new LocalSettings(
                port("crm.port", 8080),
                port("crm.keycloak.port", 8180),
                port("crm.smtp.port", 3025),
                port("crm.imap.port", 3143),
                port("crm.mail-page.port", 8025),
                port("crm.management.port", 8081),
                toldFolder(),
                told("crm.parts-only"),
                told("crm.verbose"));
    }

    /** Each port with the option that changes it and what it is for. */
    private Map<String, Map.Entry<String, Integer>> ports() {
        Map<String, Map.Entry<String, Integer>> ports = new LinkedHashMap<>();
        if (!partsOnly) {
            ports.put("crm.port", Map.entry("the application", port));
            ports.put("crm.management.port", Map.entry("health and metrics", managementPort));
        }
        ports.put("crm.keycloak.port", Map.entry("Keycloak", keycloakPort));
        ports.put("crm.smtp.port", Map.entry("mail by SMTP", smtpPort));
        ports.put("crm.imap.port", Map.entry("mail by IMAP", imapPort));
        ports.put("crm.mail-page.port", Map.entry("the page of mails", mailPagePort));
        return ports;
    }

    /**
     * Checks that nothing listens on the ports and that they differ.
     *
     * @throws CannotStartException naming the first that cannot be had and the option that changes it
     */
    void requireFreePorts() {
        Map<Integer, String> seen = new LinkedHashMap<>();
        ports().forEach((option, use) -> {
            String other = seen.putIfAbsent(use.getValue(), use.getKey());
            if (other != null) {
                throw new CannotStartException("Port " + use.getValue() + " is meant for " + other + " and for "
                        + use.getKey() + ": give one of them another with -D" + option + "=NUMBER");
            }
            if (!LocalPorts.isFree(use.getValue())) {
                throw new CannotStartException("Port " + use.getValue() + " (" + use.getKey()
                        + ") is in use: end the program that listens there, or choose another port with -D" + option
                        + "=NUMBER");
            }
        });
    }

    private static int port(String option, int usual) {
        String told = System.getProperty(option, "").strip();
        if (told.isEmpty()) {
            return usual;
        }
        if (told.matches("\\d{1,5}") && Integer.parseInt(told) >= 1 && Integer.parseInt(told) <= 65535) {
            return Integer.parseInt(told);
        }
        throw new CannotStartException("-D" + option + "=" + told + " is no port: give a number from 1 to 65535");
    }

    private static boolean told(String option) {
        String value = System.getProperty(option);
        return value != null && !value.equalsIgnoreCase("false");
    }

    private static Path toldFolder() {
        try {
            return LocalFolder.path();
        } catch (IllegalStateException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        }
    }
}
