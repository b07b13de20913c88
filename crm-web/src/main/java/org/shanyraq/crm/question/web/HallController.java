package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.HallAddress;
import org.shanyraq.crm.question.HallTerms;
import org.shanyraq.crm.question.HallView;
import org.shanyraq.crm.question.Halls;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Htmx;
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

/**
 * The hall of a dialogue for who moderates it: what guests sent, what is shown of it, in which order, and on which terms they take part. Each act is a form;
 * with script it answers with the queue as it is then.
 */
@Controller("crmHallController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/hall")
class HallController {

    private static final String VIEW = "crm/question/hall";
    private static final String PANEL = "crm/question/hall :: panel";
    private static final long MOST_COUNTED = 1_000;
    private static final String QUEUE = "crm/question/hall :: queue";

    private final Halls halls;
    private final Questions questions;
    private final Dialogues dialogues;
    private final LiveHub live;
    private final OutsideAddress outside;
    private final Redirects redirects;

    HallController(
            Halls halls,
            Questions questions,
            Dialogues dialogues,
            LiveHub live,
            OutsideAddress outside,
            Redirects redirects) {
        this.halls = halls;
        this.questions = questions;
        this.dialogues = dialogues;
        this.live = live;
        this.outside = outside;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.CAPTURE_QUESTIONS)
    String open(
            @PathVariable DialogueId dialogueId,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            Model model) {
        if (Htmx.isFragment(request)) {
            return queue(dialogueId, sort, model);
        }
        model.addAttribute("dialogue", dialogues.get(dialogueId));
        Optional<HallView> hall = halls.find(dialogueId);
        model.addAttribute("hall", hall.orElse(null));
        model.addAttribute("terms", hall.map(HallView::terms).orElse(HallTerms.USUAL));
        hall.ifPresent(known -> {
            model.addAttribute("guests", outside.ofGuests(request) + known.guests());
            model.addAttribute("wall", outside.ofWall(request) + known.wall());
            model.addAttribute("code", code(halls.picture(dialogueId, outside.ofGuests(request))));
        });
        queue(dialogueId, sort, model);
        return VIEW;
    }

    /** As a part of the page: what opens the guests' page has no address of its own. */
    private static String code(String svg) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    private String queue(DialogueId id, ModeratorQueue.Sort sort, Model model) {
        model.addAttribute("base", base(id));
        model.addAttribute("sort", sort);
        model.addAttribute("sorts", ModeratorQueue.Sort.values());
        model.addAttribute("reasons", DeclineReason.values());
        model.addAttribute("queue", ModeratorQueue.of(questions.running(id), halls.reports(id), sort));
        return QUEUE;
    }

    /** On the page of the dialogue. */
    @GetMapping("/panel")
    @Requires(Right.CAPTURE_QUESTIONS)
    String panel(@PathVariable DialogueId dialogueId, HttpServletRequest request, Model model) {
        if (!Htmx.isFragment(request)) {
            return open(dialogueId, ModeratorQueue.Sort.RUNNING, request, model);
        }
        model.addAttribute("base", base(dialogueId));
        model.addAttribute("hall", halls.find(dialogueId).orElse(null));
        model.addAttribute(
                "waits", questions.count(QuestionQuery.of(dialogueId).in(QuestionState.RECEIVED), MOST_COUNTED));
        return PANEL;
    }

    static String base(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/hall";
    }

    /** Says that something changed, for as long as a minute; then the browser asks anew. */
    @GetMapping("/live")
    @Requires(Right.CAPTURE_QUESTIONS)
    void live(@PathVariable DialogueId dialogueId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (halls.find(dialogueId).isEmpty()) {
            // Nothing changes there by itself.
            response.setContentType(LiveHub.EVENTS);
            response.getOutputStream().write(LiveHub.NOTHING_NEW);
            return;
        }
        live.listen(dialogueId, LiveHub.Audience.OFFICERS, "", request, response);
    }

    @PostMapping("/terms")
    @Requires(Right.CAPTURE_QUESTIONS)
    String setTerms(
            @PathVariable DialogueId dialogueId,
            @RequestParam(defaultValue = "false") boolean asking,
            @RequestParam(defaultValue = "false") boolean anonymous,
            @RequestParam(defaultValue = "false") boolean voting,
            @RequestParam(defaultValue = "false") boolean byVotes,
            RedirectAttributes redirect) {
        try {
            halls.setTerms(dialogueId, new HallTerms(asking, anonymous, voting, byVotes));
            Flash.success(redirect, asking ? "crm.hall.terms.opened" : "crm.hall.terms.closed");
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
        }
        return redirects.to(base(dialogueId));
    }

    /** Makes an address anew: what was shown or passed on so far opens nothing any more. */
    @PostMapping("/renew")
    @Requires(Right.CAPTURE_QUESTIONS)
    String renew(@PathVariable DialogueId dialogueId, @RequestParam HallAddress address, RedirectAttributes redirect) {
        halls.renew(dialogueId, address);
        Flash.success(redirect, "crm.hall.renew.done");
        return redirects.to(base(dialogueId));
    }

    // ---- what is done with a question
    // -----------------------------------------------------------------------------------------

