package org.shanyraq.crm.interaction;

import java.time.LocalDate;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.topic.TopicId;

/**
 * Where a contact stands on a topic by the latest that is known.
 *
 * @param name of the contact
 * @param topicName of the topic
 * @param interaction where it is noted
 */
public record KnownStance(
        ContactId contact,
        String name,
        TopicId topic,
        LocalizedText topicName,
        Stance stance,
        LocalDate on,
        StanceSource source,
        InteractionId interaction) {}
