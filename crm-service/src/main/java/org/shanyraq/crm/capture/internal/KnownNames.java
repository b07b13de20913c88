package org.shanyraq.crm.capture.internal;

/** The names that a line may hold, for the grammar: where a name of several words ends, only they can say. */
interface KnownNames {

    /** What a stretch of words is. */
    enum Fit {
        /** No name begins like that. */
        NONE,
        /** A name may begin like that, and goes on. */
        BEGINNING,
        /** The name of a person, or of several. */
        PERSON,
        /** The name of an organisation, or of several. */
        ORGANISATION,
        /** The handle or the name of a topic. */
        TOPIC
    }

    /** What these words are after {@code @}. */
    Fit whom(String words);

    /** What these words are after {@code #}. */
    Fit what(String words);

    /** What these words are after a word like "at": an organisation or none. */
    Fit where(String words);
}
