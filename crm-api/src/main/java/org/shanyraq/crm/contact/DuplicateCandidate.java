package org.shanyraq.crm.contact;

import java.util.Locale;

/**
 * A contact that may be the same person.
 *
 * @param score 0 to 100, 100 for certain
 */
public record DuplicateCandidate(ContactSummary contact, int score, Reason reason) {

    /** Why it is suspected, strongest first. */
    public enum Reason {
        SAME_EXTERNAL_ID,
        SAME_EMAIL,
        SAME_NAME,
        /** The same but for order, case, accents, script or transliteration. */
        SIMILAR_NAME;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
