package org.shanyraq.crm.invitation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Mails to the guests of a dialogue. What lies outside the officer's scope does not exist here, as in {@link Invitations}: nobody writes to
 * guests whom they may not see.
 *
 * <p>Who gets a mail of a kind:
 *
 * <ul>
 *   <li>an invitation: who is approved, while the dialogue is being invited to and has not begun; it makes them invited;
 *   <li>a reminder: who is invited, by a mail or otherwise, and has not answered;
 *   <li>a notice of a change: who is invited, by a mail that went out or otherwise, and was told another theme, time, place, link or programme than
 *       there is now;
 *   <li>a cancellation: who was written to, or invited otherwise, and whose invitation was withdrawn, or whose dialogue was cancelled, once.
 * </ul>
 */
@Facade
public interface Sendings {

    /** How many guests a mail of each kind can go to now, zeros among them. */
    @Requires(Right.READ_DIALOGUES)
    Map<TemplateKind, Long> due(DialogueId dialogue);

    /**
     * The guests to whom a mail of that kind can go now.
     *
     * @param details as far as they are known; of these the kind and the template matter
     */
    @Requires(Right.SEND_INVITATIONS)
    RecipientList recipients(DialogueId dialogue, SendingDetails details);

    /**
     * The mail as one of the guests would get it.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #send}
     */
    @Requires(Right.SEND_INVITATIONS)
    MailPreview preview(DialogueId dialogue, SendingDetails details, InvitationId guest);

    /**
     * Sends the mail that one of the guests would get to the acting officer instead, with a link that opens nothing.
     *
     * @return the address that it goes to
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #send}
     * @throws org.shanyraq.crm.shared.ConflictException when the officer's address is not known
     */
    @Requires(Right.SEND_INVITATIONS)
    String test(DialogueId dialogue, SendingDetails details, InvitationId guest);

    /**
     * Puts a mail for each guest into the queue, and makes those invited who were approved.
     *
     * @param mark {@link RecipientList#mark()} of the list that the officer saw
     * @param without those of them who are left out
     * @return to how many guests it goes
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link SendingDetails} is broken, the template is of another
     *     kind, archived or none, or a reminder names no time until which answers are awaited and that of some of the guests is over by then
     * @throws org.shanyraq.crm.shared.ConflictException when these are not the guests any more, since the officer decides on what was seen,
     *     when nobody is left, and when guests could not reach their pages
     */
    @Requires(Right.SEND_INVITATIONS)
    int send(DialogueId dialogue, SendingDetails details, String mark, Set<InvitationId> without);

    /**
     * Makes guests invited who were invited otherwise than by a mail of the CRM: by letter, by telephone, by word of mouth. They were told then
     * what was so at that time: of later changes mails tell them.
     *
     * @param named guests who are approved, as they were seen; those who are invited already are passed over
     * @return how many became invited
     * @throws org.shanyraq.crm.shared.InvalidInputException when there are more than {@link Invitations#MOST_AT_ONCE}
     * @throws org.shanyraq.crm.shared.ConflictException when the dialogue is not being invited to, or one of them has changed meanwhile, is not
     *     approved or is archived; nothing is done then
     */
    @Requires(Right.SEND_INVITATIONS)
    int inviteOtherwise(DialogueId dialogue, List<SeenGuest> named);

    /**
     * {@link #inviteOtherwise(DialogueId, List)} of all guests who are approved and have no address that mails can be sent to, nor an assistant who has.
     *
     * @param mark {@link RecipientList.Unaddressed#mark} of the list of recipients of an invitation that the officer saw
     * @throws org.shanyraq.crm.shared.ConflictException also when these are not the guests any more, since the officer decides on what was seen
     */
    @Requires(Right.SEND_INVITATIONS)
    int inviteOtherwise(DialogueId dialogue, String mark);

    /**
     * {@link #send} to some of the guests alone.
     *
     * @param only those who are written to
     */
    @Requires(Right.SEND_INVITATIONS)
    int sendOnly(DialogueId dialogue, SendingDetails details, String mark, Set<InvitationId> only);

    /**
     * Takes those mails of a sending back that have not gone out, and are not on their way at this moment. The guests know what they knew before: they
     * are due for such a mail again. To send at another time, stop it and send anew.
     *
     * @return how many mails were taken back to guests whom the officer may see; 0 when it was stopped before
     * @throws org.shanyraq.crm.shared.ConflictException when there are none, or the system sent it by itself
     */
    @Requires(Right.SEND_INVITATIONS)
    int stop(DialogueId dialogue, SendingId sending);

    /** What was sent to guests of a dialogue, the latest first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<SendingView> list(DialogueId dialogue, Paging paging);
}