    /** What an officer does, and on which page. */
    private record Turn(
            DialogueId dialogue,
            QuestionId question,
            ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {}

    private String done(Turn turn, Runnable act) {
        String refusal = null;
        List<Object> arguments = new ArrayList<>();
        try {
            act.run();
        } catch (StaleVersionException stale) {
            refusal = "crm.hall.error.stale";
        } catch (ConflictException late) {
            refusal = late.key();
            arguments.addAll(late.arguments());
        } catch (InvalidInputException wrong) {
            refusal = wrong.violations().get(0).key();
            arguments.addAll(wrong.violations().get(0).arguments());
        }
        if (Htmx.isFragment(turn.request())) {
            if (refusal != null) {
                turn.model().addAttribute("refusal", refusal);
                turn.model().addAttribute("refusalArguments", arguments);
                turn.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
            return queue(turn.dialogue(), turn.sort(), turn.model());
        }
        if (refusal != null) {
            Flash.warning(
                    turn.redirect(),
                    refusal,
                    arguments.stream().map(String::valueOf).toArray(Serializable[]::new));
        }
        return redirects.to(base(turn.dialogue()) + "?sort=" + turn.sort() + "#question-" + turn.question());
    }

    /** What is not of this dialogue is not there. */
    private QuestionView question(DialogueId dialogue, QuestionId id) {
        QuestionView question = questions.get(id);
        if (!question.summary().dialogue().equals(dialogue)) {
            throw new NotFoundException();
        }
        return question;
    }

    @PostMapping("/questions/{id}/approve")
    @Requires(Right.CAPTURE_QUESTIONS)
    String approve(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model),
                () -> questions.approve(id, version));
    }

    @PostMapping("/questions/{id}/ask")
    @Requires(Right.CAPTURE_QUESTIONS)
    String ask(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model), () -> questions.ask(id, version));
    }

    /** Mends a slip. */
    @PostMapping("/questions/{id}/back")
    @Requires(Right.CAPTURE_QUESTIONS)
    String stepBack(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        QuestionState state = question(dialogueId, id).state();
        return done(new Turn(dialogueId, id, sort, request, response, redirect, model), () -> {
            if (state == QuestionState.MERGED) {
                questions.split(id, version);
            } else {
                questions.stepBack(id, version);
            }
        });
    }

    @PostMapping("/questions/{id}/hide")
    @Requires(Right.CAPTURE_QUESTIONS)
    String hide(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(new Turn(dialogueId, id, sort, request, response, redirect, model), () -> {
            questions.hide(id, version);
            // Whoever hides it has looked into it.
            halls.settleReports(dialogueId, id);
        });
    }

    @PostMapping("/questions/{id}/show")
    @Requires(Right.CAPTURE_QUESTIONS)
    String show(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model), () -> questions.show(id, version));
    }

    /** Nothing is wrong with a question that was reported. */
    @PostMapping("/questions/{id}/keep")
    @Requires(Right.CAPTURE_QUESTIONS)
    String keep(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model),
                () -> halls.settleReports(dialogueId, id));
    }

    @PostMapping("/questions/{id}/decline")
    @Requires(Right.CAPTURE_QUESTIONS)
    String decline(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam DeclineReason reason,
            @RequestParam(required = false) @Nullable String remark,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model),
                () -> questions.decline(id, version, reason, remark));
    }

    @PostMapping("/questions/{id}/merge")
    @Requires(Right.CAPTURE_QUESTIONS)
    String merge(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam QuestionId into,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model),
                () -> questions.merge(id, version, into));
    }

    /** Mends what a guest mistyped. */
    @PostMapping("/questions/{id}/text")
    @Requires(Right.CAPTURE_QUESTIONS)
    String change(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        QuestionDetails details = question(dialogueId, id).details().withText(text);
        return done(
                new Turn(dialogueId, id, sort, request, response, redirect, model),
                () -> questions.change(id, version, details));
    }

    /** @param way {@code first}, {@code up} or {@code down} among those that wait for their turn */
    @PostMapping("/questions/{id}/move")
    @Requires(Right.CAPTURE_QUESTIONS)
    String move(
            @PathVariable DialogueId dialogueId,
            @PathVariable QuestionId id,
            @RequestParam(defaultValue = "first") String way,
            @RequestParam(defaultValue = "RUNNING") ModeratorQueue.Sort sort,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        question(dialogueId, id);
        return done(new Turn(dialogueId, id, sort, request, response, redirect, model), () -> {
            List<QuestionId> next = questions.running(dialogueId).stream()
                    .filter(question -> question.state() == QuestionState.APPROVED)
                    .map(QuestionSummary::id)
                    .toList();
            int at = next.indexOf(id);
            if (at < 0) {
                return;
            }
            switch (way) {
                case "up" -> {
                    if (at > 0) {
                        questions.reorder(id, next.get(at - 1));
                    }
                }
                case "down" -> {
                    if (at < next.size() - 1) {
                        questions.reorder(id, at + 2 < next.size() ? next.get(at + 2) : null);
                    }
                }
                default -> {
                    if (at > 0) {
                        questions.reorder(id, next.get(0));
                    }
                }
            }
        });
    }
}
