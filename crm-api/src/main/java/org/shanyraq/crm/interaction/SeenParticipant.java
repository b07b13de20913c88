package org.shanyraq.crm.interaction;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A participant as the officer sees them.
 *
 * @param name of a contact as it is now
 * @param standing what they were at that time; null when nothing is known of it
 */
public record SeenParticipant(
        Participant participant, String name, @Nullable Standing standing) {

    /**
     * The post that somebody held on the day of the interaction, as it was then.
     *
     * @param title may be empty
     * @param organisationName as the organisation is called now
     */
    public record Standing(
            PostId post,
            PostRole role,
            LocalizedText title,
            OrganisationId organisation,
            LocalizedText organisationName,
            Circle circle) {}
}
