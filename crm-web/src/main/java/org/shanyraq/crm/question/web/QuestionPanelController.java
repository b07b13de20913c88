package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What somebody asked last, and the questions of a dialogue in figures: parts of their pages. */
@Controller("crmQuestionPanelController")
@RequestMapping("${crm.web.base-path:/crm}")
class QuestionPanelController {

    private static final int LATEST = 10;

    private final Questions questions;
    private final Contacts contacts;
    private final Dialogues dialogues;
    private final PageSupport page;

    QuestionPanelController(Questions questions, Contacts contacts, Dialogues dialogues, PageSupport page) {
        this.questions = questions;
        this.contacts = contacts;
        this.dialogues = dialogues;
        this.page = page;
    }

    @GetMapping("/contacts/{id}/questions")
    @Requires(Right.READ_QUESTIONS)
    String ofContact(@PathVariable ContactId id, HttpServletRequest request, Model model) {
        model.addAttribute("name", contacts.get(id).details().displayName());
        model.addAttribute("active", "contact");
        model.addAttribute("whole", "/contacts/" + id);
        model.addAttribute("slice", questions.list(QuestionQuery.with(id), Paging.first(LATEST)));
        model.addAttribute("figures", null);
        return Htmx.isFragment(request) ? "crm/question/panel :: panel" : "crm/question/panel";
    }

    @GetMapping("/dialogues/{id}/questions")
    @Requires(Right.READ_QUESTIONS)
    String ofDialogue(@PathVariable DialogueId id, HttpServletRequest request, Model model) {
        model.addAttribute("name", page.text(dialogues.get(id).details().theme()));
        model.addAttribute("active", "dialogue");
        model.addAttribute("whole", "/dialogues/" + id);
        model.addAttribute("figures", questions.figures(id));
        model.addAttribute("states", QuestionState.values());
        model.addAttribute("desk", DeskController.base(id));
        model.addAttribute("slice", questions.list(QuestionQuery.of(id), Paging.first(LATEST)));
        return Htmx.isFragment(request) ? "crm/question/panel :: panel" : "crm/question/panel";
    }
}
