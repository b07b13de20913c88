package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Picked;
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

/** The desk of a dialogue: one line for each question, the running order below, and lines to take while one types. */
@Controller("crmDeskController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/desk")
class DeskController {

    private static final String VIEW = "crm/question/desk";
    private static final int LINES = 3;

    private final Questions questions;
    private final Dialogues dialogues;
    private final Lines lines;
    private final QuestionOptions options;
    private final Redirects redirects;

    DeskController(
            Questions questions, Dialogues dialogues, Lines lines, QuestionOptions options, Redirects redirects) {
        this.questions = questions;
        this.dialogues = dialogues;
        this.lines = lines;
        this.options = options;
        this.redirects = redirects;
    }

    static String base(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/desk";
    }

    @GetMapping
    @Requires(Right.CAPTURE_QUESTIONS)
    String desk(@PathVariable DialogueId dialogueId, Model model) {
        DialogueView dialogue = dialogues.get(dialogueId);
        List<QuestionSummary> running = questions.running(dialogueId);
        model.addAttribute("form", DeskForm.after(running));
        return shown(dialogue, running, model);
    }

    private String shown(DialogueView dialogue, List<QuestionSummary> running, Model model) {
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", base(dialogue.id()));
        model.addAttribute("running", running);
        model.addAttribute("figures", questions.figures(dialogue.id()));
        model.addAttribute("states", QuestionState.values());
        model.addAttribute("answerers", options.answerers(dialogue, Answerer.NOBODY, null));
        model.addAttribute("parts", options.parts(dialogue));
        model.addAttribute("handles", options.handles());
        model.addAttribute("matches", List.of());
        return VIEW;
    }

    /** Who may be meant, while one types. */
    @GetMapping("/askers")
    @Requires(Right.CAPTURE_QUESTIONS)
    String askers(@PathVariable DialogueId dialogueId, HttpServletRequest request, Model model) {
        model.addAttribute("options", options.askers(dialogueId, Picked.typed(request)));
        return "crm/organisation/suggestions";
    }

    /** The lines that answer best what is typed. */
    @GetMapping("/lines")
    @Requires(Right.CAPTURE_QUESTIONS)
    String lines(@PathVariable DialogueId dialogueId, @RequestParam(defaultValue = "") String text, Model model) {
        // Like all that lies below a dialogue, there is none without it.
        dialogues.get(dialogueId);
        model.addAttribute("matches", text.strip().length() < 4 ? List.of() : lines.find(text, LINES));
        return "crm/question/desk :: lines";
    }

    @PostMapping
    @Requires(Right.CAPTURE_QUESTIONS)
    String note(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") DeskForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        QuestionOptions.Typed topics = options.topics(form.getTopics());
        topics.unknown()
                .forEach(word -> errors.rejectValue("topics", "crm.question.error.topic", new Object[] {word}, word));
        Answerer to = Answering.read(form.getTo());
        QuestionDetails details = new QuestionDetails(
                form.getPart() == null ? null : new AgendaItemId(form.getPart()),
                options.asker(dialogueId, form.asker()),
                to,
                topics.known(),
                form.getText(),
                null,
                Sensitivity.PUBLIC);
        List<QuestionView> noted = new ArrayList<>();
        try {
            if (Forms.accepted(
                    errors, () -> noted.add(questions.note(dialogueId, details, answer(form, to), form.getEntry())))) {
                Flash.success(
                        redirect,
                        "crm.question.noted." + noted.get(0).state().code(),
                        noted.get(0).summary().number());
                return redirects.to(base(dialogueId));
            }
        } catch (ConflictException refused) {
            errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
        }
        return Forms.again(response, shown(dialogues.get(dialogueId), questions.running(dialogueId), model));
    }

    /** What was typed beside the question; where only a line was chosen, what that says. */
    private @Nullable GivenAnswer answer(DeskForm form, Answerer by) {
        Answering.ChosenLine chosen = Answering.line(form.getLine());
        String typed = Forms.textOrNull(form.getAnswer());
        if (chosen == null) {
            return typed == null ? null : new GivenAnswer(typed, by, null, null, null);
        }
        return chosen.answer(typed == null ? said(chosen) : typed, by);
    }

    private @Nullable String said(Answering.ChosenLine chosen) {
        LineView line = lines.get(chosen.line());
        LineText text = line.current() == null ? null : line.current().texts().get(chosen.language());
        if (text == null) {
            return null;
        }
        String answer = text.answer();
        return answer.length() > GivenAnswer.MOST_TEXT ? answer.substring(0, GivenAnswer.MOST_TEXT) : answer;
    }
}
