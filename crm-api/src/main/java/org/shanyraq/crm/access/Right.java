package org.shanyraq.crm.access;

/** One thing that an officer may do. Each facade method and each route names the right it needs. */
public enum Right {
    /** Signed in as an officer of at least one mission, whatever the role. */
    BE_HERE,
    READ_DIRECTORY,
    EDIT_CONTACTS,
    EDIT_ORGANISATIONS,
    READ_DIALOGUES,
    /** Plan dialogues: create and change those that are not announced yet. */
    DRAFT_DIALOGUES,
    /** Announce, hold and cancel dialogues, change them afterwards, and keep their series. */
    EDIT_DIALOGUES,
    /** Put people on guest lists, for somebody else to approve. */
    PROPOSE_GUESTS,
    /** Keep guest lists: also take off whom others proposed or approved. */
    KEEP_GUESTS,
    /** Decide on guests whom somebody else proposed. */
    APPROVE_GUESTS,
    /** Write to the guests of dialogues, and take invitations back. */
    SEND_INVITATIONS,
    /** Note at the door of a dialogue who came, and print badges. */
    CHECK_IN,
    /** Read lines to take. */
    READ_LINES,
    /** Write lines to take, for somebody else to approve. */
    WRITE_LINES,
    /** Decide on lines to take that others wrote, and take lines out of use. */
    APPROVE_LINES,
    /** Note on whom a line to take was used. */
    USE_LINES,
    /** Read follow-ups and commitments. */
    READ_FOLLOW_UPS,
    /** Make follow-ups and commitments, give them to colleagues, and move those that one made or has to do. */
    EDIT_FOLLOW_UPS,
    /** Change and move those of others, too. */
    ASSIGN_FOLLOW_UPS,
    /** See what became of mails, settle those that are in doubt, and say who gets none. */
    HANDLE_MAILS,
    /** Read what was talked about with whom. */
    READ_INTERACTIONS,
    /** Note what was talked about with whom, and plan it. */
    LOG_INTERACTIONS,
    /** Read what was asked in dialogues, and what was answered. */
    READ_QUESTIONS,
    /** Note, order, moderate and answer questions. */
    CAPTURE_QUESTIONS,
    /** Let answers go out that others wrote. */
    CLEAR_ANSWERS,
    IMPORT,
    /** Export what one sees; a right of its own, apart from reading. */
    EXPORT,
    /** Let more people see a record than whoever entered it meant to. */
    LOWER_SENSITIVITY,
    READ_AUDIT,
    /** Missions, vocabularies, API clients and settings; gives no sight of records. */
    ADMINISTER
}
