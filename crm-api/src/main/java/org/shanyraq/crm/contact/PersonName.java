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

    /**
     * A name that somebody typed in one line, at the door or on a form: the last word is taken for the family name, for whoever reads it to correct.
     */
    public static PersonName typed(String name) {
        String line = name.strip();
        int last = line.lastIndexOf(' ');
        return typed(last < 0 ? "" : line.substring(0, last), line.substring(last + 1));
    }

    /** A name that somebody typed, of whom it is not said in which letters: one in others than Latin ones is in the person's own script. */
    public static PersonName typed(String given, String family) {
        boolean latin = (given + family)
                .codePoints()
                .filter(Character::isLetter)
                .allMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
        return new PersonName(latin ? Kind.LATIN : Kind.NATIVE, given, family, null);
    }

    /** Given names, then family names. */
    public String full() {
        return (given + " " + family).strip();
    }
}
