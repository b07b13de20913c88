package org.shanyraq.crm.interaction;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.topic.TopicId;

/**
 * Which interactions are wanted. A participant whom the officer may not see fulfils nothing.
 *
 * @param text words of which each begins a word of subject or summary
 * @param topic it or one below it
 * @param contact who took part
 * @param post which a participant held at that time
 * @param within an organisation for which, or for one below it, a participant stood at that time
 * @param officer of our side
 * @param from first day
 * @param until last day
 */
public record InteractionQuery(
        @Nullable String text,
        @Nullable InteractionKind kind,
        @Nullable InteractionState state,
        @Nullable TopicId topic,
        @Nullable ContactId contact,
        @Nullable PostId post,
        @Nullable OrganisationId within,
        @Nullable OfficerId officer,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Archived archived) {

    public static final InteractionQuery ALL =
            new InteractionQuery(null, null, null, null, null, null, null, null, null, null, Archived.WITHOUT);

    public static InteractionQuery with(ContactId contact) {
        return new InteractionQuery(null, null, null, null, contact, null, null, null, null, null, Archived.WITHOUT);
    }

    public static InteractionQuery within(OrganisationId organisation) {
        return new InteractionQuery(
                null, null, null, null, null, null, organisation, null, null, null, Archived.WITHOUT);
    }
}
