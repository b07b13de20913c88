package org.shanyraq.crm.question.web;

import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.question.HallPages;
import org.shanyraq.crm.question.Halls;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The pages of halls: for guests, the wall, and who moderates; taken away together with questions. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {
            "crm.question.enabled",
            "crm.topic.enabled",
            "crm.line.enabled",
            "crm.followup.enabled",
            "crm.attendance.enabled",
            "crm.invitation.enabled",
            "crm.dialogue.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
@EnableConfigurationProperties(LiveProperties.class)
public final class HallWebAutoConfiguration {

    @Bean
    LiveHub crmLiveHub(HallPages pages, LiveProperties limits) {
        return new LiveHub(pages, new BoardJson(JsonMapper.builder().build()), limits);
    }

    @Bean
    GuestQuestionController crmGuestQuestionController(
            HallPages pages, LiveHub live, PublicVisits visits, Redirects redirects, WebProperties web) {
        return new GuestQuestionController(pages, live, new PublicHall(visits), redirects, web);
    }

    @Bean
    WallController crmWallController(HallPages pages, LiveHub live, PublicVisits visits, WebProperties web) {
        return new WallController(pages, live, new PublicHall(visits), new OutsideAddress(web));
    }

    @Bean
    HallController crmHallController(
            Halls halls,
            Questions questions,
            Dialogues dialogues,
            LiveHub live,
            Redirects redirects,
            WebProperties web) {
        return new HallController(halls, questions, dialogues, live, new OutsideAddress(web), redirects);
    }

    @Bean
    PublicPath crmGuestQuestionPath() {
        return new PublicPath(GuestQuestionController.PATH, false);
    }

    @Bean
    PublicPath crmWallPath() {
        return new PublicPath(WallController.PATH, false);
    }

    @Bean
    RecordPanel crmHallPanel() {
        return new RecordPanel("dialogue", "crm.hall.panel", "/dialogues/{id}/hall/panel", Right.CAPTURE_QUESTIONS, 26);
    }
}
