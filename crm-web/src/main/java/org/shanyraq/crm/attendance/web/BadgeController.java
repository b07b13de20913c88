package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.BadgeLayout;
import org.shanyraq.crm.attendance.BadgeOrder;
import org.shanyraq.crm.attendance.BadgePart;
import org.shanyraq.crm.attendance.Badges;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Download;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
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

/** Badges of the guests of a dialogue: how they look, of whom, and the file to print. */
@Controller("crmBadgeController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/badges")
class BadgeController {

    private static final String PDF = "application/pdf";

    private final Badges badges;
    private final Attendances attendances;
    private final Invitations invitations;
    private final Dialogues dialogues;
    private final Redirects redirects;
    private final PageSupport page;

    BadgeController(
            Badges badges,
            Attendances attendances,
            Invitations invitations,
            Dialogues dialogues,
            Redirects redirects,
            PageSupport page) {
        this.badges = badges;
        this.attendances = attendances;
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.redirects = redirects;
        this.page = page;
    }

    /** @param guest for one guest alone */
    @GetMapping
    @Requires(Right.CHECK_IN)
    String open(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable InvitationId guest,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("dialogue", dialogues.get(dialogueId));
        model.addAttribute("base", base(dialogueId));
        model.addAttribute("count", badges.count(dialogueId));
        model.addAttribute("one", guest);
        model.addAttribute(
                "slice",
                guest == null
                        ? invitations.list(
                                InvitationQuery.of(dialogueId).withState(InvitationState.ACCEPTED),
                                new Paging(cursor, Paging.MAX_SIZE))
                        : new Slice<>(List.of(invitations.get(dialogueId, guest)), null));
        model.addAttribute(
                "walkIns",
                guest == null && cursor == null
                        ? attendances
                                .list(
                                        new AttendanceQuery(dialogueId, null, true, false, false),
                                        Paging.first(Paging.MAX_SIZE))
                                .items()
                        : List.of());
        model.addAttribute("layouts", BadgeLayout.values());
        model.addAttribute("parts", BadgePart.values());
        return "crm/attendance/badges";
    }

    private static String base(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/badges";
    }

    /** @param all of all who said that they come, whoever is ticked */
    @PostMapping
    @Requires(Right.CHECK_IN)
    @Nullable
    String print(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") BadgeForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletResponse response,
            RedirectAttributes redirect)
            throws IOException {
        if (!all && form.guests().isEmpty() && form.walkIns().isEmpty()) {
            Flash.warning(redirect, "crm.invitation.act.nobody");
            return redirects.to(base(dialogueId));
        }
        BadgeOrder order = new BadgeOrder(
                form.layout(),
                form.parts(),
                all ? List.of() : form.guests(),
                all ? List.of() : form.walkIns(),
                page.language(),
                names(Circle.values(), "crm.organisation.circle."),
                names(PostRole.values(), "crm.organisation.role."));
        try {
            Download.of("badges.pdf", PDF).send(response, out -> badges.write(dialogueId, order, out));
            return null;
        } catch (InvalidInputException none) {
            Violation first = none.violations().get(0);
            Flash.warning(redirect, first.key(), Badges.MOST);
            return redirects.to(base(dialogueId));
        }
    }

    private <E extends Enum<E>> Map<E, String> names(E[] constants, String prefix) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(one -> one, one -> page.message(prefix + page.code(one))));
    }
}
