package org.shanyraq.crm.dialogue;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * All that a user enters of a series. What is said of languages, place, format and capacity is what a new dialogue of the series
 * begins with; each dialogue may differ.
 *
 * @param name at least one language; each at most 250 characters
 * @param sensitivity who may see the series, chosen once. Its dialogues are as sensitive, and numbered, or more sensitive, and
 *     then without a number: a missing number would tell of them
 * @param firstNumber the number of its first dialogue here, at least 1; for a series that began before it was kept here
 * @param venue name of the place, at most 250 characters
 * @param address of the place, at most 500 characters
 * @param streamLink where the dialogues are watched: an http or https address
 * @param target whom its dialogues mean to reach
 */
public record DialogueSeriesDetails(
        LocalizedText name,
        Sensitivity sensitivity,
        int firstNumber,
        List<String> languages,
        DialogueFormat format,
        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,
        ZoneId zone,
        Capacity capacity,
        Balance target) {

    public DialogueSeriesDetails {
        languages = List.copyOf(languages);
    }
}
