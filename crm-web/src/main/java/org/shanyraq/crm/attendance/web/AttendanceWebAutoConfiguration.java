package org.shanyraq.crm.attendance.web;

import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.Badges;
import org.shanyraq.crm.attendance.GuestPasses;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.PassPictures;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The pages and the API of the door; {@code crm.attendance.enabled=false} takes them away together with the feature, and so does switching off
 * what it stands on.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {
            "crm.attendance.enabled",
            "crm.invitation.enabled",
            "crm.dialogue.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
public final class AttendanceWebAutoConfiguration {

    @Bean
    DoorController crmDoorController(
            Attendances attendances, Dialogues dialogues, Redirects redirects, PageSupport page) {
        return new DoorController(attendances, dialogues, redirects, page);
    }

    @Bean
    AttendanceController crmAttendanceController(
            Attendances attendances, Dialogues dialogues, Contacts contacts, Redirects redirects, PageSupport page) {
        return new AttendanceController(attendances, dialogues, contacts, redirects, page);
    }

    @Bean
    BadgeController crmBadgeController(
            Badges badges,
            Attendances attendances,
            Invitations invitations,
            Dialogues dialogues,
            Redirects redirects,
            PageSupport page) {
        return new BadgeController(badges, attendances, invitations, dialogues, redirects, page);
    }

    @Bean
    AttendanceApiController crmAttendanceApiController(Attendances attendances, ApiSupport api) {
        return new AttendanceApiController(attendances, api);
    }

    @Bean
    PassController crmPassController(GuestPasses passes, PublicVisits visits) {
        return new PassController(passes, visits);
    }

    @Bean
    PublicPath crmPassPath() {
        return new PublicPath(PassController.PATH, false);
    }

    @Bean
    PassPictures crmPassPictures() {
        return token -> PassController.PATH + '/' + token + PassController.ENDING;
    }

    @Bean
    RecordPanel crmAttendancePanel() {
        return new RecordPanel(
                "dialogue", "crm.attendance.panel.came", "/dialogues/{id}/attendance", Right.READ_DIALOGUES, 20);
    }

    @Bean
    VisitController crmVisitController(
            Visits visits,
            Contacts contacts,
            Organisations organisations,
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            PageSupport page) {
        return new VisitController(visits, contacts, organisations, dialogues, catalogue, page);
    }

    @Bean
    VisitApiController crmVisitApiController(Visits visits, ApiSupport api) {
        return new VisitApiController(visits, api);
    }

    @Bean
    RecordPanel crmContactVisitsPanel() {
        return new RecordPanel(
                "contact", "crm.attendance.panel.visits", "/contacts/{id}/visits", Right.READ_DIALOGUES, 20);
    }

    @Bean
    RecordPanel crmOrganisationVisitsPanel() {
        return new RecordPanel(
                "organisation", "crm.attendance.panel.visits", "/organisations/{id}/visits", Right.READ_DIALOGUES, 10);
    }

    @Bean
    RecordPanel crmSeriesVisitsPanel() {
        return new RecordPanel(
                "dialogue-series",
                "crm.attendance.panel.visits",
                "/dialogue-series/{id}/visits",
                Right.READ_DIALOGUES,
                10);
    }
}
