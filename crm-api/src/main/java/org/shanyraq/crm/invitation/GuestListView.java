package org.shanyraq.crm.invitation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A guest list in figures, of the guests whom the officer may see. Each figure counts what {@link Invitations#list} gives for it.
 *
 * @param states how many are in each state, zeros among them
 * @param decidable those proposed on whom the acting officer can decide
 * @param reasons how many were returned for each reason, zeros among them
 * @param circles how many on the list belong to each circle, zeros among them
 * @param levels how many on the list are of each level, zeros among them
 * @param institutions the organisations on top of the trees that guests come from, most guests first, at most {@link #MOST_INSTITUTIONS}
 * @param institutionCount how many there are of these
 * @param organisations for how many different organisations guests are on the list
 * @param withoutPost how many on the list hold no post, and so have neither circle nor level
 */
public record GuestListView(
        DialogueId dialogue,
        Map<InvitationState, Long> states,
        Decidable decidable,
        Map<ReturnReason, Long> reasons,
        Map<Circle, Long> circles,
        Map<Level, Long> levels,
        List<Institution> institutions,
        int institutionCount,
        int organisations,
        long withoutPost) {

    /** So many institutions are told. */
    public static final int MOST_INSTITUTIONS = 10;

    /** How many guests come from an organisation or a part of it. */
    public record Institution(
            OrganisationId organisation,
            LocalizedText names,
            @Nullable String acronym,
            long guests) {}

    /**
     * Guests who are proposed by others than the officer and are not archived.
     *
     * @param mark tells this set of proposals from any other, for {@link Invitations#approveAll}
     */
    public record Decidable(int guests, String mark) {}

    public GuestListView {
        reasons = complete(ReturnReason.class, reasons);
        states = complete(InvitationState.class, states);
        circles = complete(Circle.class, circles);
        levels = complete(Level.class, levels);
        institutions = List.copyOf(institutions);
    }

    private static <K extends Enum<K>> Map<K, Long> complete(Class<K> type, Map<K, Long> counted) {
        EnumMap<K, Long> all = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            all.put(key, counted.getOrDefault(key, 0L));
        }
        return Collections.unmodifiableMap(all);
    }

    /** How many are on the list: proposed or approved. */
    public long guests() {
        return states.entrySet().stream()
                .filter(state -> state.getKey().listed())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many of a hundred guests on the list belong to that circle, rounded; 0 when nobody is on it. */
    public long share(Circle circle) {
        long guests = guests();
        return guests == 0 ? 0 : Math.round(100.0 * circles.getOrDefault(circle, 0L) / guests);
    }
}
