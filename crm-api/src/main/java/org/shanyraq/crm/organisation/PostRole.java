package org.shanyraq.crm.organisation;

import java.util.Locale;

/** The part that a post plays in its organisation, as far as there is a common one. Declared from first to last in rank. */
public enum PostRole {
    HEAD(Level.LEADERSHIP),
    PRESIDENT(Level.LEADERSHIP),
    CHAIR(Level.LEADERSHIP),
    VICE_PRESIDENT(Level.LEADERSHIP),
    VICE_CHAIR(Level.LEADERSHIP),
    SECRETARY_GENERAL(Level.LEADERSHIP),
    DIRECTOR_GENERAL(Level.LEADERSHIP),
    DEPUTY_HEAD(Level.LEADERSHIP),
    DIRECTOR(Level.SENIOR),
    HEAD_OF_CABINET(Level.SENIOR),
    HEAD_OF_UNIT(Level.SENIOR),
    COORDINATOR(Level.SENIOR),
    RAPPORTEUR(Level.SENIOR),
    SHADOW_RAPPORTEUR(Level.SENIOR),
    MEMBER(Level.MEMBER),
    SUBSTITUTE(Level.MEMBER),
    ADVISER(Level.WORKING),
    SPOKESPERSON(Level.WORKING),
    CORRESPONDENT(Level.WORKING),
    OFFICER(Level.WORKING),
    ASSISTANT(Level.WORKING),
    OTHER(Level.WORKING);

    private final Level level;

    PostRole(Level level) {
        this.level = level;
    }

    public Level level() {
        return level;
    }

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
