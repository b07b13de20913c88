package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom a guest brings, as officers see it and note it for the guest. */
@Controller("crmCompanyController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests/{id}/company")
class CompanyController {

    private final Invitations invitations;
    private final Dialogues dialogues;
    private final Redirects redirects;

    CompanyController(Invitations invitations, Dialogues dialogues, Redirects redirects) {
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.KEEP_GUESTS)
    String show(@PathVariable DialogueId dialogueId, @PathVariable InvitationId id, Model model) {
        InvitationView guest = invitations.get(dialogueId, id);
        return shown(
                guest,
                TypedCompany.of(invitations.companions(dialogueId, List.of(id)).getOrDefault(id, List.of())),
                model);
    }

    private String shown(InvitationView guest, TypedCompany typed, Model model) {
        model.addAttribute("dialogue", dialogues.get(guest.dialogue()));
        model.addAttribute("base", "/dialogues/" + guest.dialogue() + "/guests");
        model.addAttribute("guest", guest);
        model.addAttribute("company", typed);
        model.addAttribute("most", GuestTerms.MOST_COMPANIONS);
        model.addAttribute("replies", List.of(GuestReply.ACCEPT, GuestReply.HESITATE));
        model.addAttribute("shortages", Shortage.values());
        return "crm/invitation/company";
    }

    @PostMapping
    @Requires(Right.SEND_INVITATIONS)
    String note(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @RequestParam long version,
            @RequestParam GuestReply reply,
            @RequestParam(defaultValue = "TELL") Shortage shortage,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        TypedCompany typed = TypedCompany.of(request);
        InvitationView guest = invitations.get(dialogueId, id);
        try {
            invitations.answer(
                    dialogueId,
                    new SeenGuest(id, version),
                    reply,
                    Objects.requireNonNullElse(typed.company(), Company.NONE),
                    shortage);
            Flash.success(redirect, "crm.invitation.company.done", guest.contactName());
            return redirects.to(GuestActs.path(dialogueId));
        } catch (ConflictException refused) {
            model.addAttribute(
                    "refusal",
                    Violation.of("", refused.key(), refused.arguments().toArray()));
            response.setStatus(HttpStatus.CONFLICT.value());
            return shown(guest, typed, model);
        } catch (InvalidInputException wrong) {
            model.addAttribute("refusal", wrong.violations().get(0));
            return Forms.again(response, shown(guest, typed, model));
        }
    }
}
