package org.shanyraq.crm.contact;

import java.util.Locale;

/**
 * A way to reach a person.
 *
 * @param value an address; a telephone number is kept in international form; an e-mail keeps its case and is compared without
 * @param primary the one to use first among those of its kind; exactly one of each kind
 */
public record Channel(Kind kind, Purpose purpose, String value, boolean primary) {

    /** By what means. */
    public enum Kind {
        EMAIL,
        PHONE,
        ADDRESS,
        WEBSITE,
        MESSENGER;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it reaches the person. */
    public enum Purpose {
        WORK,
        MOBILE,
        ASSISTANT,
        PRIVATE,
        OTHER;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Channel {
        value = value.strip();
    }
}
