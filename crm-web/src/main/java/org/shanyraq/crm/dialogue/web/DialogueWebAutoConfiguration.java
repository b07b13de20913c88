package org.shanyraq.crm.dialogue.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.shanyraq.crm.shared.web.StartPanel;
import org.shanyraq.crm.shared.web.UploadLimit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The pages and the API of dialogues, their series and files; {@code crm.dialogue.enabled=false} takes them away together with the feature,
 * and so does switching off contacts or organisations, without which there is none.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.dialogue.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class DialogueWebAutoConfiguration {

    private static final int MOST_AT_START = 5;

    @Bean
    DialogueController crmDialogueController(
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            Attachments attachments,
            Contacts contacts,
            Colleagues colleagues,
            Access access,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new DialogueController(
                dialogues,
                new DialogueSeriesOptions(catalogue, page),
                new InChargeOptions(colleagues, access, page),
                attachments,
                contacts,
                access,
                redirects,
                page,
                clock);
    }

    @Bean
    DialogueCalendarController crmDialogueCalendarController(
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            Colleagues colleagues,
            Access access,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new DialogueCalendarController(
                dialogues,
                new DialogueSeriesOptions(catalogue, page),
                new InChargeOptions(colleagues, access, page),
                clock);
    }

    @Bean
    DialogueSeriesController crmDialogueSeriesController(
            DialogueSeriesCatalogue catalogue,
            Dialogues dialogues,
            Access access,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new DialogueSeriesController(catalogue, dialogues, access, redirects, page, clock);
    }

    @Bean
    AttachmentController crmAttachmentController(
            Attachments attachments, Dialogues dialogues, Access access, Redirects redirects, UploadLimit uploads) {
        return new AttachmentController(attachments, dialogues, access, redirects, uploads);
    }

    @Bean
    AttachmentApiController crmAttachmentApiController(Attachments attachments, ApiSupport api) {
        return new AttachmentApiController(attachments, api);
    }

    @Bean
    DialogueBodyMapper crmDialogueBodyMapper() {
        return new GeneratedDialogueBodyMapper();
    }

    @Bean
    DialogueApiController crmDialogueApiController(Dialogues dialogues, DialogueBodyMapper bodies, ApiSupport api) {
        return new DialogueApiController(dialogues, bodies, api);
    }

    @Bean
    DialogueSeriesApiController crmDialogueSeriesApiController(
            DialogueSeriesCatalogue catalogue, DialogueBodyMapper bodies, ApiSupport api) {
        return new DialogueSeriesApiController(catalogue, bodies, api);
    }

    @Bean
    HistoryName crmSeriesHistoryName(DialogueSeriesCatalogue catalogue, PageSupport page) {
        return new HistoryName("series", "/dialogue-series", ids -> {
            Map<UUID, String> names = new HashMap<>();
            // Few: a page of a history tells of one or two.
            ids.forEach(id -> {
                try {
                    names.put(
                            id,
                            page.text(catalogue
                                    .get(new DialogueSeriesId(id))
                                    .details()
                                    .name()));
                } catch (NotFoundException goneOrHidden) {
                    // Left out.
                }
            });
            return names;
        });
    }

    @Bean
    NavigationItem crmDialogueNavigationItem() {
        return new NavigationItem("dialogue", "/dialogues", Right.READ_DIALOGUES, 15, "calendar");
    }

    @Bean
    StartLink crmNewDialogueLink() {
        return new StartLink(StartLink.Kind.ACT, "crm.dialogue.list.new", "/dialogues/new", Right.DRAFT_DIALOGUES, 15);
    }

    @Bean
    StartLink crmInvitingDialoguesLink() {
        return new StartLink(
                StartLink.Kind.BROWSE,
                "crm.dialogue.list.inviting",
                "/dialogues?state=INVITING",
                Right.READ_DIALOGUES,
                15);
    }

    /** The dialogues that come next. */
    @Bean
    StartPanel crmNextDialoguesPanel(Dialogues dialogues, @Qualifier("crmClock") Clock clock) {
        return new StartPanel(StartPanel.Place.MAIN, "crm/dialogue/start", "next", Right.READ_DIALOGUES, 40, () -> {
            List<DialogueSummary> next = dialogues
                    .list(
                            new DialogueQuery(
                                    null,
                                    Set.of(DialogueState.DRAFT, DialogueState.INVITING),
                                    null,
                                    LocalDate.now(clock),
                                    null,
                                    Archived.WITHOUT,
                                    DialogueQuery.Sort.EARLIEST),
                            Paging.first(MOST_AT_START))
                    .items();
            return next.isEmpty() ? null : Map.of("rows", next);
        });
    }
}
