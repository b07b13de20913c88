package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Slice;

/**
 * A guest list as it is opened: some of its guests, and what an officer wants to know beside them.
 *
 * @param occasion to what the guests are invited
 * @param guests as {@link Invitations#list} gives them
 * @param figures of the whole list; what it is made up of is told by {@link Invitations#mix}
 * @param speakers those who are wanted elsewhere, as {@link Invitations#bookedSpeakers} gives them
 * @param bookings for what else these guests are wanted; those who are wanted for nothing else are missing
 * @param earlier of how many dialogues before that one these guests were guests, too; those of none are missing
 * @param companions whom these guests bring; empty for officers who do not keep guests
 * @param terms on which guests get their seats
 * @param due how many guests a mail of each kind can go to now, as {@link Sendings#due} gives it
 * @param mails the last mail to each of these guests; those who got none are missing
 */
public record GuestListPage(
        Occasion occasion,
        Slice<InvitationView> guests,
        Figures figures,
        List<BookedSpeaker> speakers,
        Map<ContactId, List<Booking>> bookings,
        Map<ContactId, EarlierDialogues> earlier,
        Map<InvitationId, List<Companion>> companions,
        GuestTerms terms,
        Map<TemplateKind, Long> due,
        Map<InvitationId, GuestMail> mails) {

    /**
     * How many there are, counted as in {@link GuestListView}.
     *
     * @param guests on the list
     * @param companions whom those on the list bring
     */
    public record Figures(
            Map<InvitationState, Long> states,
            GuestListView.Decidable decidable,
            Map<ReturnReason, Long> reasons,
            long unreached,
            long guests,
            long companions) {

        public Figures {
            states = GuestBalance.complete(InvitationState.class, states);
            reasons = GuestBalance.complete(ReturnReason.class, reasons);
        }

        /** How many people there are with those whom guests bring. */
        public long people() {
            return guests + companions;
        }

        /** Whether it is still being said who is invited, so that what the list is made up of matters more than the guests. */
        public boolean isComposed() {
            return guests == 0
                    || states.getOrDefault(InvitationState.PROPOSED, 0L) > 0
                    || states.getOrDefault(InvitationState.APPROVED, 0L) > 0;
        }
    }

    /**
     * The dialogue, as far as its guest list tells of it.
     *
     * @param zone of the place: times are shown in it
     * @param target whom its series aims at, if any, as far as the officer may see
     */
    public record Occasion(
            DialogueId id,
            LocalizedText theme,
            Sensitivity sensitivity,
            DialogueState state,
            boolean archived,
            Instant startsAt,
            Instant endsAt,
            ZoneId zone,
            Capacity capacity,
            Balance target) {}
}
