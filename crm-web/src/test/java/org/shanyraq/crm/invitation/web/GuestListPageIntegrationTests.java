package org.shanyraq.crm.invitation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.access.web.HostOfficers;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.TestDatabaseInitializer;
import org.shanyraq.crm.testing.TestOfficers;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** "It is done when", 4: what the page of a guest list costs the database from the request to the last line, however many guests there are. */
@SpringBootTest(
        classes = GuestListPageIntegrationTests.Host.class,
        properties = {
            "spring.config.name=host",
            "spring.liquibase.enabled=false",
            "spring.jpa.open-in-view=false",
            "spring.autoconfigure.exclude=org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
            "crm.web.public-url=https://crm.example"
        })
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@AutoConfigureMockMvc
class GuestListPageIntegrationTests extends OfficerScene {

    private static final String HERE = "guest-pages";

    /** Signs whoever asks in as the manager, in the thread of the test. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {

        @Bean
        static StatementCounter statementCounter() {
            return new StatementCounter();
        }

        @Bean
        TestOfficers testOfficers(OfficerDirectory directory) {
            return new TestOfficers(directory);
        }

        @Bean
        HostOfficers hostOfficers() {
            String manager = "manager-" + HERE + "-confidential";
            return user -> Optional.of(new SignIn(
                    "test",
                    manager,
                    Officer.Kind.PERSON,
                    manager,
                    manager + "@mission.example",
                    Set.of(Role.MANAGER),
                    Set.of(HERE),
                    Sensitivity.CONFIDENTIAL));
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Dialogues dialogues;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Sendings sendings;

    @Autowired
    private Segments segments;

    @Autowired
    private DialogueSeriesCatalogue catalogue;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Posts posts;

    @Autowired
    private Mandates mandates;

    private final Instant start = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.HOURS);

    @Test
    void thePageOfAGuestListOfAThousandCostsAsManyStatementsAsThatOfSixty() throws Exception {
        DialogueId few = dialogue(60);
        DialogueId many = dialogue(1_000);
        open(many);
        List<String> ofFew = new ArrayList<>();
        List<String> ofMany = new ArrayList<>();
        String pageOfFew = shown(few, ofFew);
        String pageOfMany = shown(many, ofMany);
        assertThat(pageOfFew).contains("Named Companion", "invited once before", "same time");
        assertThat(pageOfMany)
                .contains(
                        "Named Companion",
                        "invited once before",
                        "same time",
                        "Invitation: to be sent",
                        "1,000 guests",
                        "is wanted elsewhere at that time:");
        assertThat(ofMany).as("the page of a thousand").hasSameSizeAs(ofFew);
        // Who asks, and the missions; the dialogue, the guests with their last mails, what else they are wanted for,
        // the figures.
        assertThat(ofMany).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);

        List<String> mixOfFew = new ArrayList<>();
        List<String> mixOfMany = new ArrayList<>();
        noted("/crm/dialogues/" + few + "/guests/mix", mixOfFew);
        assertThat(noted("/crm/dialogues/" + many + "/guests/mix", mixOfMany))
                .contains("Sources of this list", "Group ", "1,000 guests", "elsewhere=THEN");
        assertThat(mixOfMany).hasSameSizeAs(mixOfFew).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void allWhoHaveNoAddressAreNotedAsInvitedOtherwiseBelowTheRecipients() throws Exception {
        Officer protocol = officers.protocol(HERE);
        Officer manager = officers.manager(HERE);
        ContactDetails mute = People.named("Mute", UnusualNames.next()).details();
        ContactId contact = as(protocol, () -> contacts.register(mute)).id();
        DialogueId dialogue = announced(protocol, "Letters", start, null);
        approved(protocol, manager, dialogue, List.of(contact));
        String page = get("/crm/dialogues/" + dialogue + "/guests/send");
        assertThat(page).contains("1 approved guest has no address");
        Matcher mark = Pattern.compile("name=\"mark\" value=\"([0-9a-f]+)\"")
                .matcher(page.substring(page.indexOf("id=\"unaddressed\"")));
        assertThat(mark.find()).isTrue();
        for (String done : List.of(
                "crm.invitation.otherwise.unaddressed.tick",
                "crm.invitation.otherwise.done",
                "crm.invitation.error.changed")) {
            String invited = Boolean.toString(!done.endsWith(".tick"));
            assertThat(done(dialogue, "/send/otherwise", "mark", mark.group(1), "invited", invited))
                    .isEqualTo(done);
        }
        assertThat(as(protocol, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(9)))
                        .items())
                .extracting(InvitationView::state)
                .containsExactly(InvitationState.INVITED);
        assertThat(get("/crm/dialogues/" + dialogue + "/guests/send")).doesNotContain("id=\"unaddressed\"");
    }

    // D3: from what the list was chosen is told where guests are, and asked anew, and forgotten, where they are chosen.
    @Test
    void theSourcesOfAListAreToldProposedAnewAndForgotten() throws Exception {
        Officer protocol = officers.protocol(HERE);
        Officer manager = officers.manager(HERE);
        String unique = UnusualNames.next();
        as(protocol, () -> contacts.register(People.named("First", unique).details()));
        SegmentView query = as(
                protocol,
                () -> segments.create(new SegmentDetails(
                        SegmentKind.QUERY,
                        "Called " + unique,
                        null,
                        Sensitivity.INTERNAL,
                        ContactQuery.ALL.withText(unique))));
        DialogueId dialogue = announced(protocol, "Sources " + unique, start, null);
        assertThat(mix(dialogue)).doesNotContain("id=\"sources\"");
        assertThat(open(dialogue)).contains("id=\"mix\" open=\"open\"");
        as(protocol, () -> invitations.proposeSegment(dialogue, query.id()));
        assertThat(mix(dialogue)).contains("id=\"sources\"", "Called " + unique);
        assertThat(open(dialogue)).contains("id=\"mix\" open=\"open\"");
        as(
                manager,
                () -> invitations.approveAll(
                        dialogue, invitations.guestList(dialogue).decidable().mark()));
        InvitationView first = as(protocol, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(9)))
                .items()
                .get(0);
        as(protocol, () -> sendings.inviteOtherwise(dialogue, List.of(new SeenGuest(first.id(), first.version()))));
        assertThat(open(dialogue))
                .as("nobody is being chosen any more")
                .contains("id=\"mix\"")
                .doesNotContain("id=\"mix\" open");

        as(protocol, () -> contacts.register(People.named("Second", unique).details()));
        assertThat(get("/crm/dialogues/" + dialogue + "/guests/choose"))
                .contains("Propose whom these find now", "called “" + unique + "”", "All lists and saved searches");
        assertThat(done(dialogue, "/sources")).isEqualTo("crm.invitation.propose.many");
        assertThat(open(dialogue)).contains("Second " + unique, "id=\"mix\" open=\"open\"");
        assertThat(done(dialogue, "/sources/forget", "segment", query.id().toString()))
                .isEqualTo("crm.invitation.source.forgotten");
        assertThat(mix(dialogue)).doesNotContain("id=\"sources\"");
        assertThat(open(dialogue)).contains("Second " + unique);
        assertThat(done(dialogue, "/sources")).isEqualTo("crm.invitation.error.no-sources");
    }

    /** What is said after an act, by its key. */
    private String done(DialogueId dialogue, String act, String... parameters) throws Exception {
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.post("/crm/dialogues/" + dialogue + "/guests" + act);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        Flash flash = (Flash) mvc.perform(request.with(csrf()).with(user("manager")))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getFlashMap()
                .get("flash");
        return Objects.requireNonNull(flash).key();
    }

