package org.shanyraq.crm.interaction.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.Stance;
import org.shanyraq.crm.interaction.StanceSource;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.topic.TopicId;

/**
 * Where a participant stands on a topic.
 *
 * @param contact one of the participants
 * @param topic one of the topics
 * @param stance where they stand
 * @param on the day of which it is known; left out: the day of the interaction
 * @param source what it is known by
 */
record StanceBody(
        @Needed @Nullable ContactId contact,
        @Needed @Nullable TopicId topic,
        @Needed @Nullable Stance stance,
        @Nullable LocalDate on,
        @Needed @Nullable StanceSource source) {}
