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
 * @param figures of the whole list
 * @param speakers those who are wanted elsewhere, as {@link Invitations#bookedSpeakers} gives them
 * @param bookings for what else these guests are wanted; those who are wanted for nothing else are missing
 * @param earlier of how many dialogues before that one these guests were guests, too; those of none are missing
 * @param companions whom these guests bring; empty for officers who do not keep guests
 * @param terms on which guests get their seats
 * @param sources what the guests were chosen from, as {@link Invitations#sources} gives it
 * @param due how many guests a mail of each kind can go to now, as {@link Sendings#due} gives it
 * @param mails the last mail to each of these guests; those who got none are missing
 */
public record GuestListPage(
        Occasion occasion,
        Slice<InvitationView> guests,
        GuestListView figures,
        List<BookedSpeaker> speakers,
        Map<ContactId, List<Booking>> bookings,
        Map<ContactId, EarlierDialogues> earlier,
        Map<InvitationId, List<Companion>> companions,
        GuestTerms terms,
        List<GuestSource> sources,
        Map<TemplateKind, Long> due,
        Map<InvitationId, GuestMail> mails) {

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
