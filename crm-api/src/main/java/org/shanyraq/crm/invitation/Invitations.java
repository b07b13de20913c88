package org.shanyraq.crm.invitation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The guest lists of dialogues. An invitation exists for those who may see both its dialogue and its contact; what lies outside the
 * officer's scope is in no list and no figure, and answers with {@link org.shanyraq.crm.shared.NotFoundException}. Which act is possible in
 * which state, and for whom, is said by {@link InvitationAct}.
 *
 * <p>All acts need a dialogue that is neither held nor cancelled nor archived, and are done to all guests that are named or to none;
 * guests who are in the wanted state already are passed over. They throw {@link org.shanyraq.crm.shared.ConflictException} when one of the
 * guests was changed since it was seen, is in a state in which the act is none, and when the officer is not one of those who may do it then.
 */
@Facade
public interface Invitations {

    /** So many guests are proposed or decided on at once. */
    int MOST_AT_ONCE = 1_000;

    /** Dialogues that begin so many days before or after another one compete with it for guests. */
    int RIVAL_DAYS = 7;

    /**
     * Proposes contacts, also those who were returned or removed before.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}, of the dialogue's mission
     * @param foundBy the saved query by which they were found, if any: each is proposed in the post for which it finds them
     * @throws org.shanyraq.crm.shared.ConflictException also when one of them is archived
     */
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests propose(DialogueId dialogue, List<ContactId> contacts, @Nullable SegmentId foundBy);

    /** {@link #propose(DialogueId, List, SegmentId)} of contacts who were chosen one by one. */
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests propose(DialogueId dialogue, List<ContactId> contacts);

    /**
     * Proposes all living contacts of the dialogue's mission whom a tag, a list or a saved query gives now, each in the post for which it is
     * found. Those who were returned or removed before are left off.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when there are more than {@link #MOST_AT_ONCE}; nothing is done then
     */
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests proposeSegment(DialogueId dialogue, SegmentId segment);

    /**
     * What the guests of a dialogue, or of the one that it was made like, were chosen from: the tags, lists and saved queries that were proposed as a whole
     * and that the officer may see, in that order.
     */
    @Requires(Right.READ_DIALOGUES)
    List<GuestSource> sources(DialogueId dialogue);

    /**
     * {@link #proposeSegment} of all {@link #sources} that are not archived: whom they find by now, each once.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when more than {@link #MOST_AT_ONCE} are found; nothing is done then
     * @throws org.shanyraq.crm.shared.ConflictException also when there are none
     */
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests proposeSources(DialogueId dialogue);

    /**
     * Forgets that guests were chosen from a segment. The guests stay.
     *
     * @return what was known of it
     * @throws org.shanyraq.crm.shared.NotFoundException also when they were not
     */
    @Requires(Right.PROPOSE_GUESTS)
    GuestSource forgetSource(DialogueId dialogue, SegmentId segment);

    /**
     * Proposes all living contacts who are approved as guests of another dialogue, each in the post held now. Those who were returned or
     * removed before are left off.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when there are more than {@link #MOST_AT_ONCE}; nothing is done then
     */
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests proposeGuestsOf(DialogueId dialogue, DialogueId earlier);

    /**
     * Approves guests whom somebody else proposed.
     *
     * @param guests at most {@link #MOST_AT_ONCE}
     * @throws org.shanyraq.crm.shared.ConflictException also when one of them is archived by now
     * @return how many were not approved before
     */
    @Requires(Right.APPROVE_GUESTS)
    int approve(DialogueId dialogue, List<SeenGuest> guests);

    /**
     * Approves all guests who are proposed, but those whom the officer proposed and those who are archived.
     *
     * @param mark {@link GuestListView.Decidable#mark} of the list that the officer saw
     * @return how many were approved
     * @throws org.shanyraq.crm.shared.ConflictException also when others are proposed by now, since the officer decides on what was seen
     */
    @Requires(Right.APPROVE_GUESTS)
    int approveAll(DialogueId dialogue, String mark);

    /**
     * Returns guests whom somebody else proposed.
     *
     * @param guests at most {@link #MOST_AT_ONCE}
     * @param remark at most 500 characters
     * @return how many were not returned before
     * @throws org.shanyraq.crm.shared.InvalidInputException without a remark when the reason is {@link ReturnReason#OTHER}
     */
    @Requires(Right.APPROVE_GUESTS)
    int giveBack(DialogueId dialogue, List<SeenGuest> guests, ReturnReason reason, @Nullable String remark);

