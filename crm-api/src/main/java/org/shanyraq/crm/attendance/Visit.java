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
 * What became of a contact and a dialogue that was held.
 *
 * @param zone of the place: times are shown in it
 * @param organisation names of that for which the contact was on the list, or came; empty when there is none
 * @param acronym of it, or null
 * @param answer how far the invitation is; null for a walk-in
 * @param outcome {@link VisitFigure#CAME}, {@link VisitFigure#NO_SHOW}, {@link VisitFigure#LATE_DECLINE}, or null: neither came nor said so
 */
public record Visit(
        DialogueId dialogue,
        LocalizedText theme,
        Instant startsAt,
        ZoneId zone,
        ContactId contact,
        String name,
        LocalizedText organisation,
        @Nullable String acronym,
        @Nullable Circle circle,
        @Nullable InvitationState answer,
        @Nullable VisitFigure outcome) {}
