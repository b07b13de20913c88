package org.shanyraq.crm.interaction.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.shanyraq.crm.shared.web.StartPanel;
import org.shanyraq.crm.shared.web.UploadLimit;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The pages of interactions; {@code crm.interaction.enabled=false} takes them away together with the feature, and so does switching off
 * topics, contacts or organisations, without which there is none.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.interaction.enabled", "crm.topic.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class InteractionWebAutoConfiguration {

    private static final int MOST_AT_START = 5;
    private static final int MOST_MET_AT_START = 8;

    @Bean
    InteractionController crmInteractionController(
            Interactions interactions,
            InteractionFiles files,
            Contacts contacts,
            Organisations organisations,
            Colleagues colleagues,
            Topics topics,
            Access access,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock,
            ObjectProvider<InteractionBeginning> beginnings) {
        return new InteractionController(
                interactions,
                files,
                new InteractionOptions(contacts, organisations, colleagues, topics, access, page),
                access,
                redirects,
                clock,
                beginnings);
    }

    @Bean
    InteractionPanelController crmInteractionPanelController(
            Interactions interactions, Contacts contacts, Organisations organisations, PageSupport page) {
        return new InteractionPanelController(interactions, contacts, organisations, page);
    }

    @Bean
    InteractionFileController crmInteractionFileController(
            InteractionFiles files, Interactions interactions, Redirects redirects, UploadLimit uploads) {
        return new InteractionFileController(files, interactions, redirects, uploads);
    }

    @Bean
    InteractionFileApiController crmInteractionFileApiController(InteractionFiles files, ApiSupport api) {
        return new InteractionFileApiController(files, api);
    }

    @Bean
    InteractionBodyMapper crmInteractionBodyMapper() {
        return new GeneratedInteractionBodyMapper();
    }

    @Bean
    InteractionApiController crmInteractionApiController(
            Interactions interactions, Contacts contacts, InteractionBodyMapper bodies, ApiSupport api) {
        return new InteractionApiController(interactions, contacts, bodies, api);
    }

    @Bean
    HistoryName crmInteractionOfficersHistoryName(Colleagues colleagues) {
        return officers("officers", colleagues);
    }

    @Bean
    HistoryName crmReadersHistoryName(Colleagues colleagues) {
        return officers("readers", colleagues);
    }

    private static HistoryName officers(String field, Colleagues colleagues) {
        return new HistoryName(field, null, ids -> colleagues
                .getAll(ids.stream().map(OfficerId::new).toList())
                .stream()
                .collect(Collectors.toMap(officer -> officer.id().value(), Colleague::name)));
    }

    @Bean
    NavigationItem crmInteractionNavigationItem() {
        return new NavigationItem("interaction", "/interactions", Right.READ_INTERACTIONS, 13, "talk");
    }

    @Bean
    StartLink crmNewInteractionLink() {
        return new StartLink(
                StartLink.Kind.ACT, "crm.interaction.list.new", "/interactions/new", Right.LOG_INTERACTIONS, 5);
    }

    @Bean
    StartLink crmPlannedInteractionsLink() {
        return new StartLink(
                StartLink.Kind.BROWSE,
                "crm.interaction.list.planned",
                "/interactions?state=PLANNED",
                Right.READ_INTERACTIONS,
                13);
    }

    @Bean
    RecordPanel crmContactInteractionsPanel() {
        return new RecordPanel(
                "contact", "crm.interaction.panel.title", "/contacts/{id}/interactions", Right.READ_INTERACTIONS, 5);
    }

    @Bean
    RecordPanel crmOrganisationInteractionsPanel() {
        return new RecordPanel(
                "organisation",
                "crm.interaction.panel.title",
                "/organisations/{id}/interactions",
                Right.READ_INTERACTIONS,
                5);
    }

    /** Planned ones whose day is over: did they come about? */
    @Bean
    StartPanel crmAwaitingWordPanel(Interactions interactions) {
        return panel(
                StartPanel.Place.MAIN,
                "awaiting",
                Right.LOG_INTERACTIONS,
                20,
                () -> interactions.awaitingWord(MOST_AT_START));
    }

    @Bean
    StartPanel crmInteractionsAheadPanel(Interactions interactions) {
        return panel(
                StartPanel.Place.MAIN, "ahead", Right.READ_INTERACTIONS, 45, () -> interactions.ahead(MOST_AT_START));
    }

    @Bean
    StartPanel crmMetLatelyPanel(Interactions interactions) {
        return panel(
                StartPanel.Place.SIDE,
                "met",
                Right.READ_INTERACTIONS,
                10,
                () -> interactions.metLately(MOST_MET_AT_START));
    }

    private static StartPanel panel(
            StartPanel.Place place, String fragment, Right right, int order, Supplier<List<?>> rows) {
        return new StartPanel(place, "crm/interaction/start", fragment, right, order, () -> {
            List<?> found = rows.get();
            return found.isEmpty() ? null : Map.of("rows", found);
        });
    }
}
