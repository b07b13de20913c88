package org.shanyraq.crm.question;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * Somebody who may ask now.
 *
 * @param name as shown
 * @param organisation for which a contact came or is on the guest list, or null
 * @param affiliation of somebody who is no contact, or null
 */
public record KnownAsker(
        Asker asker,
        String name,
        Place place,
        @Nullable LocalizedText organisation,
        @Nullable String affiliation) {

    /** How near somebody is to the microphone. */
    public enum Place {
        /** Asked something in this dialogue already, or is noted as come. */
        HERE,
        /** Is on the guest list. */
        LISTED,
        /** Is a contact of the mission. */
        KNOWN
    }
}
