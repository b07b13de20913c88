package org.shanyraq.crm.interaction;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.topic.TopicId;

/**
 * Where a participant stands on one of the topics.
 *
 * @param contact one of the participants
 * @param topic one of the topics
 * @param on the day of which it is known; null: the day of the interaction
 */
public record StatedStance(
        ContactId contact,
        TopicId topic,
        Stance stance,
        @Nullable LocalDate on,
        StanceSource source) {}
