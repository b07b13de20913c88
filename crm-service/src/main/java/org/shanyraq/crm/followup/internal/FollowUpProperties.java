package org.shanyraq.crm.followup.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of follow-ups.
 *
 * @param home country (ISO 3166-1) whose holidays every mission has
 * @param host country where missions are, unless said otherwise of one
 * @param escalateAfter after how many working days an overdue follow-up is brought before managers, unless said otherwise of a mission; 0 for
 *     never, at most 250
 * @param missions by the code of the mission
 */
@ConfigurationProperties("crm.followup")
public record FollowUpProperties(
        @DefaultValue("KZ") String home,
        @DefaultValue("BE") String host,
        @DefaultValue("3") int escalateAfter,
        @DefaultValue Map<String, Rules> missions) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LONGEST = 250;

    /** What is otherwise in one mission; null: not so. */
    public record Rules(@Nullable String host, @Nullable Integer escalateAfter) {}

    public FollowUpProperties {
        missions = Map.copyOf(missions);
        country("home", home);
        country("host", host);
        days("escalate-after", escalateAfter);
        missions.forEach((code, rules) -> {
            country("missions." + code + ".host", rules.host());
            days("missions." + code + ".escalate-after", rules.escalateAfter());
        });
    }

    private static void country(String name, @Nullable String set) {
        if (set != null && !COUNTRIES.contains(set)) {
            throw new IllegalArgumentException("crm.followup." + name + " must be a country such as BE, and is " + set);
        }
    }

    private static void days(String name, @Nullable Integer set) {
        if (set != null && (set < 0 || set > LONGEST)) {
            throw new IllegalArgumentException(
                    "crm.followup." + name + " must lie between 0 and " + LONGEST + ", and is " + set);
        }
    }

    /** Where that mission is. */
    String hostOf(String code) {
        Rules rules = missions.get(code);
        return rules == null || rules.host() == null ? host : rules.host();
    }

    /** After how many working days that mission escalates; 0 for never. */
    int escalateAfter(String code) {
        Rules rules = missions.get(code);
        return rules == null || rules.escalateAfter() == null ? escalateAfter : rules.escalateAfter();
    }
}
