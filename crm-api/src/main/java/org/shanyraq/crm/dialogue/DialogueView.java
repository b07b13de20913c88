package org.shanyraq.crm.dialogue;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One dialogue, with those speakers whom the officer may see.
 *
 * @param version to be given back when changing it
 * @param number in its series, or null: a dialogue without series has none, and one that is more sensitive than its series has
 *     none either, since a missing number would tell of it
 * @param seriesName name of {@code details.series()}, or null
 * @param cancellation why it will not take place, or null
 * @param names the contacts among the speakers, by name
 * @param archived out of lists, not out of history
 * @param inCharge those of {@code details.inCharge()}, in their order
 */
public record DialogueView(
        DialogueId id,
        MissionId mission,
        long version,
        DialogueDetails details,
        DialogueState state,
        @Nullable Integer number,
        @Nullable LocalizedText seriesName,
        @Nullable String cancellation,
        Map<ContactId, String> names,
        boolean archived,
        Instant createdAt,
        Instant changedAt,
        List<OfficerInCharge> inCharge) {

    public DialogueView {
        inCharge = List.copyOf(inCharge);
        // In their order, so that the same record is the same text for everybody who compares.
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }
}