    /**
     * Takes guests off the list.
     *
     * @param guests at most {@link #MOST_AT_ONCE}
     * @return how many were not removed before
     */
    @Requires(Right.PROPOSE_GUESTS)
    int remove(DialogueId dialogue, List<SeenGuest> guests);

    /**
     * Takes invitations back: mails that were not sent are not sent any more. Those who were written to are told by a cancellation, see
     * {@link Sendings}.
     *
     * @param guests at most {@link #MOST_AT_ONCE}
     * @return how many were not withdrawn before
     */
    @Requires(Right.SEND_INVITATIONS)
    int withdraw(DialogueId dialogue, List<SeenGuest> guests);

    /**
     * Notes what guests answered otherwise than behind their links, for example by telephone.
     *
     * @param guests at most {@link #MOST_AT_ONCE}, who are invited
     * @return how many have another state than before; who accepts when there is no seat waits for one
     */
    @Requires(Right.SEND_INVITATIONS)
    int answer(DialogueId dialogue, List<SeenGuest> guests, GuestReply reply);

    /**
     * Notes what a guest answered otherwise than behind the link, and whom the guest brings: of these officers may note up to
     * {@link GuestTerms#MOST_COMPANIONS}, whatever the terms say.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link Company} is broken
     * @throws org.shanyraq.crm.shared.ConflictException also when there are too few seats for all and that is to be told
     */
    @Requires(Right.SEND_INVITATIONS)
    void answer(DialogueId dialogue, SeenGuest guest, GuestReply reply, Company company, Shortage shortage);

    /**
     * Notes that a guest wants to send somebody in their place, as it was said otherwise than behind the link.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link DelegateDetails} is broken
     */
    @Requires(Right.SEND_INVITATIONS)
    void askDelegate(DialogueId dialogue, SeenGuest guest, DelegateDetails delegate);

    /**
     * Whom a guest wants to send.
     *
     * @throws org.shanyraq.crm.shared.NotFoundException also when the guest asks for nothing of the kind
     */
    @Requires(Right.SEND_INVITATIONS)
    DelegateRequest delegateRequest(DialogueId dialogue, InvitationId guest);

    /**
     * Agrees that somebody comes in the place of a guest: that contact is a guest then, with the seat that was kept, and both are told by mail.
     *
     * @param contact who it is, of the dialogue's mission
     * @return the invitation of whoever comes
     * @throws org.shanyraq.crm.shared.ConflictException also when the contact is a guest of the dialogue already or archived, and when there is no
     *     seat
     */
    @Requires(Right.SEND_INVITATIONS)
    InvitationId confirmDelegate(DialogueId dialogue, SeenGuest guest, ContactId contact);

    /** {@link #confirmDelegate(DialogueId, SeenGuest, ContactId)} of somebody who is registered as a contact by that name, with the address that the guest gave. */
    @Requires(Right.SEND_INVITATIONS)
    InvitationId confirmDelegate(DialogueId dialogue, SeenGuest guest, PersonName name);

    /**
     * Does not agree. The guest is told by mail, and asked anew; the seat that was kept is given back.
     *
     * @param reason which the guest reads, at most 500 characters
     * @throws org.shanyraq.crm.shared.InvalidInputException without a reason
     */
    @Requires(Right.SEND_INVITATIONS)
    void refuseDelegate(DialogueId dialogue, SeenGuest guest, String reason);

    /**
     * Says how many people guests may bring, other than the terms say. Whom they bring by now stays.
     *
     * @param guests at most {@link #MOST_AT_ONCE}, in whatever state
     * @param companions 0 to {@link GuestTerms#MOST_COMPANIONS}; null: as many as the terms say
     * @return for how many it is other than before
     */
    @Requires(Right.KEEP_GUESTS)
    int allowCompanions(DialogueId dialogue, List<SeenGuest> guests, @Nullable Integer companions);

    /**
     * Whom guests bring. Their names are forgotten two weeks after the dialogue, when it is cancelled, and when the guest declines.
     *
     * @param guests at most {@link Paging#MAX_SIZE}; those who bring nobody are missing in the answer
     */
    @Requires(Right.KEEP_GUESTS)
    Map<InvitationId, List<Companion>> companions(DialogueId dialogue, List<InvitationId> guests);

