package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mails to the guests of a dialogue: whom they go to, how they read, and what became of them. */
@Controller("crmSendingController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests")
class SendingController {

    private static final int PAGE = 50;
    private static final String FORM = "crm/invitation/send";

    private final Sendings sendings;
    private final Invitations invitations;
    private final Templates templates;
    private final Dialogues dialogues;
    private final Redirects redirects;
    private final Clock clock;

    SendingController(
            Sendings sendings,
            Invitations invitations,
            Templates templates,
            Dialogues dialogues,
            Redirects redirects,
            Clock clock) {
        this.sendings = sendings;
        this.invitations = invitations;
        this.templates = templates;
        this.dialogues = dialogues;
        this.redirects = redirects;
        this.clock = clock;
    }

    @InitBinder
    void limitRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(1_000);
    }

    @GetMapping("/send")
    @Requires(Right.SEND_INVITATIONS)
    String startSending(
            @PathVariable DialogueId dialogueId,
            @RequestParam(defaultValue = "INVITATION") TemplateKind kind,
            Model model) {
        DialogueView dialogue = dialogues.get(dialogueId);
        RecipientList list = sendings.recipients(dialogueId, SendingDetails.now(kind));
        SendingForm form = SendingForm.of(
                kind,
                list.recipients(),
                dialogue.details().startsAt(),
                dialogue.details().zone(),
                clock.instant());
        model.addAttribute("form", form);
        return form(dialogue, form, list, model);
    }

    /**
     * Sends, or shows the mail to one guest, or sends it to the officer alone.
     *
     * @param preview the guest whose mail is shown; the page stays as it is
     * @param test the guest whose mail goes to the officer; the page stays as it is
     */
    @PostMapping("/send")
    @Requires(Right.SEND_INVITATIONS)
    String send(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") SendingForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable InvitationId preview,
            @RequestParam(required = false) @Nullable InvitationId test,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueView dialogue = dialogues.get(dialogueId);
        SendingDetails details = form.toDetails(dialogue.details().zone(), errors);
        List<Integer> sent = new ArrayList<>();
        if (details != null) {
            try {
                boolean done = Forms.accepted(errors, () -> {
                    if (preview != null) {
                        model.addAttribute("shown", preview);
                        model.addAttribute("preview", sendings.preview(dialogueId, details, preview));
                    } else if (test != null) {
                        model.addAttribute("tested", sendings.test(dialogueId, details, test));
                    } else {
                        sent.add(
                                form.isOnly()
                                        ? sendings.sendOnly(dialogueId, details, form.getMark(), form.guests())
                                        : sendings.send(dialogueId, details, form.getMark(), form.guests()));
                    }
                });
                if (done && !sent.isEmpty()) {
                    Flash.success(redirect, "crm.invitation.send.done", sent.get(0));
                    return redirects.to(GuestActs.path(dialogueId));
                }
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
            }
        }
        form(dialogue, form, sendings.recipients(dialogueId, usable(details, form.getKind())), model);
        return errors.hasErrors() ? Forms.again(response, FORM) : FORM;
    }

    /** Notes all who have no address as invited by letter, by telephone or by word of mouth. */
    @PostMapping("/send/otherwise")
    @Requires(Right.SEND_INVITATIONS)
    String inviteOtherwise(
            @PathVariable DialogueId dialogueId,
            @RequestParam String mark,
            @RequestParam(defaultValue = "false") boolean invited,
            RedirectAttributes redirect) {
        if (!invited) {
            Flash.warning(redirect, "crm.invitation.otherwise.unaddressed.tick");
            return redirects.to("/dialogues/" + dialogueId + "/guests/send");
        }
        try {
            Flash.success(redirect, "crm.invitation.otherwise.done", sendings.inviteOtherwise(dialogueId, mark));
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
        }
        return redirects.to(GuestActs.path(dialogueId));
    }

    /** Details for the list of recipients, which is shown also when the template is none any more. */
    private SendingDetails usable(@Nullable SendingDetails details, TemplateKind kind) {
        boolean known = details != null
                && (details.template() == null
                        || offered(kind).stream().anyMatch(option -> option.value()
                                .equals(details.template().toString())));
        return known && details != null ? details : SendingDetails.now(kind);
    }

    private String form(DialogueView dialogue, SendingForm form, RecipientList list, Model model) {
        form.setMark(list.mark());
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", "/dialogues/" + dialogue.id() + "/guests");
        model.addAttribute("kind", form.getKind());
        model.addAttribute("list", list);
        model.addAttribute("templates", offered(form.getKind()));
        return FORM;
    }

    private List<Option> offered(TemplateKind kind) {
        return templates.list(kind, Archived.WITHOUT, Paging.first(Paging.MAX_SIZE)).items().stream()
                .map(SendingController::option)
                .toList();
    }

    private static Option option(TemplateView template) {
        return new Option(template.id().toString(), template.details().name());
    }

    /** What guests wrote with their answers, for those who organise. */
    @GetMapping("/needs")
    @Requires(Right.SEND_INVITATIONS)
    String needs(@PathVariable DialogueId dialogueId, Model model) {
        model.addAttribute("dialogue", dialogues.get(dialogueId));
        model.addAttribute("needs", invitations.needs(dialogueId));
        return "crm/invitation/needs";
    }

    @GetMapping("/sendings")
    @Requires(Right.READ_DIALOGUES)
    String list(
            @PathVariable DialogueId dialogueId, @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("dialogue", dialogues.get(dialogueId));
        model.addAttribute("base", GuestActs.path(dialogueId));
        model.addAttribute("slice", sendings.list(dialogueId, new Paging(cursor, PAGE)));
        return "crm/invitation/sendings";
    }

    @PostMapping("/sendings/{id}/stop")
    @Requires(Right.SEND_INVITATIONS)
    String stop(@PathVariable DialogueId dialogueId, @PathVariable SendingId id, RedirectAttributes redirect) {
        try {
            Flash.success(redirect, "crm.invitation.sendings.stop.done", sendings.stop(dialogueId, id));
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
        }
        return redirects.to("/dialogues/" + dialogueId + "/guests/sendings");
    }
}
