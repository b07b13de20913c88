package org.shanyraq.crm.invitation.web;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.CalendarAnswerId;
import org.shanyraq.crm.invitation.CalendarAnswerQuery;
import org.shanyraq.crm.invitation.CalendarAnswerState;
import org.shanyraq.crm.invitation.CalendarAnswers;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Answers that guests gave in their calendars, and what is decided on those that were not taken by themselves. */
@Controller("crmCalendarAnswerController")
@RequestMapping("${crm.web.base-path:/crm}" + CalendarAnswerController.PATH)
class CalendarAnswerController {

    static final String PATH = "/mails/replies";

    private static final int PAGE = 50;

    private final CalendarAnswers answers;
    private final Redirects redirects;

    CalendarAnswerController(CalendarAnswers answers, Redirects redirects) {
        this.answers = answers;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.SEND_INVITATIONS)
    String list(
            @RequestParam(defaultValue = "OPEN") CalendarAnswerState state,
            @RequestParam(required = false) @Nullable DialogueId dialogue,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        Map<CalendarAnswerState, Long> figures = new EnumMap<>(CalendarAnswerState.class);
        for (CalendarAnswerState each : CalendarAnswerState.values()) {
            figures.put(each, answers.count(new CalendarAnswerQuery(each, dialogue)));
        }
        model.addAttribute("slice", answers.list(new CalendarAnswerQuery(state, dialogue), new Paging(cursor, PAGE)));
        model.addAttribute("state", state);
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("figures", figures);
        return "crm/invitation/replies";
    }

    @PostMapping("/{id}/take")
    @Requires(Right.SEND_INVITATIONS)
    String take(@PathVariable CalendarAnswerId id, @RequestParam long version, RedirectAttributes redirect) {
        return decided(redirect, "crm.invitation.replies.taken", () -> answers.take(id, version));
    }

    @PostMapping("/{id}/set-aside")
    @Requires(Right.SEND_INVITATIONS)
    String setAside(
            @PathVariable CalendarAnswerId id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable String remark,
            RedirectAttributes redirect) {
        return decided(redirect, "crm.invitation.replies.aside", () -> answers.setAside(id, version, remark));
    }

    private String decided(RedirectAttributes redirect, String done, Runnable act) {
        try {
            act.run();
            Flash.success(redirect, done);
        } catch (ConflictException refused) {
            Flash.warning(
                    redirect,
                    refused.key(),
                    refused.arguments().stream().map(Object::toString).toArray(Serializable[]::new));
        } catch (InvalidInputException refused) {
            Flash.warning(redirect, refused.violations().get(0).key(), "500");
        }
        return redirects.to(PATH);
    }
}