    /**
     * Says how much the host wants guests to come, which matters where free seats are offered {@link WaitingOrder#BY_CLASS}.
     *
     * @param guests at most {@link #MOST_AT_ONCE}, in whatever state
     * @return how many are of another class than before
     */
    @Requires(Right.KEEP_GUESTS)
    int rank(DialogueId dialogue, List<SeenGuest> guests, GuestClass guestClass);

    /** On which terms the guests of a dialogue get their seats. */
    @Requires(Right.READ_DIALOGUES)
    GuestTerms terms(DialogueId dialogue);

    /**
     * Says so. What was offered or given before stays.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link GuestTerms} is broken
     */
    @Requires(Right.KEEP_GUESTS)
    void setTerms(DialogueId dialogue, GuestTerms terms);

    /**
     * What guests wrote with their answers, by name; those who wrote nothing are left out. What they eat and need is forgotten two weeks after the
     * dialogue, and when they decline.
     *
     * @return at most {@link #MOST_AT_ONCE}
     */
    @Requires(Right.SEND_INVITATIONS)
    List<GuestNeed> needs(DialogueId dialogue);

    @Requires(Right.READ_DIALOGUES)
    InvitationView get(DialogueId dialogue, InvitationId id);

    /** Those of them that exist for the officer, by name; at most {@link Paging#MAX_SIZE} at once. */
    @Requires(Right.READ_DIALOGUES)
    List<InvitationView> getAll(DialogueId dialogue, List<InvitationId> ids);

    /** By name. */
    @Requires(Right.READ_DIALOGUES)
    Slice<InvitationView> list(InvitationQuery query, Paging paging);

    /**
     * A guest list as its page shows it, in as many statements for a thousand guests as for ten.
     *
     * @param paging at most {@link Paging#MAX_SIZE} guests
     */
    @Requires(Right.READ_DIALOGUES)
    GuestListPage open(InvitationQuery query, Paging paging);

    /** How many {@link #list} would give in all. */
    @Requires(Right.READ_DIALOGUES)
    long count(InvitationQuery query);

    /** What the guest list of a dialogue is made up of, as it stands beside the list. */
    @Requires(Right.READ_DIALOGUES)
    GuestMix mix(DialogueId dialogue);

    /** The guest list of a dialogue in figures. */
    @Requires(Right.READ_DIALOGUES)
    GuestListView guestList(DialogueId dialogue);

    /**
     * What the guest list would be made up of with more contacts on it.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}; those who are on the list, are archived or do not exist for the officer add nothing
     * @param foundBy the saved query for which they are wanted, which says in which of their posts; null: in the first
     * @throws org.shanyraq.crm.shared.InvalidInputException when there are more
     */
    @Requires(Right.READ_DIALOGUES)
    GuestBalance balance(DialogueId dialogue, List<ContactId> contacts, @Nullable SegmentId foundBy);

    /**
     * Whether contacts are on the guest list of a dialogue, or were.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}; those who never were are missing in the answer
     */
    @Requires(Right.READ_DIALOGUES)
    Map<ContactId, InvitationState> states(DialogueId dialogue, List<ContactId> contacts);

    /**
     * For what else contacts are wanted about the time of a dialogue.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}; those who are wanted for nothing else are missing in the answer
     */
    @Requires(Right.READ_DIALOGUES)
    Map<ContactId, List<Booking>> bookings(DialogueId dialogue, List<ContactId> contacts);

    /**
     * The speakers of a dialogue who are wanted elsewhere at that time, as speakers or as guests, in the order of the programme: of a dialogue that is neither held nor
     * cancelled nor archived, and as far as the officer may see speakers and other dialogues. It is a warning, and refuses nothing.
     */
    @Requires(Right.READ_DIALOGUES)
    List<BookedSpeaker> bookedSpeakers(DialogueId dialogue);

    /**
     * Of how many dialogues before that one contacts were guests.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}; those of none are missing in the answer
     */
    @Requires(Right.READ_DIALOGUES)
    Map<ContactId, EarlierDialogues> earlier(DialogueId dialogue, List<ContactId> contacts);

    /** On which guest lists a contact is or was, the dialogue that begins last first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<ContactInvitation> of(ContactId contact, Paging paging);
}
