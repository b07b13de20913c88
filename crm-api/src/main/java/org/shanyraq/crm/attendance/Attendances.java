package org.shanyraq.crm.attendance;

import java.util.List;
import java.util.Optional;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Who comes to dialogues. An arrival exists for those who may see its dialogue and, when it is known who came, the contact; what lies outside
 * the officer's scope is in no list and no figure, and answers with {@link org.shanyraq.crm.shared.NotFoundException}. It never changes the
 * answer to an invitation, and nothing is deleted: what was a mistake is taken back and kept.
 *
 * <p>The door of a dialogue that is announced opens some hours before it begins and stays open until somebody says that it was held; after
 * that arrivals are corrected by whoever keeps guest lists. Otherwise all acts throw {@link org.shanyraq.crm.shared.ConflictException}.
 * How many seats there are is shown and refuses nobody: whoever stands at the door decides.
 */
@Facade
public interface Attendances {

    /** So many are found at once. */
    int MOST_FOUND = 20;

    /** No picture is larger, in bytes. */
    int LARGEST_PICTURE = 12 * 1024 * 1024;

    /**
     * Lets in the guest whose door code that is. Of many who do so at once one is first, and the others are told of it.
     *
     * @param code as it was read or typed, perhaps on a keyboard that is set to Cyrillic
     */
    @Requires(Right.CHECK_IN)
    DoorAnswer scan(DialogueId dialogue, String code);

    /**
     * The door code that is on a picture, which is not kept: for cameras of browsers that read no codes themselves.
     *
     * @param picture JPEG or PNG, at most {@link #LARGEST_PICTURE}
     * @return empty when there is none, or a code of another kind
     * @throws org.shanyraq.crm.shared.TooLargeException when the picture is larger
     */
    @Requires(Right.CHECK_IN)
    Optional<String> readPicture(DialogueId dialogue, byte[] picture);

    /** Lets in a guest who was chosen by name, whatever the answer was. */
    @Requires(Right.CHECK_IN)
    DoorAnswer checkIn(DialogueId dialogue, InvitationId guest);

    /**
     * Lets in somebody whom a guest brings, with the guest or before.
     *
     * @param position {@link DoorCompanion#position}
     * @throws org.shanyraq.crm.shared.NotFoundException also when the guest brings fewer
     */
    @Requires(Right.CHECK_IN)
    DoorAnswer checkInCompanion(DialogueId dialogue, InvitationId guest, int position);

    /**
     * Lets in somebody who is not on the list. The same entry twice is one arrival.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link WalkIn} is broken
     */
    @Requires(Right.CHECK_IN)
    AttendanceView addWalkIn(DialogueId dialogue, WalkIn walkIn);

    /** Takes an arrival back, which was a mistake; one that was taken back stays so. */
    @Requires(Right.CHECK_IN)
    AttendanceView undo(DialogueId dialogue, AttendanceId id);

    /**
     * Says which contact a walk-in is. One who is on the list becomes a guest who came, with the post for which the guest is on it, and is no walk-in
     * any more. This can be done at any time, also after the dialogue.
     *
     * @throws org.shanyraq.crm.shared.ConflictException also when it is no walk-in, was taken back or is linked, when the contact is archived,
     *     or is noted as come already: see {@link #merge}
     */
    @Requires(Right.CHECK_IN)
    AttendanceView link(DialogueId dialogue, AttendanceId id, ContactId contact);

    /**
     * Says that a walk-in is a contact who is noted as come besides: one arrival stays, that of the contact, with the earlier of both times, and that
     * of the walk-in is taken back. Where nothing else is noted of the contact it is {@link #link}.
     *
     * @return the arrival that stays
     * @throws org.shanyraq.crm.shared.ConflictException as for {@link #link}
     */
    @Requires(Right.CHECK_IN)
    AttendanceView merge(DialogueId dialogue, AttendanceId id, ContactId contact);

    /**
     * Says that a walk-in is not the contact to whom it was linked: it is a walk-in again, of the same time, with the name that was typed as long as
     * that is kept. This can be done at any time.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when it was noted as no walk-in, was taken back, or is not linked
     */
    @Requires(Right.CHECK_IN)
    AttendanceView unlink(DialogueId dialogue, AttendanceId id);

    /**
     * Registers a new contact for a walk-in, internal or as sensitive as the dialogue when that is more, and links it. Needs
     * {@link Right#EDIT_CONTACTS} too.
     *
     * @throws org.shanyraq.crm.shared.ConflictException as for {@link #link}
     * @throws org.shanyraq.crm.shared.InvalidInputException when the name is none
     */
    @Requires(Right.CHECK_IN)
    AttendanceView register(DialogueId dialogue, AttendanceId id, PersonName name);

    /**
     * Guests of the list, and walk-ins who came, whose name the text fits, in whatever script, likeliest first.
     *
     * @return at most {@link #MOST_FOUND}
     */
    @Requires(Right.CHECK_IN)
    List<DoorGuest> find(DialogueId dialogue, String text);

    @Requires(Right.READ_DIALOGUES)
    DoorCount count(DialogueId dialogue);

    @Requires(Right.READ_DIALOGUES)
    AttendanceView get(DialogueId dialogue, AttendanceId id);

    /** The latest first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<AttendanceView> list(AttendanceQuery query, Paging paging);
}
