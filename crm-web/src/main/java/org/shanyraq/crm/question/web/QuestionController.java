package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.QuestionAct;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.web.TopicOptions;
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

/** Questions of all dialogues: the list, the page of one, and all that is done with it. */
@Controller("crmQuestionController")
@RequestMapping("${crm.web.base-path:/crm}/questions")
class QuestionController {

    private static final int PAGE = 50;
    private static final String FORM = "crm/question/form";

    private final Questions questions;
    private final Dialogues dialogues;
    private final QuestionOptions options;
    private final TopicOptions topics;
    private final OfficerOptions officers;
    private final WorkingDays workingDays;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;

    QuestionController(
            Questions questions,
            Dialogues dialogues,
            QuestionOptions options,
            TopicOptions topics,
            OfficerOptions officers,
            WorkingDays workingDays,
            Access access,
            Redirects redirects,
            PageSupport page) {
        this.questions = questions;
        this.dialogues = dialogues;
        this.options = options;
        this.topics = topics;
        this.officers = officers;
        this.workingDays = workingDays;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
    }

    // ---- reading

    @GetMapping
    @Requires(Right.READ_QUESTIONS)
    String list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable DialogueId dialogue,
            @RequestParam(required = false) @Nullable QuestionState state,
            @RequestParam(required = false) @Nullable TopicId topic,
            @RequestParam(required = false) @Nullable QuestionOrigin origin,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "WITHOUT") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        QuestionQuery query = new QuestionQuery(
                Forms.textOrNull(text),
                dialogue,
                state,
                topic,
                null,
                null,
                origin,
                mine ? access.officer().id() : null,
                overdue,
                archived);
        model.addAttribute("slice", questions.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("query", query);
        model.addAttribute("mine", mine);
        model.addAttribute("states", QuestionState.values());
        model.addAttribute("origins", QuestionOrigin.values());
        model.addAttribute("topics", topics.of(topic == null ? List.of() : List.of(topic)));
        model.addAttribute("dialogue", dialogue == null ? null : dialogues.get(dialogue));
        return "crm/question/list";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_QUESTIONS)
    String detail(@PathVariable QuestionId id, Model model) {
        QuestionView question = questions.get(id);
        TakeAwayForm form = new TakeAwayForm();
        form.owner().id(access.officer().id().value());
        form.owner().text(access.officer().name());
        form.setVersion(question.version());
        if (access.officer().may(Right.READ_FOLLOW_UPS)) {
            form.setDueOn(workingDays.after(workingDays.today(), WorkingDays.USUAL));
        }
        model.addAttribute("form", form);
        return detail(question, model);
    }

    private String detail(QuestionView question, Model model) {
        DialogueView dialogue = dialogues.get(question.summary().dialogue());
        model.addAttribute("question", question);
        model.addAttribute("dialogue", dialogue);
        GivenAnswer given = question.answer();
        Answerer by = given == null ? question.details().to() : given.by();
        model.addAttribute(
                "answerers",
                options.answerers(
                        dialogue, by, given == null ? question.summary().to() : question.answeredBy()));
        model.addAttribute("answerer", Answering.written(by));
        model.addAttribute("reasons", DeclineReason.values());
        model.addAttribute(
                "officerSource", OfficerOptions.SOURCE + question.summary().mission());
        model.addAttribute(
                "others",
                question.summary().acts().contains(QuestionAct.MERGE)
                        ? questions.running(dialogue.id()).stream()
                                .filter(other -> mayStandFor(other, question))
                                .map(other -> new Option(
                                        other.id().toString(), other.number() + ": " + beginning(other.text())))
                                .toList()
                        : List.of());
        return "crm/question/detail";
    }

    private static boolean mayStandFor(QuestionSummary other, QuestionView question) {
        return !other.id().equals(question.id())
                && other.state() != QuestionState.MERGED
                && other.state() != QuestionState.DECLINED;
    }

    private static String beginning(String text) {
        return text.codePointCount(0, text.length()) <= 80
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 79)) + "…";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_QUESTIONS)
    String history(
            @PathVariable QuestionId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", questions.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/question/history :: entries";
        }
        model.addAttribute("question", questions.get(id));
        return "crm/question/history";
    }

    // ---- changing

    @GetMapping("/{id}/edit")
    @Requires(Right.CAPTURE_QUESTIONS)
    String startChanging(@PathVariable QuestionId id, Model model) {
        QuestionView question = questions.get(id);
        model.addAttribute("form", QuestionForm.of(question));
        return form(question, model);
    }

    private String form(QuestionView question, Model model) {
        DialogueView dialogue = dialogues.get(question.summary().dialogue());
        model.addAttribute("question", question);
        model.addAttribute("dialogue", dialogue);
        model.addAttribute(
                "answerers",
                options.answerers(
                        dialogue, question.details().to(), question.summary().to()));
        model.addAttribute("parts", options.parts(dialogue));
        model.addAttribute("topics", topics.of(question.details().topics()));
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        model.addAttribute("askerSource", DeskController.base(dialogue.id()) + "/askers");
        return FORM;
    }

    @PostMapping("/{id}")
    @Requires(Right.CAPTURE_QUESTIONS)
    String change(
            @PathVariable QuestionId id,
            @ModelAttribute("form") QuestionForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        QuestionView question = questions.get(id);
        Asker asker = options.asker(question, form.asker());
        try {
            if (Forms.accepted(errors, () -> questions.change(id, form.getVersion(), form.details(asker)))) {
                Flash.success(redirect, "crm.question.saved");
                return redirects.to(path(id));
            }
        } catch (StaleVersionException stale) {
            // What was typed stays; what the other wrote is on the page of the question.
            form.setVersion(question.version());
            errors.reject("crm.question.error.changed", "crm.question.error.changed");
        } catch (ConflictException refused) {
            errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
        }
        return Forms.again(response, form(question, model));
    }

    // ---- acts

    @PostMapping("/{id}/approve")
    @Requires(Right.CAPTURE_QUESTIONS)
    String approve(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable DialogueId desk,
            RedirectAttributes redirect) {
        return act(id, desk, redirect, () -> questions.approve(id, version));
    }

    @PostMapping("/{id}/ask")
    @Requires(Right.CAPTURE_QUESTIONS)
    String ask(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable DialogueId desk,
            RedirectAttributes redirect) {
        return act(id, desk, redirect, () -> questions.ask(id, version));
    }

    /** Without words: that it was answered. By whom it was put to, where nobody says and none is noted yet. */
    @PostMapping("/{id}/answer")
    @Requires(Right.CAPTURE_QUESTIONS)
    String answer(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable DialogueId desk,
            RedirectAttributes redirect) {
        return act(id, desk, redirect, () -> {
            QuestionView now = questions.get(id);
            GivenAnswer before = now.answer();
            Answerer noted = before == null ? now.details().to() : before.by();
            Answerer answerer = by == null ? noted : Answering.read(by);
            boolean same = before != null && before.line() != null;
            return questions.answer(
                    id,
                    version,
                    new GivenAnswer(
                            Forms.textOrNull(answer),
                            answerer,
                            same && before != null ? before.line() : null,
                            same && before != null ? before.edition() : null,
                            same && before != null ? before.lineLanguage() : null));
        });
    }

    @PostMapping("/{id}/hide")
    @Requires(Right.CAPTURE_QUESTIONS)
    String hide(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.hide(id, version));
    }

    @PostMapping("/{id}/show")
    @Requires(Right.CAPTURE_QUESTIONS)
    String show(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.show(id, version));
    }

    @PostMapping("/{id}/decline")
    @Requires(Right.CAPTURE_QUESTIONS)
    String decline(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam DeclineReason reason,
            @RequestParam(defaultValue = "") String remark,
            RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.decline(id, version, reason, Forms.textOrNull(remark)));
    }

    @PostMapping("/{id}/merge")
    @Requires(Right.CAPTURE_QUESTIONS)
    String merge(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam QuestionId into,
            RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.merge(id, version, into));
    }

    @PostMapping("/{id}/split")
    @Requires(Right.CAPTURE_QUESTIONS)
    String split(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.split(id, version));
    }

    @PostMapping("/{id}/step-back")
    @Requires(Right.CAPTURE_QUESTIONS)
    String stepBack(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable DialogueId desk,
            RedirectAttributes redirect) {
        return act(id, desk, redirect, () -> questions.stepBack(id, version));
    }

    /** Puts it before another one in the running order, or at the end. */
    @PostMapping("/{id}/reorder")
    @Requires(Right.CAPTURE_QUESTIONS)
    String reorder(
            @PathVariable QuestionId id,
            @RequestParam(required = false) @Nullable QuestionId before,
            @RequestParam DialogueId desk) {
        questions.reorder(id, before);
        return redirects.to(DeskController.base(desk) + "#q-" + id);
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.CAPTURE_QUESTIONS)
    String archive(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.CAPTURE_QUESTIONS)
    String restore(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.restore(id, version));
    }

    /** From the desk it is oneself who answers, within the usual time. */
    @PostMapping("/{id}/take-away")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String takeAway(
            @PathVariable QuestionId id,
            @ModelAttribute("form") TakeAwayForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable DialogueId desk,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (desk != null) {
            OfficerId me = access.officer().id();
            return act(id, desk, redirect, () -> questions.takeAway(id, form.getVersion(), me, null));
        }
        QuestionView question = questions.get(id);
        form.owner()
                .resolve(
                        this::officer,
                        text -> officers.of(text, question.summary().mission()));
        if (form.owner().accept(errors, "owner", true) && !errors.hasErrors()) {
            OfficerId owner = new OfficerId(Objects.requireNonNull(form.getOwner()));
            try {
                if (Forms.accepted(errors, () -> questions.takeAway(id, form.getVersion(), owner, form.getDueOn()))) {
                    Flash.success(
                            redirect,
                            "crm.question.done.taken-away",
                            question.summary().number());
                    return redirects.to(path(id));
                }
            } catch (StaleVersionException | ConflictException refused) {
                return act(id, null, redirect, () -> {
                    throw refused;
                });
            }
        }
        model.addAttribute("wrong", true);
        return Forms.again(response, detail(question, model));
    }

    private Option officer(UUID id) {
        String name = officers.names(List.of(id)).get(id);
        if (name == null) {
            throw new NotFoundException();
        }
        return new Option(id.toString(), name);
    }

    @PostMapping("/{id}/draft")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String draft(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam String draft,
            RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.draft(id, version, draft));
    }

    @PostMapping("/{id}/clear")
    @Requires(Right.CLEAR_ANSWERS)
    String clear(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.clear(id, version));
    }

    @PostMapping("/{id}/return")
    @Requires(Right.CLEAR_ANSWERS)
    String giveBack(
            @PathVariable QuestionId id,
            @RequestParam long version,
            @RequestParam String reason,
            RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.giveBack(id, version, reason));
    }

    @PostMapping("/{id}/close")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String close(@PathVariable QuestionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, null, redirect, () -> questions.close(id, version));
    }

    private String act(
            QuestionId id, @Nullable DialogueId desk, RedirectAttributes redirect, Supplier<QuestionView> act) {
        try {
            QuestionView done = act.get();
            Flash.success(
                    redirect,
                    "crm.question.done." + done.state().code(),
                    done.summary().number());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.question.error.changed");
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key(), texts(refused.arguments()));
        } catch (InvalidInputException invalid) {
            Violation first = invalid.violations().get(0);
            Flash.warning(redirect, first.key(), texts(first.arguments()));
        }
        return redirects.to(desk == null ? path(id) : DeskController.base(desk) + "#q-" + id);
    }

    private Serializable[] texts(List<Object> arguments) {
        return Arrays.stream(Violation.inWords(arguments, page::message).toArray())
                .map(argument -> argument instanceof Serializable text ? text : argument.toString())
                .toArray(Serializable[]::new);
    }

    private static String path(QuestionId id) {
        return "/questions/" + id;
    }
}
