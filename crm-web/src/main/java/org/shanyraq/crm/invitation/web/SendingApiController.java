package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.SendingView;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mails to the guests of a dialogue. */
@RestController("crmSendingApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/dialogues/{dialogueId}/guests/sendings")
class SendingApiController {

    private final Sendings sendings;
    private final ApiSupport api;

    SendingApiController(Sendings sendings, ApiSupport api) {
        this.sendings = sendings;
        this.api = api;
    }

    /**
     * Lists what was sent, the latest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<SendingView>> list(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(sendings.list(dialogueId, new Paging(cursor, size)), request);
    }

    /** Tells to how many guests a mail of each kind can go now. */
    @GetMapping("/due")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<Map<TemplateKind, Long>> due(@PathVariable DialogueId dialogueId) {
        return ResponseEntity.ok(sendings.due(dialogueId));
    }

    /**
     * Lists the guests to whom a mail can go now, with the mark that sending asks for.
     *
     * @param kind which mail; left out: the invitation
     * @param template of that kind; left out: the standard text
     */
    @GetMapping("/recipients")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<RecipientList> recipients(
            @PathVariable DialogueId dialogueId,
            @RequestParam(defaultValue = "invitation") TemplateKind kind,
            @RequestParam(required = false) @Nullable TemplateId template) {
        return ResponseEntity.ok(
                sendings.recipients(dialogueId, new SendingDetails(kind, template, null, null, false)));
    }

    /** Puts a mail for each of these guests into the queue, and makes those invited who were approved. The same call again is refused. */
    @PostMapping
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<DecidedBody> send(@PathVariable DialogueId dialogueId, @Valid @RequestBody SendingBody body) {
        String mark = Objects.requireNonNull(body.mark());
        int sent = body.only() == null
                ? sendings.send(dialogueId, body.details(), mark, body.leftOut())
                : sendings.sendOnly(dialogueId, body.details(), mark, Set.copyOf(body.only()));
        return ResponseEntity.ok(new DecidedBody(sent));
    }

    /** Takes back those mails that have not gone out; their guests are due for such a mail again. To send at another time, stop and send anew. */
    @PostMapping("/{id}/stop")
    @Requires(Right.SEND_INVITATIONS)
    DecidedBody stop(@PathVariable DialogueId dialogueId, @PathVariable SendingId id) {
        return new DecidedBody(sendings.stop(dialogueId, id));
    }

    /** Makes guests invited who were invited by letter, by telephone or by word of mouth: all that are named or none. */
    @PostMapping("/otherwise")
    @Requires(Right.SEND_INVITATIONS)
    DecidedBody inviteOtherwise(@PathVariable DialogueId dialogueId, @Valid @RequestBody ChosenGuestsBody body) {
        return new DecidedBody(sendings.inviteOtherwise(dialogueId, Objects.requireNonNull(body.guests())));
    }

    /**
     * Makes all guests invited otherwise who are approved and have no address that mails can be sent to, nor an assistant who has; the mark is that of
     * {@code unaddressed} in the list of recipients of an invitation.
     */
    @PostMapping("/otherwise/unaddressed")
    @Requires(Right.SEND_INVITATIONS)
    DecidedBody inviteUnaddressedOtherwise(
            @PathVariable DialogueId dialogueId, @Valid @RequestBody UnaddressedGuestsBody body) {
        return new DecidedBody(sendings.inviteOtherwise(dialogueId, Objects.requireNonNull(body.mark())));
    }
}
