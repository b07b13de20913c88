package org.shanyraq.crm.attendance;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What became of somebody and a dialogue that was held.
 *
 * @param zone of the place: times are shown in it
 * @param contact null of somebody who came and of whom it is not known who they are: a walk-in who is not linked, or whom a guest brought
 * @param name of the contact, else as {@link AttendanceView#name}
 * @param organisation names of that for which the contact was on the list, or came; empty when there is none
 * @param acronym of it, or what was said of it of whom there is no contact, or null
 * @param answer how far the invitation is; null for whoever had none
 * @param outcome {@link VisitFigure#CAME}, {@link VisitFigure#NO_SHOW}, {@link VisitFigure#LATE_DECLINE}, or null: neither came nor said so
 */
public record Visit(
        DialogueId dialogue,
        LocalizedText theme,
        Instant startsAt,
        ZoneId zone,
        @Nullable ContactId contact,
        String name,
        LocalizedText organisation,
        @Nullable String acronym,
        @Nullable Circle circle,
        @Nullable InvitationState answer,
        @Nullable VisitFigure outcome) {}
