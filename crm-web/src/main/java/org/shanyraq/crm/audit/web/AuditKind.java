package org.shanyraq.crm.audit.web;

import java.util.Locale;

/** The sorts of records that the page of the audit log can be filtered by. */
enum AuditKind {
    CONTACT,
    MANDATE,
    SEGMENT,
    TAGGING,
    LISTING,
    ORGANISATION,
    POST,
    LINE,
    TOPIC,
    INTERACTION,
    INTERACTION_PARTICIPANT,
    INTERACTION_FILE,
    DIALOGUE,
    DIALOGUE_SERIES,
    SPEAKER,
    ATTACHMENT,
    INVITATION,
    INVITATION_TEMPLATE,
    INVITATION_SENDING,
    INVITATION_TERMS,
    GUEST_SOURCE,
    ATTENDANCE,
    QUESTION,
    QUESTION_PERSON,
    CALENDAR_ANSWER,
    QUESTION_HALL,
    FOLLOW_UP,
    COMMITMENT,
    MISSION_DAY,
    MAIL,
    SUPPRESSION,
    IMPORT,
    EXPORT,
    JOB,
    OFFICER,
    CALENDAR_FEED,
    MISSION;

    /** As it stands in the entries. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
