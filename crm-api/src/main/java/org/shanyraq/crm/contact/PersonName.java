package org.shanyraq.crm.contact;

import org.jspecify.annotations.Nullable;

/**
 * One spelling of a person's name.
 *
 * @param given given names, at most 120 characters; may be empty
 * @param family family names, at most 120 characters; may be empty when {@code given} is not
 * @param language tag of the language that it is written in, or null when unknown
 */
public record PersonName(
        Kind kind, String given, String family, @Nullable String language) {

    /** What the spelling is for. */
    public enum Kind {
        /** In Latin letters, as used in correspondence. */
        LATIN,
        /** In the person's own script. */
        NATIVE,
        /** As in the passport. */
        PASSPORT,
        /** Any other known spelling or former name. */
        OTHER;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public PersonName {
        given = given.strip();
        family = family.strip();
    }

    /** Given names, then family names. */
    public String full() {
        return (given + " " + family).strip();
    }
}
