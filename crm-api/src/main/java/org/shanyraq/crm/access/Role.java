package org.shanyraq.crm.access;

import static org.shanyraq.crm.access.Right.ADMINISTER;
import static org.shanyraq.crm.access.Right.APPROVE_GUESTS;
import static org.shanyraq.crm.access.Right.APPROVE_LINES;
import static org.shanyraq.crm.access.Right.ASSIGN_FOLLOW_UPS;
import static org.shanyraq.crm.access.Right.BE_HERE;
import static org.shanyraq.crm.access.Right.CAPTURE_QUESTIONS;
import static org.shanyraq.crm.access.Right.CHECK_IN;
import static org.shanyraq.crm.access.Right.CLEAR_ANSWERS;
import static org.shanyraq.crm.access.Right.DRAFT_DIALOGUES;
import static org.shanyraq.crm.access.Right.EDIT_CONTACTS;
import static org.shanyraq.crm.access.Right.EDIT_DIALOGUES;
import static org.shanyraq.crm.access.Right.EDIT_FOLLOW_UPS;
import static org.shanyraq.crm.access.Right.EDIT_ORGANISATIONS;
import static org.shanyraq.crm.access.Right.EXPORT;
import static org.shanyraq.crm.access.Right.HANDLE_MAILS;
import static org.shanyraq.crm.access.Right.IMPORT;
import static org.shanyraq.crm.access.Right.KEEP_GUESTS;
import static org.shanyraq.crm.access.Right.LOG_INTERACTIONS;
import static org.shanyraq.crm.access.Right.LOWER_SENSITIVITY;
import static org.shanyraq.crm.access.Right.PROPOSE_GUESTS;
import static org.shanyraq.crm.access.Right.READ_AUDIT;
import static org.shanyraq.crm.access.Right.READ_DIALOGUES;
import static org.shanyraq.crm.access.Right.READ_DIRECTORY;
import static org.shanyraq.crm.access.Right.READ_FOLLOW_UPS;
import static org.shanyraq.crm.access.Right.READ_INTERACTIONS;
import static org.shanyraq.crm.access.Right.READ_LINES;
import static org.shanyraq.crm.access.Right.READ_QUESTIONS;
import static org.shanyraq.crm.access.Right.SEND_INVITATIONS;
import static org.shanyraq.crm.access.Right.USE_LINES;
import static org.shanyraq.crm.access.Right.WRITE_LINES;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an officer is to the mission. An officer may have several roles and has the rights of all of them. Roles come from the
 * identity provider; which rights a role gives is the table "who may do what" of the product.
 */
public enum Role {
    VIEWER(READ_DIRECTORY, READ_DIALOGUES, READ_INTERACTIONS, READ_FOLLOW_UPS, READ_LINES, READ_QUESTIONS),
    DIPLOMAT(
            READ_DIRECTORY,
            READ_DIALOGUES,
            EDIT_CONTACTS,
            EDIT_ORGANISATIONS,
            DRAFT_DIALOGUES,
            PROPOSE_GUESTS,
            READ_LINES,
            WRITE_LINES,
            USE_LINES,
            READ_INTERACTIONS,
            LOG_INTERACTIONS,
            READ_FOLLOW_UPS,
            EDIT_FOLLOW_UPS,
            READ_QUESTIONS,
            CAPTURE_QUESTIONS,
            EXPORT),
    PROTOCOL(
            READ_DIRECTORY,
            READ_DIALOGUES,
            EDIT_CONTACTS,
            EDIT_ORGANISATIONS,
            DRAFT_DIALOGUES,
            EDIT_DIALOGUES,
            PROPOSE_GUESTS,
            KEEP_GUESTS,
            SEND_INVITATIONS,
            CHECK_IN,
            READ_LINES,
            WRITE_LINES,
            USE_LINES,
            READ_FOLLOW_UPS,
            HANDLE_MAILS,
            READ_INTERACTIONS,
            READ_QUESTIONS,
            CAPTURE_QUESTIONS,
            IMPORT,
            EXPORT),
    MANAGER(
            READ_DIRECTORY,
            READ_DIALOGUES,
            EDIT_CONTACTS,
            EDIT_ORGANISATIONS,
            DRAFT_DIALOGUES,
            EDIT_DIALOGUES,
            PROPOSE_GUESTS,
            KEEP_GUESTS,
            APPROVE_GUESTS,
            SEND_INVITATIONS,
            CHECK_IN,
            READ_LINES,
            WRITE_LINES,
            APPROVE_LINES,
            USE_LINES,
            READ_FOLLOW_UPS,
            EDIT_FOLLOW_UPS,
            ASSIGN_FOLLOW_UPS,
            HANDLE_MAILS,
            READ_INTERACTIONS,
            LOG_INTERACTIONS,
            READ_QUESTIONS,
            CAPTURE_QUESTIONS,
            CLEAR_ANSWERS,
            IMPORT,
            EXPORT,
            LOWER_SENSITIVITY,
            READ_AUDIT),
    PRIVACY_OFFICER(READ_DIRECTORY, READ_DIALOGUES, READ_AUDIT),
    ADMINISTRATOR(ADMINISTER),
    /** Reads every mission of the installation; together with a role that writes, only the officer's own missions. */
    HEADQUARTERS(READ_DIRECTORY, READ_DIALOGUES, READ_INTERACTIONS, READ_FOLLOW_UPS, READ_LINES, READ_QUESTIONS);

    private final Set<Right> rights;

    Role(Right... rights) {
        EnumSet<Right> all = EnumSet.of(BE_HERE, rights);
        this.rights = Set.copyOf(all);
    }

    public Set<Right> rights() {
        return rights;
    }

    /** The name of the client role at the identity provider, for example {@code privacy-officer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of that name, or empty when the name is none of ours. */
    public static Optional<Role> ofCode(String code) {
        for (Role role : values()) {
            if (role.code().equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
