package org.shanyraq.crm.question.web;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.shanyraq.crm.topic.Topics;
import org.shanyraq.crm.topic.web.TopicOptions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The desk and the pages of questions; {@code crm.question.enabled=false} takes them away together with the feature, and so does switching off
 * one of those that it needs.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {
            "crm.question.enabled",
            "crm.attendance.enabled",
            "crm.invitation.enabled",
            "crm.dialogue.enabled",
            "crm.line.enabled",
            "crm.followup.enabled",
            "crm.topic.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
public final class QuestionWebAutoConfiguration {

    @Bean
    DeskController crmDeskController(
            Questions questions,
            Dialogues dialogues,
            Lines lines,
            Topics topics,
            Redirects redirects,
            PageSupport page) {
        return new DeskController(questions, dialogues, lines, new QuestionOptions(questions, topics, page), redirects);
    }

    @Bean
    QuestionController crmQuestionController(
            Questions questions,
            Dialogues dialogues,
            Topics topics,
            Colleagues colleagues,
            WorkingDays workingDays,
            Access access,
            Redirects redirects,
            PageSupport page) {
        return new QuestionController(
                questions,
                dialogues,
                new QuestionOptions(questions, topics, page),
                new TopicOptions(topics, page),
                new OfficerOptions(colleagues),
                workingDays,
                access,
                redirects,
                page);
    }

    @Bean
    QuestionPanelController crmQuestionPanelController(
            Questions questions, Contacts contacts, Dialogues dialogues, PageSupport page) {
        return new QuestionPanelController(questions, contacts, dialogues, page);
    }

    @Bean
    QuestionApiController crmQuestionApiController(Questions questions, Dialogues dialogues, ApiSupport api) {
        return new QuestionApiController(questions, dialogues, api);
    }

    @Bean
    HistoryName crmQuestionToHistoryName(Colleagues colleagues) {
        return officer("to", colleagues);
    }

    @Bean
    HistoryName crmQuestionAnsweredByHistoryName(Colleagues colleagues) {
        return officer("answeredBy", colleagues);
    }

    @Bean
    HistoryName crmQuestionClearedByHistoryName(Colleagues colleagues) {
        return officer("clearedBy", colleagues);
    }

    private static HistoryName officer(String field, Colleagues colleagues) {
        return new HistoryName(field, null, ids -> new OfficerOptions(colleagues).names(ids));
    }

    @Bean
    StartLink crmQuestionsLink() {
        return new StartLink(StartLink.Kind.BROWSE, "crm.question.title", "/questions", Right.READ_QUESTIONS, 16);
    }

    @Bean
    RecordPanel crmContactQuestionsPanel() {
        return new RecordPanel(
                "contact", "crm.question.panel.title", "/contacts/{id}/questions", Right.READ_QUESTIONS, 7);
    }

    @Bean
    RecordPanel crmDialogueQuestionsPanel() {
        return new RecordPanel(
                "dialogue", "crm.question.panel.title", "/dialogues/{id}/questions", Right.READ_QUESTIONS, 25);
    }
}