    private String shown(DialogueId dialogue, List<String> statements) {
        return noted("/crm/dialogues/" + dialogue + "/guests", statements);
    }

    private String noted(String path, List<String> statements) {
        List<String> page = new ArrayList<>();
        statements.addAll(StatementCounter.statementsOf(() -> page.add(get(path))));
        return page.get(0);
    }

    private String mix(DialogueId dialogue) {
        return get("/crm/dialogues/" + dialogue + "/guests/mix");
    }

    private String open(DialogueId dialogue) {
        return get("/crm/dialogues/" + dialogue + "/guests");
    }

    private String get(String path) {
        try {
            MockHttpServletResponse response = mvc.perform(MockMvcRequestBuilders.get(path)
                            .locale(Locale.ENGLISH)
                            .with(user("manager")))
                    .andReturn()
                    .getResponse();
            assertThat(response.getStatus()).isEqualTo(200);
            return response.getContentAsString();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One that was announced and to which so many are invited by mail, all of whom were at another one, and of whom some bring somebody and some are wanted elsewhere. */
    private DialogueId dialogue(int guests) {
        Officer protocol = officers.protocol(HERE);
        Officer manager = officers.manager(HERE);
        String unique = UnusualNames.next();
        List<ContactId> all = new ArrayList<>();
        for (int first = 0; first < guests; first += 100) {
            List<ContactDetails> some = new ArrayList<>();
            for (int i = first; i < Math.min(guests, first + 100); i++) {
                String given = "Guest" + i;
                some.add(People.named(given, unique)
                        .with(People.email(
                                given.toLowerCase(Locale.ROOT) + "@" + unique.toLowerCase(Locale.ROOT) + ".example"))
                        .details());
            }
            as(protocol, () -> contacts.registerAll(some)).forEach(contact -> all.add(contact.id()));
        }
        DialogueId earlier = announced(protocol, "Earlier " + unique, start.minus(Duration.ofDays(20)), null);
        approved(protocol, manager, earlier, all.subList(0, 60));
        DialogueId rival = announced(protocol, "Rival " + unique, start, null);
        approved(protocol, manager, rival, all.subList(0, 60));
        members(manager, "Group " + unique, all.subList(0, 30));
        DialogueSeriesId series = as(
                        protocol, () -> catalogue.create(Plans.series("Series " + unique, Sensitivity.INTERNAL, 1)))
                .id();
        DialogueId dialogue = announced(protocol, "Guests " + unique, start, all.get(0), series);
        approved(protocol, manager, dialogue, all);
        SegmentId query = as(
                        protocol,
                        () -> segments.create(new SegmentDetails(
                                SegmentKind.QUERY,
                                "Called " + unique,
                                null,
                                Sensitivity.INTERNAL,
                                ContactQuery.ALL.withText(unique))))
                .id();
        as(protocol, () -> invitations.proposeSegment(dialogue, query));
        as(protocol, () -> {
            invitations.setTerms(dialogue, new GuestTerms(WaitingOrder.BY_CLASS, 2, true));
            return sendings.send(
                    dialogue,
                    SendingDetails.now(TemplateKind.INVITATION),
                    sendings.recipients(dialogue, SendingDetails.now(TemplateKind.INVITATION))
                            .mark(),
                    Set.of());
        });
        for (InvitationView guest : as(protocol, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(20)))
                .items()) {
            as(protocol, () -> {
                invitations.answer(
                        dialogue,
                        new SeenGuest(guest.id(), guest.version()),
                        GuestReply.ACCEPT,
                        new Company(List.of(new Companion("Named Companion", "Sample Institute")), 0),
                        Shortage.WAIT);
                return guest;
            });
        }
        return dialogue;
    }

    /** Has them sit in a political group, which is the institution that they come from. */
    private void members(Officer manager, String name, List<ContactId> contacts) {
        OrganisationId group = as(
                        manager,
                        () -> organisations.register(new OrganisationDetails(
                                LocalizedText.of("en", name),
                                null,
                                OrganisationKind.POLITICAL_GROUP,
                                Circle.EU_INSTITUTIONS,
                                null,
                                Tenure.UNKNOWN,
                                null,
                                null,
                                null,
                                List.of())))
                .id();
        PostId seat = as(
                        manager,
                        () -> posts.establish(
                                new PostDetails(group, PostRole.MEMBER, LocalizedText.EMPTY, null, Tenure.UNKNOWN)))
                .id();
        contacts.forEach(
                contact -> as(manager, () -> mandates.begin(new MandateDetails(contact, seat, Tenure.UNKNOWN, null))));
    }

    private void approved(Officer protocol, Officer manager, DialogueId dialogue, List<ContactId> guests) {
        for (int first = 0; first < guests.size(); first += 100) {
            List<ContactId> some = guests.subList(first, Math.min(guests.size(), first + 100));
            as(protocol, () -> invitations.propose(dialogue, some));
        }
        as(
                manager,
                () -> invitations.approveAll(
                        dialogue, invitations.guestList(dialogue).decidable().mark()));
    }

    private DialogueId announced(Officer protocol, String theme, Instant begin, @Nullable ContactId speaker) {
        return announced(protocol, theme, begin, speaker, null);
    }

    private DialogueId announced(
            Officer protocol,
            String theme,
            Instant begin,
            @Nullable ContactId speaker,
            @Nullable DialogueSeriesId series) {
        Plans plans = Plans.evening(theme, begin).seats(1_500).of(series);
        Plans whole = speaker == null
                ? plans
                : plans.with(AgendaItem.of(AgendaItemKind.KEYNOTE, 20, Speaker.of(speaker, SpeakerRole.KEYNOTE)));
        DialogueView drafted =
                as(protocol, () -> dialogues.create(whole.details().withInCharge(List.of(protocol.id()))));
        return as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }
}
