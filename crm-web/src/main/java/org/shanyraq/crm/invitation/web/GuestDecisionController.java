package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is decided about guests of a dialogue, and noted of them, for one or for many who are ticked. */
@Controller("crmGuestDecisionController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests")
class GuestDecisionController {

    private final Invitations invitations;
    private final Sendings sendings;
    private final Dialogues dialogues;
    private final Redirects redirects;
    private final GuestActs acts;

    GuestDecisionController(
            Invitations invitations, Sendings sendings, Dialogues dialogues, Redirects redirects, GuestActs acts) {
        this.invitations = invitations;
        this.sendings = sendings;
        this.dialogues = dialogues;
        this.redirects = redirects;
        this.acts = acts;
    }

    @PostMapping("/approve")
    @Requires(Right.APPROVE_GUESTS)
    String approve(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.approve.done",
                GuestActs.ticked(chosen),
                guests -> invitations.approve(dialogueId, guests));
    }

    /** @param mark of the proposals that the page showed */
    @PostMapping("/approve-all")
    @Requires(Right.APPROVE_GUESTS)
    String approveAll(@PathVariable DialogueId dialogueId, @RequestParam String mark, RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                new GuestFilter(),
                redirect,
                "crm.invitation.approve.done",
                () -> invitations.approveAll(dialogueId, mark));
    }

    @PostMapping("/remove")
    @Requires(Right.PROPOSE_GUESTS)
    String remove(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.remove.done",
                GuestActs.ticked(chosen),
                guests -> invitations.remove(dialogueId, guests));
    }

    /** Notes what guests answered by telephone or by word. */
    @PostMapping("/answer")
    @Requires(Right.SEND_INVITATIONS)
    String answer(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam GuestReply reply,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.answer.done",
                GuestActs.ticked(chosen),
                guests -> invitations.answer(dialogueId, guests, reply));
    }

    /** Says how much the host wants guests to come. */
    @PostMapping("/class")
    @Requires(Right.KEEP_GUESTS)
    String rank(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam GuestClass guestClass,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.class.done",
                GuestActs.ticked(chosen),
                guests -> invitations.rank(dialogueId, guests, guestClass));
    }

    /** Says on which terms guests get their seats. */
    @PostMapping("/terms")
    @Requires(Right.KEEP_GUESTS)
    String setTerms(
            @PathVariable DialogueId dialogueId,
            @RequestParam WaitingOrder waitingOrder,
            @RequestParam(defaultValue = "0") int companions,
            @RequestParam(defaultValue = "false") boolean unnamed,
            RedirectAttributes redirect) {
        return acts.decided(dialogueId, new GuestFilter(), redirect, "crm.invitation.terms.done", () -> {
            invitations.setTerms(dialogueId, new GuestTerms(waitingOrder, companions, unnamed));
            return 1;
        });
    }

    /** Notes who was invited by letter, by telephone or by word of mouth. */
    @PostMapping("/otherwise")
    @Requires(Right.SEND_INVITATIONS)
    String inviteOtherwise(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.otherwise.done",
                GuestActs.ticked(chosen),
                guests -> sendings.inviteOtherwise(dialogueId, guests));
    }

    /** Says how many people guests may bring; empty for as many as the terms say. */
    @PostMapping("/allowance")
    @Requires(Right.KEEP_GUESTS)
    String allowCompanions(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "allowed", required = false) @Nullable Integer allowed,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.allowance.done",
                GuestActs.ticked(chosen),
                guests -> invitations.allowCompanions(dialogueId, guests, allowed));
    }

    @PostMapping("/withdraw")
    @Requires(Right.SEND_INVITATIONS)
    String withdraw(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return acts.decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.withdraw.done",
                GuestActs.ticked(chosen),
                guests -> invitations.withdraw(dialogueId, guests));
    }

    /** @param ask whether the page is to ask for the reason first */
    @PostMapping("/return")
    @Requires(Right.APPROVE_GUESTS)
    String giveBack(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") ReturnForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "false") boolean ask,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (GuestActs.ticked(form.guests()).isEmpty()) {
            return acts.nobody(dialogueId, new GuestFilter(), redirect);
        }
        if (ask) {
            return returning(dialogueId, form, model);
        }
        ReturnReason reason = form.getReason();
        if (reason == null) {
            errors.rejectValue("reason", "crm.invitation.error.reason");
        } else {
            try {
                boolean done = Forms.accepted(
                        errors,
                        () -> Flash.success(
                                redirect,
                                "crm.invitation.return.done",
                                invitations.giveBack(dialogueId, form.guests(), reason, form.getRemark())));
                if (done) {
                    return redirects.to(GuestActs.path(dialogueId));
                }
            } catch (ConflictException refused) {
                GuestActs.warn(redirect, refused.key(), refused.arguments());
                return redirects.to(GuestActs.path(dialogueId));
            }
        }
        return Forms.again(response, returning(dialogueId, form, model));
    }

    private String returning(DialogueId dialogue, ReturnForm form, Model model) {
        model.addAttribute("dialogue", dialogues.get(dialogue));
        model.addAttribute("base", GuestActs.path(dialogue));
        model.addAttribute("returned", invitations.getAll(dialogue, form.ids()));
        model.addAttribute("seen", form.guests());
        model.addAttribute("reasons", ReturnReason.values());
        return "crm/invitation/return";
    }
}
