package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.web.PersonNameForm;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.DelegateRequest;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom a guest wants to send in their place: noted for the guest, and decided on. */
@Controller("crmDelegateController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests/{id}/delegate")
class DelegateController {

    /** Those of the page that say themselves what is wrong with them. */
    private static final Set<String> FIELDS = Set.of("name", "position", "email", "given", "family", "reason");

    private final Invitations invitations;
    private final Dialogues dialogues;
    private final Redirects redirects;

    DelegateController(Invitations invitations, Dialogues dialogues, Redirects redirects) {
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.SEND_INVITATIONS)
    String show(@PathVariable DialogueId dialogueId, @PathVariable InvitationId id, Model model) {
        return shown(dialogueId, id, model);
    }

    private String shown(DialogueId dialogue, InvitationId id, Model model) {
        InvitationView guest = invitations.get(dialogue, id);
        model.addAttribute("dialogue", dialogues.get(dialogue));
        model.addAttribute("base", GuestActs.path(dialogue));
        model.addAttribute("guest", guest);
        if (guest.state() == InvitationState.DELEGATING) {
            DelegateRequest request = invitations.delegateRequest(dialogue, id);
            model.addAttribute("request", request);
            if (!model.containsAttribute("fresh")) {
                model.addAttribute("fresh", PersonNameForm.of(request.name()));
            }
        }
        return "crm/invitation/delegate";
    }

    /** Notes what was said by telephone. */
    @PostMapping
    @Requires(Right.SEND_INVITATIONS)
    String ask(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String email,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Map<String, String> sent = new HashMap<>();
        sent.put("name", name);
        sent.put("position", Objects.requireNonNullElse(position, ""));
        sent.put("email", Objects.requireNonNullElse(email, ""));
        model.addAttribute("sent", sent);
        return done(
                dialogueId,
                id,
                "crm.invitation.delegate.asked",
                model,
                redirect,
                response,
                () -> invitations.askDelegate(
                        dialogueId, new SeenGuest(id, version), new DelegateDetails(name, position, email)));
    }

    /** @param contact empty for somebody who is registered by that name */
    @PostMapping("/confirm")
    @Requires(Right.SEND_INVITATIONS)
    String confirm(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable UUID contact,
            @ModelAttribute("fresh") PersonNameForm fresh,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        SeenGuest guest = new SeenGuest(id, version);
        model.addAttribute("chosen", Objects.toString(contact, ""));
        return done(dialogueId, id, "crm.invitation.delegate.confirmed", model, redirect, response, () -> {
            if (contact != null) {
                invitations.confirmDelegate(dialogueId, guest, new ContactId(contact));
                return;
            }
            try {
                invitations.confirmDelegate(dialogueId, guest, fresh.name());
            } catch (InvalidInputException wrong) {
                PersonNameForm.reject(errors, wrong);
                throw wrong;
            }
        });
    }

    @PostMapping("/refuse")
    @Requires(Right.SEND_INVITATIONS)
    String refuse(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable String reason,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        model.addAttribute("reason", reason);
        return done(
                dialogueId,
                id,
                "crm.invitation.delegate.refused",
                model,
                redirect,
                response,
                () -> invitations.refuseDelegate(
                        dialogueId, new SeenGuest(id, version), Objects.requireNonNullElse(reason, "")));
    }

    private String done(
            DialogueId dialogue,
            InvitationId id,
            String told,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Runnable act) {
        try {
            act.run();
            Flash.success(redirect, told);
            return redirects.to(GuestActs.path(dialogue));
        } catch (ConflictException refused) {
            model.addAttribute(
                    "refusal",
                    Violation.of("", refused.key(), refused.arguments().toArray()));
            response.setStatus(HttpStatus.CONFLICT.value());
            return shown(dialogue, id, model);
        } catch (InvalidInputException wrong) {
            Violation first = wrong.violations().get(0);
            boolean atField =
                    FIELDS.contains(first.field().substring(first.field().lastIndexOf('.') + 1));
            model.addAttribute(atField ? "wrongAt" : "refusal", first);
            return Forms.again(response, shown(dialogue, id, model));
        }
    }
}
