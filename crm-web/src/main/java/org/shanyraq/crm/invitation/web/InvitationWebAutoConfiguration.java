package org.shanyraq.crm.invitation.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.contact.web.ContactPhrases;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.AnswerLinks;
import org.shanyraq.crm.invitation.CalendarAnswers;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.PassPictures;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HelpTable;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The pages and the API of guest lists; {@code crm.invitation.enabled=false} takes them away together with the feature, and so does
 * switching off dialogues, contacts or organisations, without which there is none.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.invitation.enabled", "crm.dialogue.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class InvitationWebAutoConfiguration {

    @Bean
    InvitationController crmInvitationController(
            Invitations invitations,
            Sendings sendings,
            Dialogues dialogues,
            Contacts contacts,
            Organisations organisations,
            Redirects redirects,
            PageSupport page) {
        return new InvitationController(invitations, sendings, dialogues, contacts, organisations, redirects, page);
    }

    @Bean
    GuestChoiceController crmGuestChoiceController(
            Invitations invitations,
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            Contacts contacts,
            Segments segments,
            Organisations organisations,
            Redirects redirects,
            PageSupport page) {
        return new GuestChoiceController(
                invitations,
                dialogues,
                contacts,
                segments,
                catalogue,
                new ContactPhrases(organisations, segments, page),
                new GuestActs(redirects));
    }

    @Bean
    GuestDecisionController crmGuestDecisionController(
            Invitations invitations, Sendings sendings, Dialogues dialogues, Redirects redirects) {
        return new GuestDecisionController(invitations, sendings, dialogues, redirects, new GuestActs(redirects));
    }

    @Bean
    CompanyController crmCompanyController(Invitations invitations, Dialogues dialogues, Redirects redirects) {
        return new CompanyController(invitations, dialogues, redirects);
    }

    @Bean
    DelegateController crmDelegateController(Invitations invitations, Dialogues dialogues, Redirects redirects) {
        return new DelegateController(invitations, dialogues, redirects);
    }

    @Bean
    ContactInvitationController crmContactInvitationController(Invitations invitations, Contacts contacts) {
        return new ContactInvitationController(invitations, contacts);
    }

    @Bean
    InvitationApiController crmInvitationApiController(Invitations invitations, ApiSupport api) {
        return new InvitationApiController(invitations, api);
    }

    @Bean
    SendingController crmSendingController(
            Sendings sendings,
            Invitations invitations,
            Templates templates,
            Dialogues dialogues,
            Redirects redirects,
            @Qualifier("crmClock") Clock clock) {
        return new SendingController(sendings, invitations, templates, dialogues, redirects, clock);
    }

    @Bean
    SendingApiController crmSendingApiController(Sendings sendings, ApiSupport api) {
        return new SendingApiController(sendings, api);
    }

    @Bean
    GuestPageController crmGuestPageController(
            GuestPages guests, PublicVisits visits, ObjectProvider<PassPictures> passes, Redirects redirects) {
        return new GuestPageController(guests, visits, passes, redirects);
    }

    @Bean
    PublicPath crmGuestPath() {
        return new PublicPath(GuestPageController.PATH, false);
    }

    /** Known only when it is known how the outside world reaches us: a mail is no answer to a request. */
    @Bean
    AnswerLinks crmAnswerLinks(WebProperties web) {
        return token -> Optional.ofNullable(web.publicUrl())
                .map(outside -> outside + web.path(GuestPageController.PATH + '/' + token));
    }

    @Bean
    TemplateController crmTemplateController(Templates templates, Redirects redirects) {
        return new TemplateController(templates, redirects);
    }

    @Bean
    TemplateApiController crmTemplateApiController(Templates templates, ApiSupport api) {
        return new TemplateApiController(templates, api);
    }

    @Bean
    CalendarAnswerController crmCalendarAnswerController(CalendarAnswers answers, Redirects redirects) {
        return new CalendarAnswerController(answers, redirects);
    }

    @Bean
    CalendarAnswerApiController crmCalendarAnswerApiController(CalendarAnswers answers, ApiSupport api) {
        return new CalendarAnswerApiController(answers, api);
    }

    @Bean
    RecordPanel crmRepliesPanel() {
        return new RecordPanel(
                "mails", "crm.invitation.replies.tab", CalendarAnswerController.PATH, Right.SEND_INVITATIONS, 10);
    }

    @Bean
    RecordPanel crmGuestsPanel() {
        return new RecordPanel(
                "dialogue", "crm.invitation.panel.guests", "/dialogues/{id}/guests", Right.READ_DIALOGUES, 10);
    }

    @Bean
    RecordPanel crmContactInvitationsPanel() {
        return new RecordPanel(
                "contact", "crm.invitation.panel.invitations", "/contacts/{id}/invitations", Right.READ_DIALOGUES, 10);
    }

    /** Who may do what with a guest, act by act. */
    @Bean
    HelpTable crmGuestsHelpTable() {
        List<List<String>> rows = new ArrayList<>();
        for (InvitationAct act : InvitationAct.values()) {
            for (InvitationAct.Actor actor : InvitationAct.Actor.values()) {
                List<String> from = new ArrayList<>();
                if (act.from(null).filter(actor::equals).isPresent()) {
                    from.add("crm.invitation.table.none");
                }
                for (InvitationState state : InvitationState.values()) {
                    if (act.from(state).filter(actor::equals).isPresent()) {
                        from.add("crm.invitation.state." + state.code());
                    }
                }
                if (!from.isEmpty()) {
                    rows.add(List.of(
                            "crm.invitation.act." + act.code(),
                            String.join(" ", from),
                            "crm.invitation.state." + act.to().code(),
                            "crm.invitation.actor." + actor.code()));
                }
            }
        }
        return new HelpTable(
                "guests",
                List.of(
                        "crm.invitation.table.act",
                        "crm.invitation.table.from",
                        "crm.invitation.table.to",
                        "crm.invitation.table.actor"),
                rows);
    }

    /** In whose place a guest comes, in histories. */
    @Bean
    HistoryName crmStandsForHistoryName(Contacts contacts) {
        return new HistoryName("standsFor", "/contacts", ids -> names(contacts, ids));
    }

    /** Who comes in the place of a guest, in histories. */
    @Bean
    HistoryName crmRepresentedByHistoryName(Contacts contacts) {
        return new HistoryName("representedBy", "/contacts", ids -> names(contacts, ids));
    }

    private static Map<UUID, String> names(Contacts contacts, Set<UUID> ids) {
        return contacts
                .getAll(ids.stream().map(ContactId::new).limit(Paging.MAX_SIZE).toList())
                .stream()
                .collect(Collectors.toMap(
                        found -> found.id().value(), found -> found.details().displayName()));
    }
}
