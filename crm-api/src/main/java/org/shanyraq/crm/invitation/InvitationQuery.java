package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;

/**
 * Which guests of a dialogue are wanted; a null criterion does not restrict.
 *
 * @param state null: those on the list, see {@link InvitationState#listed}
 * @param circle of the organisation for which they are on the list
 * @param level of their post there
 * @param institution that organisation is it, or a part of it
 * @param country of the contact, ISO 3166-1, two capital letters
 * @param group a political group that they are members of today
 * @param withoutPost only those who hold no post
 * @param reason why they were returned
 * @param mail what became of the mail: of that sending, or of the last one to each guest
 * @param sending to whom it went, also those who are not on the list any more
 * @param elsewhere only those who are wanted elsewhere so, as far as the officer may know
 */
public record InvitationQuery(
        DialogueId dialogue,
        @Nullable InvitationState state,
        @Nullable Circle circle,
        @Nullable Level level,
        @Nullable OrganisationId institution,
        @Nullable String country,
        @Nullable OrganisationId group,
        boolean withoutPost,
        @Nullable ReturnReason reason,
        @Nullable MailOutcome mail,
        @Nullable SendingId sending,
        @Nullable Elsewhere elsewhere) {

    /** Whatever became of mails. */
    public InvitationQuery(
            DialogueId dialogue,
            @Nullable InvitationState state,
            @Nullable Circle circle,
            @Nullable Level level,
            @Nullable OrganisationId institution,
            @Nullable String country,
            @Nullable OrganisationId group,
            boolean withoutPost,
            @Nullable ReturnReason reason) {
        this(dialogue, state, circle, level, institution, country, group, withoutPost, reason, null, null, null);
    }

    /** All who are on the guest list of that dialogue. */
    public static InvitationQuery of(DialogueId dialogue) {
        return new InvitationQuery(dialogue, null, null, null, null, null, null, false, null);
    }

    /** Those in that state; null for all who are on the list. */
    public InvitationQuery withState(@Nullable InvitationState wanted) {
        return new InvitationQuery(
                dialogue,
                wanted,
                circle,
                level,
                institution,
                country,
                group,
                withoutPost,
                reason,
                mail,
                sending,
                elsewhere);
    }

    /** Those of whose mail that became; of that sending, or null for the last one to each guest. */
    public InvitationQuery withMail(@Nullable MailOutcome wanted, @Nullable SendingId of) {
        return new InvitationQuery(
                dialogue,
                state,
                circle,
                level,
                institution,
                country,
                group,
                withoutPost,
                reason,
                wanted,
                of,
                elsewhere);
    }

    /** Those who are wanted elsewhere so; null for all, whatever else they are wanted for. */
    public InvitationQuery withElsewhere(@Nullable Elsewhere wanted) {
        return new InvitationQuery(
                dialogue,
                state,
                circle,
                level,
                institution,
                country,
                group,
                withoutPost,
                reason,
                mail,
                sending,
                wanted);
    }
}
