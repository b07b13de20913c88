package org.shanyraq.crm.dialogue.internal;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.Websites;

/** The rules that dialogues and the defaults of their series have in common. */
final class PlaceChecks {

    private static final int MOST_LANGUAGES = 10;
    private static final int MOST_SEATS = 100_000;
    private static final int MOST_INSTITUTIONS = 1_000;

    private PlaceChecks() {}

    static List<String> languages(List<String> given, Findings findings) {
        return findings.languages("languages", given, MOST_LANGUAGES);
    }

    static @Nullable String link(@Nullable String given, Findings findings) {
        String link = findings.lineOrNull("streamLink", given, 500);
        if (link != null && !Websites.isWebsite(link)) {
            findings.add("streamLink", "stream-link");
        }
        return link;
    }

    /** A zone of the time zone database; an offset alone does not know of summer. */
    static void zone(ZoneId zone, Findings findings) {
        if (zone.getId().length() > 50 || !ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            findings.add("zone", "zone");
        }
    }

    static Capacity capacity(Capacity given, Findings findings) {
        Integer total = given.total();
        if (total != null && (total < 1 || total > MOST_SEATS)) {
            findings.add("capacity.total", "seats", 1, MOST_SEATS);
        }
        int most = total == null ? MOST_SEATS : Math.min(Math.max(total, 0), MOST_SEATS);
        return new Capacity(
                total, numbers(Circle.class, Circle::code, given.circles(), most, "capacity.circles.", findings));
    }

    static Balance target(Balance given, Findings findings) {
        Map<Circle, Integer> shares = shares(Circle.class, Circle::code, given.shares(), "target.shares", findings);
        Map<Level, Integer> levels = shares(Level.class, Level::code, given.levels(), "target.levels", findings);
        Integer institutions = given.institutions();
        if (institutions != null && (institutions < 1 || institutions > MOST_INSTITUTIONS)) {
            findings.add("target.institutions", "seats", 1, MOST_INSTITUTIONS);
        }
        return new Balance(shares, levels, institutions);
    }

    /** Those that are 0 to 100; found fault with when they are more than 100 together. */
    private static <K extends Enum<K>> Map<K, Integer> shares(
            Class<K> type, Function<K, String> code, Map<K, Integer> given, String path, Findings findings) {
        Map<K, Integer> shares = numbers(type, code, given, 100, path + ".", findings);
        int together = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (together > 100) {
            findings.add(path, "shares-together", together);
        }
        return shares;
    }

    /** Those that are 0 to {@code most}. */
    private static <K extends Enum<K>> Map<K, Integer> numbers(
            Class<K> type, Function<K, String> code, Map<K, Integer> given, int most, String path, Findings findings) {
        Map<K, Integer> numbers = new EnumMap<>(type);
        given.forEach((key, number) -> {
            if (number < 0 || number > most) {
                findings.add(path + code.apply(key), "seats", 0, most);
            } else {
                numbers.put(key, number);
            }
        });
        return numbers;
    }
}
