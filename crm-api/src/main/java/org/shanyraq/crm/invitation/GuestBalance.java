package org.shanyraq.crm.invitation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What kinds of guests a list is made up of.
 *
 * @param guests how many are on the list
 * @param companions how many people guests of the list bring, or want to bring; they belong to none of the kinds below
 * @param circles how many belong to each circle, zeros among them
 * @param levels how many are of each level, zeros among them
 * @param institutions the organisations on top of the trees that guests come from, most guests first
 * @param organisations for how many different organisations guests are on the list
 * @param groups the political groups that guests are members of today, most guests first
 * @param countries of the guests of whom one is known, most guests first
 * @param withoutPost how many hold no post, and so have neither circle nor level
 */
public record GuestBalance(
        long guests,
        long companions,
        Map<Circle, Long> circles,
        Map<Level, Long> levels,
        List<Institution> institutions,
        int organisations,
        List<Institution> groups,
        List<Country> countries,
        long withoutPost) {

    /** How many guests come from an organisation or a part of it. */
    public record Institution(
            OrganisationId organisation,
            LocalizedText names,
            @Nullable String acronym,
            long guests) {}

    /**
     * How many guests are of a country.
     *
     * @param code ISO 3166-1, two capital letters
     */
    public record Country(String code, long guests) {}

    public GuestBalance {
        circles = complete(Circle.class, circles);
        levels = complete(Level.class, levels);
        institutions = List.copyOf(institutions);
        groups = List.copyOf(groups);
        countries = List.copyOf(countries);
    }

    static <K extends Enum<K>> Map<K, Long> complete(Class<K> type, Map<K, Long> counted) {
        EnumMap<K, Long> all = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            all.put(key, counted.getOrDefault(key, 0L));
        }
        return Collections.unmodifiableMap(all);
    }

    /** How many people come when all do. */
    public long people() {
        return guests + companions;
    }

    /** How many of a hundred guests belong to that circle, rounded; 0 when nobody is on the list. */
    public long share(Circle circle) {
        return share(circles.getOrDefault(circle, 0L));
    }

    /** How many of a hundred guests are of that level, as {@link #share(Circle)}. */
    public long share(Level level) {
        return share(levels.getOrDefault(level, 0L));
    }

    private long share(long some) {
        return guests == 0 ? 0 : Math.round(100.0 * some / guests);
    }
}
