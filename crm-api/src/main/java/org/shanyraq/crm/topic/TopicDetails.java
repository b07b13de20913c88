package org.shanyraq.crm.topic;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What can be said of a topic.
 *
 * @param names in at least one language
 * @param handle what is typed after {@code #} for it, in any script: letters, digits and hyphens; unique in a mission, and kept in small
 *     letters
 * @param parent the wider topic; null at the top
 * @param euroVoc number of the concept of EuroVoc, the thesaurus of the Union, that means the same
 */
public record TopicDetails(
        LocalizedText names,
        String handle,
        @Nullable TopicId parent,
        @Nullable String euroVoc) {

    public TopicDetails under(@Nullable TopicId other) {
        return new TopicDetails(names, handle, other, euroVoc);
    }
}
