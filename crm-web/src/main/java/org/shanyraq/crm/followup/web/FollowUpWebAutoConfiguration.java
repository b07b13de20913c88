package org.shanyraq.crm.followup.web;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpLinks;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.Reminders;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.shanyraq.crm.shared.web.StartPanel;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The pages and the API of follow-ups, commitments and working days; {@code crm.followup.enabled=false} takes them away together with the
 * feature, and so does switching off contacts or organisations.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.followup.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class FollowUpWebAutoConfiguration {

    private static final int MOST_AT_START = 8;

    @Bean
    OwedPickers crmOwedPickers(
            Colleagues colleagues, Contacts contacts, Organisations organisations, PageSupport page) {
        return new OwedPickers(colleagues, contacts, organisations, page);
    }

    @Bean
    FollowUpController crmFollowUpController(
            FollowUps followUps,
            WorkingDays days,
            OwedPickers pickers,
            Access access,
            Redirects redirects,
            PageSupport page) {
        return new FollowUpController(followUps, days, pickers, access, redirects, page);
    }

    @Bean
    CommitmentController crmCommitmentController(
            Commitments commitments,
            FollowUps followUps,
            WorkingDays days,
            OwedPickers pickers,
            Access access,
            Redirects redirects,
            PageSupport page) {
        return new CommitmentController(commitments, followUps, days, pickers, access, redirects, page);
    }

    @Bean
    OwedPanelController crmOwedPanelController(FollowUps followUps, Commitments commitments) {
        return new OwedPanelController(followUps, commitments);
    }

    @Bean
    WorkingDayController crmWorkingDayController(
            WorkingDays days, @Qualifier("crmClock") Clock clock, Redirects redirects) {
        return new WorkingDayController(days, clock, redirects);
    }

    @Bean
    FollowUpApiController crmFollowUpApiController(FollowUps followUps, ApiSupport api) {
        return new FollowUpApiController(followUps, api);
    }

    @Bean
    CommitmentApiController crmCommitmentApiController(Commitments commitments, ApiSupport api) {
        return new CommitmentApiController(commitments, api);
    }

    @Bean
    ReminderController crmReminderController(Reminders reminders, Redirects redirects) {
        return new ReminderController(reminders, redirects);
    }

    /** Known only when it is known how the outside world reaches us: a mail is no answer to a request. */
    @Bean
    FollowUpLinks crmFollowUpLinks(WebProperties web) {
        return path -> Optional.ofNullable(web.publicUrl()).map(outside -> outside + web.path(path));
    }

    @Bean
    RecordPanel crmDigestPanel() {
        return new RecordPanel("officer", "crm.followup.digest.panel", "/me/digest", Right.READ_FOLLOW_UPS, 20);
    }

    @Bean
    RecordPanel crmContactOwedPanel() {
        return panel("contact");
    }

    @Bean
    RecordPanel crmDialogueOwedPanel() {
        return panel("dialogue");
    }

    @Bean
    RecordPanel crmOrganisationOwedPanel() {
        return panel("organisation");
    }

    @Bean
    RecordPanel crmInteractionOwedPanel() {
        return panel("interaction");
    }

    private static RecordPanel panel(String record) {
        return new RecordPanel(
                record, "crm.followup.panel.owed", "/owed/" + record + ":{id}", Right.READ_FOLLOW_UPS, 5);
    }

    @Bean
    NavigationItem crmFollowUpNavigationItem() {
        return new NavigationItem("followup", "/follow-ups", Right.READ_FOLLOW_UPS, 17, "check", "/reminders/badge");
    }

    @Bean
    StartLink crmNewFollowUpLink() {
        return new StartLink(StartLink.Kind.ACT, "crm.followup.list.new", "/follow-ups/new", Right.EDIT_FOLLOW_UPS, 17);
    }

    @Bean
    StartLink crmOverdueFollowUpsLink() {
        return new StartLink(
                StartLink.Kind.BROWSE,
                "crm.followup.list.overdue-all",
                "/follow-ups?whose=ALL&overdue=true",
                Right.READ_FOLLOW_UPS,
                17);
    }

    /** Who has to do something, in histories. */
    @Bean
    HistoryName crmOwnerHistoryName(Colleagues colleagues) {
        OfficerOptions officers = new OfficerOptions(colleagues);
        return new HistoryName("owner", null, officers::names);
    }

    /** Who undertook or heard something, in histories. */
    @Bean
    HistoryName crmOfficerHistoryName(Colleagues colleagues) {
        OfficerOptions officers = new OfficerOptions(colleagues);
        return new HistoryName("officer", null, officers::names);
    }

    /** What something is linked to, in histories. */
    @Bean
    HistoryName crmLinksHistoryName(FollowUps followUps, PageSupport page) {
        return new HistoryName(
                "links",
                null,
                ids -> page.may(Right.READ_FOLLOW_UPS.name()) ? OwedPickers.names(followUps, page, ids) : Map.of());
    }

    /** What the officer has to do, what is overdue first. */
    @Bean
    StartPanel crmOwingPanel(FollowUps followUps, Access access) {
        return new StartPanel(StartPanel.Place.MAIN, "crm/followup/start", "owing", Right.READ_FOLLOW_UPS, 10, () -> {
            FollowUpQuery mine = FollowUpQuery.OPEN.of(access.officer().id());
            Slice<FollowUpSummary> first = followUps.list(mine, Paging.first(MOST_AT_START));
            return access.officer().may(Right.EDIT_FOLLOW_UPS) || !first.items().isEmpty()
                    ? Map.of("rows", first.items(), "more", first.next() != null)
                    : null;
        });
    }

    /** What the officer undertook for others, who wait for it. */
    @Bean
    StartPanel crmWaitingForMePanel(Commitments commitments, Access access) {
        return new StartPanel(StartPanel.Place.MAIN, "crm/followup/start", "waiting", Right.READ_FOLLOW_UPS, 30, () -> {
            Slice<CommitmentSummary> first = commitments.list(
                    new CommitmentQuery(
                            null,
                            CommitmentDirection.OURS,
                            CommitmentState.OPEN,
                            access.officer().id(),
                            null,
                            null),
                    Paging.first(MOST_AT_START));
            return first.items().isEmpty() ? null : Map.of("rows", first.items(), "more", first.next() != null);
        });
    }
}
