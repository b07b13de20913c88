package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostHolders;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows A1 to A4 and V2 of the features; threats Z2, Z6, Z8 and Z20. */
@ServiceTest
class MandateIntegrationTests extends OfficerScene {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Contacts contacts;

    @Autowired
    Mandates mandates;

    @Autowired
    Organisations organisations;

    @Autowired
    Posts posts;

    @Autowired
    PostHolders holders;

    @Autowired
    Search search;

    @Autowired
    AuditLog log;

    @Autowired
    JdbcClient database;

    Officer diplomat;
    Officer viewer;
    Officer manager;
    Officer foreigner;

    OrganisationId parliament = new OrganisationId(new UUID(0, 0));
    OrganisationId committee = new OrganisationId(new UUID(0, 0));

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("mandate-one");
        viewer = officers.viewer("mandate-one");
        manager = officers.manager("mandate-one");
        foreigner = officers.manager("mandate-two");
        int number = NUMBER.incrementAndGet();
        parliament = organisation("Assembly of Waves " + number, null, Circle.EU_INSTITUTIONS);
        committee = organisation("Committee on Tides " + number, parliament, Circle.EXPERT);
    }

    @Test
    void aListByOrganisationRoleOrCircleShowsTheMandateThatIsMeant() {
        OrganisationId subcommittee = organisation("Subcommittee on Foam", committee, Circle.MEDIA);
        ContactId person = person("Aliya", "Foam");
        begin(person, post(parliament, PostRole.PRESIDENT, 1), since("2024"));
        begin(person, post(subcommittee, PostRole.SUBSTITUTE, null), since("2024"));
        assertThat(shown(ContactQuery.ALL, person)).isEqualTo(PostRole.PRESIDENT);
        assertThat(shown(ContactQuery.ALL.withOrganisation(committee), person)).isEqualTo(PostRole.SUBSTITUTE);
        assertThat(shown(ContactQuery.ALL.withOrganisation(parliament), person)).isEqualTo(PostRole.PRESIDENT);
        assertThat(shown(ContactQuery.ALL.withRole(PostRole.SUBSTITUTE), person))
                .isEqualTo(PostRole.SUBSTITUTE);
        assertThat(shown(ContactQuery.ALL.withCircle(Circle.MEDIA), person)).isEqualTo(PostRole.SUBSTITUTE);
        assertThat(shown(
                        ContactQuery.ALL
                                .withOrganisation(parliament)
                                .withRole(PostRole.PRESIDENT)
                                .withCircle(Circle.EU_INSTITUTIONS),
                        person))
                .isEqualTo(PostRole.PRESIDENT);
    }

    private PostRole shown(ContactQuery query, ContactId person) {
        return as(viewer, () -> contacts.list(query, Paging.first(100))).items().stream()
                .filter(found -> found.id().equals(person))
                .map(found -> Objects.requireNonNull(found.principal()).role())
                .findFirst()
                .orElseThrow();
    }

    // ---- A1, A2

    @Test
    void aPersonHoldsPostsOfSeveralOrganisationsAtOnceAndPastOnesStay() {
        ContactId person = person("Aliya", "Sea");
        MandateView member = begin(person, post(parliament, PostRole.MEMBER, null), since("2024-07-16"));
        MandateView chair = begin(person, post(committee, PostRole.CHAIR, 1), since("2025-01-01"));
        MandateView early = begin(person, post(committee, PostRole.VICE_CHAIR, null), between("2019", "2021-05"));
        MandateView late = begin(person, post(committee, PostRole.MEMBER, null), between("2021-06", "2024-07-15"));
        assertThat(List.of(member.current(), chair.current(), early.current(), late.current()))
                .containsExactly(true, true, false, false);
        assertThat(as(viewer, () -> mandates.of(person))).containsExactly(chair, member, late, early);
        ContactView view = as(viewer, () -> contacts.get(person));
        assertThat(view.mandates()).containsExactly(chair, member, late, early);
        ContactSummary summary = as(viewer, () -> contacts.suggest("Aliya Sea")).stream()
                .filter(found -> found.id().equals(person))
                .findFirst()
                .orElseThrow();
        assertThat(summary.mandates()).isEqualTo(2);
        assertThat(summary.principal())
                .isNotNull()
                .extracting(ContactSummary.Principal::role, ContactSummary.Principal::organisation)
                .containsExactly(PostRole.CHAIR, committee);
    }

    // ---- A3

    @Test
    void whoHeldAPostOnADayIsAnswered() {
        PostId chair = post(committee, PostRole.CHAIR, 1);
        ContactId first = person("Anna", "First");
        ContactId second = person("Boris", "Second");
        begin(first, chair, between("2024-07-16", "2025-03-01"));
        begin(second, chair, since("2025-03-02"));
        assertThat(chairOn("2025-03-01")).containsExactly(first);
        assertThat(chairOn("2025-03-02")).containsExactly(second);
        assertThat(chairOn("2024-07-15")).isEmpty();
        assertThat(heldOn("2025-03-01")).containsExactly("Anna First");
        assertThat(as(viewer, () -> mandates.of(chair)))
                .extracting(MandateView::contactName)
                .containsExactly("Boris Second", "Anna First");
        assertThat(as(viewer, () -> posts.get(chair, LocalDate.parse("2025-03-01")))
                        .holders())
                .extracting(PostHolders.Holder::contact)
                .containsExactly(first.value());
    }

    // A3: one person, though its subcommittees have chairs too
    @Test
    void a3WhoChairedACommitteeOnADayIsOnePerson() {
        OrganisationId subcommittee =
                organisation("Subcommittee on Ebbs " + NUMBER.get(), committee, Circle.EU_INSTITUTIONS);
        PostId chair = post(committee, PostRole.CHAIR, 1);
        ContactId early = person("Anna", "Early");
        begin(early, chair, between("2024-07-16", "2025-03-01"));
        begin(person("Boris", "Late"), chair, since("2025-03-02"));
        begin(person("Cara", "Below"), post(subcommittee, PostRole.CHAIR, 1), since("2024-07-16"));
        begin(early, post(committee, PostRole.MEMBER, null), since("2019-07-02"));
        assertThat(namesOf(in(committee, PostRole.CHAIR, "2025-03-01"))).containsExactly("Anna Early");
        assertThat(namesOf(in(committee, PostRole.CHAIR, "2025-03-02"))).containsExactly("Boris Late");
        assertThat(namesOf(new MandateQuery(null, chair, null, null, null, null)))
                .containsExactlyInAnyOrder("Anna Early", "Boris Late");
        assertThat(namesOf(new MandateQuery(early, null, null, null, null, null)))
                .containsExactly("Anna Early", "Anna Early");
        assertThat(namesOf(
                        new MandateQuery(null, null, null, committee, PostRole.CHAIR, LocalDate.parse("2025-03-01"))))
                .containsExactlyInAnyOrder("Anna Early", "Cara Below");
        // The row of a list tells the post of that day, not of today.
        ContactQuery chairs = ContactQuery.ALL
                .withText("Anna Early")
                .withOrganisation(committee)
                .withRole(PostRole.CHAIR)
                .withAsOf(LocalDate.parse("2025-03-01"));
        assertThat(as(viewer, () -> contacts.list(chairs, Paging.first(10))).items())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.mandates()).isEqualTo(2);
                    assertThat(row.principal())
                            .isNotNull()
                            .extracting(ContactSummary.Principal::role)
                            .isEqualTo(PostRole.CHAIR);
                });
    }

    // A5, S2: what hangs below moves along, and the history keeps where it was
    @Test
    void a5ASubtreeMovesWithItsPostsAndPeopleAndTheHistoryStays() {
        ContactId person = person("Aliya", "Mover");
        MandateView made = begin(person, post(committee, PostRole.CHAIR, 1), since("2024-01-01"));
        OrganisationId other = organisation("Assembly of Dunes " + NUMBER.get(), null, Circle.EU_INSTITUTIONS);
        OrganisationView before = as(viewer, () -> organisations.get(committee));
        OrganisationDetails kept = before.details();
        as(
                diplomat,
                () -> organisations.change(
                        committee, before.version(), details(kept.names().in("en"), other, kept.circle())));
        assertThat(holding(parliament, null)).isEmpty();
        assertThat(holding(other, null)).containsExactly(person);
        assertThat(as(viewer, () -> mandates.get(made.id()))).isEqualTo(made);
        assertThat(as(viewer, () -> contacts.history(person, Paging.first(10))).items())
                .hasSize(2);
        assertThat(as(viewer, () -> organisations.history(committee, Paging.first(10))).items().stream()
                        .filter(entry -> entry.action() == AuditAction.CHANGED)
                        .flatMap(entry -> entry.changes().stream()))
                .containsExactly(new FieldChange("parent", parliament.toString(), other.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9999-01-01", "0001-01-01", "1000-01-01", "+10000-01-01", "+999999999-12-31"})
    void i4ADayThatNoDateCanMeanIsRefused(String text) {
        LocalDate day = LocalDate.parse(text);
        PostId chair = post(committee, PostRole.CHAIR, 1);
        for (Supplier<?> question : List.<Supplier<?>>of(
                () -> mandates.list(new MandateQuery(null, null, null, null, null, day), Paging.first(1)),
                () -> posts.get(chair, day),
                () -> posts.list(null, null, true, day, Paging.first(1)))) {
            assertThatThrownBy(() -> as(viewer, question)).isInstanceOf(InvalidInputException.class);
        }
    }

    private List<String> namesOf(MandateQuery query) {
        return as(viewer, () -> mandates.list(query, Paging.first(50))).items().stream()
                .map(MandateView::contactName)
                .toList();
    }

    private static MandateQuery in(OrganisationId organisation, @Nullable PostRole role, @Nullable String day) {
        return new MandateQuery(null, null, organisation, null, role, day == null ? null : LocalDate.parse(day));
    }

    private List<ContactId> chairOn(String day) {
        ContactQuery query = ContactQuery.ALL
                .withOrganisation(parliament)
                .withRole(PostRole.CHAIR)
                .withAsOf(LocalDate.parse(day));
        List<ContactId> found = as(viewer, () -> contacts.list(query, Paging.first(50))).items().stream()
                .map(ContactSummary::id)
                .toList();
        assertThat(as(viewer, () -> contacts.count(query, 0))).isEqualTo(found.size());
        return found;
    }

    private List<String> heldOn(String day) {
        return as(viewer, () -> mandates.list(in(committee, null, day), Paging.first(50))).items().stream()
                .map(MandateView::contactName)
                .toList();
    }

    @Test
    void aFilterByOrganisationCountsItsPartsAndOneByCircleTheOrganisationItself() {
        ContactId person = person("Cara", "Part");
        begin(person, post(committee, PostRole.MEMBER, null), since("2024"));
        assertThat(holding(parliament, null)).containsExactly(person);
        assertThat(holding(committee, Circle.EXPERT)).containsExactly(person);
        assertThat(holding(parliament, Circle.EU_INSTITUTIONS)).isEmpty();
    }

    private List<ContactId> holding(OrganisationId organisation, @Nullable Circle circle) {
        ContactQuery query = ContactQuery.ALL
                .withOrganisation(organisation)
                .withCircle(circle)
                .sortedBy(ContactQuery.Sort.CHANGED, true);
        return as(viewer, () -> contacts.list(query, Paging.first(50))).items().stream()
                .map(ContactSummary::id)
                .toList();
    }

    // ---- A4

    @Test
    void seatsThatAreNotTakenAreVacant() {
        PostId chair = post(committee, PostRole.CHAIR, 2);
        LocalDate day = LocalDate.parse("2026-01-01");
        assertThat(as(viewer, () -> posts.get(chair, day)).vacancies()).isEqualTo(2);
        ContactId hidden = as(
                        manager,
                        () -> contacts.register(People.named("Zoe", "Hidden")
                                .with(Sensitivity.CONFIDENTIAL)
                                .details()))
                .id();
        as(manager, () -> mandates.begin(new MandateDetails(hidden, chair, since("2025"), null)));
        assertThat(as(manager, () -> posts.get(chair, day)).holders()).hasSize(1);
        assertThat(as(manager, () -> posts.get(chair, day)).vacancies()).isEqualTo(1);
        // Z8: neither the name nor the number tells of the hidden one
        assertThat(as(viewer, () -> posts.get(chair, day)).holders()).isEmpty();
        assertThat(as(viewer, () -> posts.get(chair, day)).vacancies()).isEqualTo(2);
        assertThat(vacantOn(manager, "2026-01-01")).containsExactly(chair);
        ContactId open = person("Olga", "Open");
        begin(open, chair, since("2025-01-01"));
        assertThat(vacantOn(manager, "2026-01-01")).isEmpty();
        assertThat(vacantOn(viewer, "2026-01-01")).containsExactly(chair);
        assertThat(vacantOn(manager, "2024-12-31")).containsExactly(chair);
        assertThat(holders.isUsed(chair)).isTrue();
        // Who is archived holds nothing in lists and trees, and keeps no seat.
        as(diplomat, () -> contacts.archive(open, 0));
        assertThat(as(manager, () -> posts.get(chair, day)).holders()).hasSize(1);
        assertThat(vacantOn(manager, "2026-01-01")).containsExactly(chair);
    }

    private List<PostId> vacantOn(Officer officer, String day) {
        return as(officer, () -> posts.list(committee, null, true, LocalDate.parse(day), Paging.first(50)))
                .items()
                .stream()
                .map(PostView::id)
                .toList();
    }

    // Z8: a refusal does not tell of a hidden holder; who sees both sees that the seats are taken twice
    @Test
    void z8TheSeatOfAHiddenHolderRefusesNobody() {
        PostId chair = post(committee, PostRole.CHAIR, 1);
        ContactId hidden = as(
                        manager,
                        () -> contacts.register(People.named("Zoe", "Veiled")
                                .with(Sensitivity.CONFIDENTIAL)
                                .details()))
                .id();
        as(manager, () -> mandates.begin(new MandateDetails(hidden, chair, since("2025-01-01"), null)));
        assertThat(refused(person("Anna", "Seen"), chair, since("2026-01-01"))).isEmpty();
        assertThat(refused(person("Boris", "Seen"), chair, since("2026-01-01")))
                .containsExactly("crm.contact.error.seats-taken");
        assertThat(as(manager, () -> posts.get(chair, LocalDate.parse("2026-02-01")))
                        .holders())
                .extracting(PostHolders.Holder::name)
                .containsExactly("Anna Seen", "Zoe Veiled");
    }

    // ---- V2

    @Test
    void datesMayBePartialUnknownOrOpenAndAreKeptAsTheyAre() {
        ContactId person = person("Aliya", "Dates");
        for (Tenure tenure : List.of(
                since("2019"),
                since("2019-05"),
                between("2018", "2019-02"),
                Tenure.UNKNOWN,
                new Tenure(null, null, true))) {
            MandateView made = begin(person, post(committee, PostRole.MEMBER, null), tenure);
            assertThat(as(viewer, () -> mandates.get(made.id())).details().tenure())
                    .isEqualTo(tenure);
        }
        assertThat(as(viewer, () -> mandates.of(person)).stream().filter(MandateView::current))
                .hasSize(3);
    }

    @Test
    void nobodyHoldsAPostTwiceAtTheSameTime() {
        ContactId person = person("Aliya", "Twice");
        PostId post = post(committee, PostRole.MEMBER, null);
        MandateView first = begin(person, post, between("2019-07-02", "2024-07-15"));
        assertThat(refused(person, post, since("2024-01-01"))).containsExactly("crm.contact.error.mandate-twice");
        MandateView second = begin(person, post, since("2024-07-16"));
        assertThat(keysOf(() -> mandates.change(
                        second.id(), second.version(), new MandateDetails(person, post, since("2024-07-15"), null))))
                .containsExactly("crm.contact.error.mandate-twice");
        as(
                diplomat,
                () -> mandates.change(
                        first.id(),
                        first.version(),
                        new MandateDetails(person, post, between("2019", "2024"), "re-elected")));
    }

    @Test
    void noMoreHoldExactlyAtOnceThanThereAreSeats() {
        PostId post = post(committee, PostRole.CHAIR, 1);
        begin(person("Anna", "Seat"), post, between("2024-01-01", "2024-12-31"));
        ContactId other = person("Boris", "Seat");
        assertThat(refused(other, post, since("2024-12-31"))).containsExactly("crm.contact.error.seats-taken");
        begin(other, post, since("2024"));
    }

    @Test
    void ofTwoWhoTakeTheLastSeatAtOnceOneIsTold() throws Exception {
        PostId post = post(committee, PostRole.CHAIR, 1);
        List<Callable<String>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ContactId person = person("Anna", "Racer" + i);
            takers.add(() -> {
                List<String> keys =
                        keysOf(() -> mandates.begin(new MandateDetails(person, post, since("2026-01-01"), null)));
                return keys.isEmpty() ? "made" : keys.get(0);
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : pool.invokeAll(takers)) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).filteredOn("made"::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn("crm.contact.error.seats-taken"::equals)
                    .hasSize(3);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void ofTwoWhoNameTheSameNewPostAtOnceOneEstablishesIt() throws Exception {
        List<Callable<MandateView>> takers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ContactId person = person("Anna", "Founder" + i);
            takers.add(() -> as(diplomat, () -> mandates.begin(person, rapporteur("Tides"), Tenure.UNKNOWN, null)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<PostId> held = new ArrayList<>();
            for (Future<MandateView> taken : pool.invokeAll(takers)) {
                held.add(taken.get().details().post());
            }
            assertThat(held).hasSize(6).containsOnly(held.get(0));
            assertThat(as(diplomat, () -> posts.of(committee, LocalDate.of(2026, 6, 1))))
                    .hasSize(1);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aPostIsEstablishedOnlyTogetherWithTheMandate() {
        ContactId person = person("Anna", "Half");
        assertThat(keysOf(() -> mandates.begin(person, rapporteur("Waves"), Tenure.UNKNOWN, "zero\u200bwidth")))
                .containsExactly("crm.contact.error.characters");
        assertThat(as(diplomat, () -> posts.of(committee, LocalDate.of(2026, 6, 1))))
                .isEmpty();

        MandateView made =
                as(diplomat, () -> mandates.begin(person, rapporteur("Waves"), since("2026-01-01"), "first"));
        assertThat(made.title().in("en")).isEqualTo("Waves");
        MandateView moved = as(
                diplomat,
                () -> mandates.change(made.id(), made.version(), rapporteur("WAVES"), since("2026-02-01"), "same"));
        assertThat(moved.details().post()).isEqualTo(made.details().post());
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> mandates.change(
                                made.id(), made.version(), rapporteur("Storms"), since("2026-02-01"), null)))
                .isInstanceOf(StaleVersionException.class);
        assertThat(as(diplomat, () -> posts.of(committee, LocalDate.of(2026, 6, 1))))
                .hasSize(1);
    }

    private PostDetails rapporteur(String title) {
        return new PostDetails(committee, PostRole.RAPPORTEUR, LocalizedText.of("en", title), null, Tenure.UNKNOWN);
    }

    @Test
    void aMandateNeedsAContactAndALivingPostOfTheSameMission() {
        PostId foreign = as(
                        foreigner,
                        () -> posts.establish(new PostDetails(
                                as(foreigner, () -> organisations.register(details("Foreign Bay", null, Circle.MEDIA)))
                                        .id(),
                                PostRole.CHAIR,
                                LocalizedText.EMPTY,
                                1,
                                Tenure.UNKNOWN)))
                .id();
        ContactId person = person("Aliya", "Home");
        assertThat(refused(person, foreign, Tenure.UNKNOWN)).containsExactly("crm.contact.error.post-unknown");
        assertThat(refused(new ContactId(new UUID(5, 5)), foreign, Tenure.UNKNOWN))
                .containsExactly("crm.contact.error.contact-unknown");
        PostId archived = post(committee, PostRole.ADVISER, null);
        as(diplomat, () -> posts.archive(archived, 0));
        assertThat(refused(person, archived, Tenure.UNKNOWN)).containsExactly("crm.contact.error.post-archived");
        MandateView made = begin(person, post(committee, PostRole.OFFICER, null), Tenure.UNKNOWN);
        assertThat(keysOf(() -> mandates.change(
                        made.id(),
                        made.version(),
                        new MandateDetails(
                                person("Other", "Home"), made.details().post(), Tenure.UNKNOWN, null))))
                .containsExactly("crm.contact.error.mandate-contact");
        assertThat(keysOf(() -> mandates.begin(new MandateDetails(
                        person, post(committee, PostRole.ASSISTANT, null), Tenure.UNKNOWN, "n".repeat(501)))))
                .containsExactly("crm.contact.error.too-long");
    }

    // ---- history

    @Test
    void theHistoryOfAContactShowsItsMandates() {
        ContactId person = person("Aliya", "Told");
        MandateView made = begin(person, post(committee, PostRole.CHAIR, null), since("2024"));
        MandateView ended = as(
                diplomat,
                () -> mandates.change(
                        made.id(),
                        made.version(),
                        new MandateDetails(person, made.details().post(), between("2024", "2025-06"), null)));
        as(diplomat, () -> {
            mandates.remove(ended.id(), ended.version());
            return true;
        });
        List<AuditEntry> entries =
                as(viewer, () -> contacts.history(person, Paging.first(10))).items();
        assertThat(entries)
                .extracting(entry -> entry.kind() + " " + entry.action())
                .containsExactly(
                        "mandate " + AuditAction.DELETED,
                        "mandate " + AuditAction.CHANGED,
                        "mandate " + AuditAction.CREATED,
                        "contact " + AuditAction.CREATED);
        assertThat(entries.get(1).changes()).containsExactly(new FieldChange("tenure.until", null, "2025-06"));
        assertThat(as(viewer, () -> mandates.of(person))).isEmpty();
        assertThatThrownBy(() -> as(viewer, () -> mandates.get(made.id()))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aStaleVersionIsRefusedAndAContactWithMandatesIsNotWithdrawn() {
        ContactId person = person("Aliya", "Stale");
        MandateView made = begin(person, post(committee, PostRole.CHAIR, null), since("2024"));
        MandateDetails other = new MandateDetails(person, made.details().post(), since("2023"), null);
        as(diplomat, () -> mandates.change(made.id(), made.version(), other));
        assertThatThrownBy(() -> as(diplomat, () -> mandates.change(made.id(), made.version(), made.details())))
                .isInstanceOf(StaleVersionException.class);
        assertThatThrownBy(() -> as(diplomat, () -> {
                    mandates.remove(made.id(), made.version());
                    return true;
                }))
                .isInstanceOf(StaleVersionException.class);
        assertThatThrownBy(() -> as(manager, () -> {
                    contacts.withdraw(person, 0);
                    return true;
                }))
                .isInstanceOf(ConflictException.class);
    }

    // ---- scope: Z2, Z6, Z8

    @Test
    void theMandatesOfAHiddenContactAreNowhere() {
        ContactId person = as(
                        manager,
                        () -> contacts.register(People.named("Mira", "Veiled")
                                .with(Sensitivity.CONFIDENTIAL)
                                .details()))
                .id();
        PostId post = post(committee, PostRole.CHAIR, null);
        MandateView made = as(manager, () -> mandates.begin(new MandateDetails(person, post, since("2024"), null)));
        long rows = rows("crm_mandate");
        long entries = rows("crm_audit_entry");
        for (Officer officer : List.of(viewer, diplomat, foreigner)) {
            assertThatThrownBy(() -> as(officer, () -> mandates.get(made.id()))).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> mandates.of(person))).isInstanceOf(NotFoundException.class);
            assertThat(as(officer, () -> mandates.list(in(committee, null, null), Paging.first(10)))
                            .items())
                    .isEmpty();
            assertThat(as(officer, () -> search.find("Mira Veiled", 5))).isEmpty();
        }
        assertThat(as(viewer, () -> mandates.of(post))).isEmpty();
        assertThatThrownBy(() -> as(foreigner, () -> mandates.of(post))).isInstanceOf(NotFoundException.class);
        for (Officer officer : List.of(diplomat, foreigner)) {
            assertThatThrownBy(() -> as(officer, () -> mandates.change(made.id(), made.version(), made.details())))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> {
                        mandates.remove(made.id(), made.version());
                        return true;
                    }))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> mandates.begin(made.details())))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> as(viewer, () -> mandates.begin(made.details())))
                .isInstanceOf(NotPermittedException.class);
        assertThat(rows("crm_mandate")).isEqualTo(rows);
        assertThat(rows("crm_audit_entry")).isEqualTo(entries);
        assertThat(as(manager, () -> mandates.of(post))).containsExactly(made);
    }

    // Z20: with a contact that was made more sensitive, the log hides all that it holds of it, its mandates with it
    @Test
    void z20TheLogHidesAContactThatWasMadeMoreSensitiveWithItsMandates() {
        Officer privacy = officers.privacyOfficer("mandate-one");
        ContactView made = as(
                diplomat,
                () -> contacts.register(People.named("Aliya", "Later Hidden").details()));
        MandateView held = begin(made.id(), post(committee, PostRole.MEMBER, null), since("2024"));
        AuditQuery ofIt = new AuditQuery(null, null, made.id().value(), null, null, null, null);
        assertThat(as(privacy, () -> log.list(ofIt, Paging.first(10))).items()).hasSize(2);

        ContactView raised = as(
                manager,
                () -> contacts.change(
                        made.id(),
                        made.version(),
                        People.named("Aliya", "Later Hidden")
                                .with(Sensitivity.CONFIDENTIAL)
                                .details()));
        assertThat(as(privacy, () -> log.list(ofIt, Paging.first(10))).items()).isEmpty();
        assertThat(as(privacy, () -> log.list(AuditQuery.ALL, Paging.first(100)))
                        .items())
                .extracting(AuditEntry::record)
                .doesNotContain(made.id().value(), held.id().value());
        assertThat(as(manager, () -> log.list(ofIt, Paging.first(10))).items()).hasSize(3);

        as(
                manager,
                () -> contacts.change(
                        made.id(),
                        raised.version(),
                        People.named("Aliya", "No Longer Hidden").details()));
        assertThat(as(privacy, () -> log.list(ofIt, Paging.first(10))).items())
                .as("the change that ended it says what it was called while it was hidden")
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.CREATED, AuditAction.CREATED);
    }

    // ---- lists

    @Test
    void mandatesAreListedByRankAndNamePageByPage() {
        PostId chair = post(committee, PostRole.CHAIR, null);
        PostId member = post(committee, PostRole.MEMBER, null);
        begin(person("Anna", "Zed"), member, since("2024"));
        begin(person("Boris", "Alpha"), member, since("2024"));
        begin(person("Cara", "Middle"), chair, since("2024"));
        begin(person("Dana", "Past"), chair, between("2019", "2020"));
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            Paging paging = new Paging(cursor, 1);
            Slice<MandateView> slice = as(viewer, () -> mandates.list(in(committee, null, "2025-01-01"), paging));
            slice.items().forEach(mandate -> names.add(mandate.contactName()));
            cursor = slice.next();
        } while (cursor != null);
        assertThat(names).containsExactly("Cara Middle", "Boris Alpha", "Anna Zed");
        assertThat(as(viewer, () -> mandates.list(in(committee, null, null), Paging.first(10)))
                        .items())
                .hasSize(4);
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> mandates.list(in(committee, null, null), Paging.first(10)))))
                .hasSize(1);
    }

    // P4: the search box tells what people are known for
    @Test
    void theSearchBoxTellsPostAndOrganisationOfAPerson() {
        ContactId person = person("Saule", "Knownova");
        PostId post = as(
                        diplomat,
                        () -> posts.establish(new PostDetails(
                                committee,
                                PostRole.OTHER,
                                LocalizedText.of("en", "Keeper of the gate"),
                                null,
                                Tenure.UNKNOWN)))
                .id();
        begin(person, post, since("2024"));
        assertThat(as(viewer, () -> search.find("saule knownova", 5))
                        .get(0)
                        .detail()
                        .in("en"))
                .startsWith("Keeper of the gate, Committee on Tides");
    }

    // ---- words of the tests

    private OrganisationId organisation(String name, @Nullable OrganisationId parent, Circle circle) {
        return as(diplomat, () -> organisations.register(details(name, parent, circle)))
                .id();
    }

    private static OrganisationDetails details(String name, @Nullable OrganisationId parent, Circle circle) {
        return new OrganisationDetails(
                LocalizedText.of("en", name),
                null,
                OrganisationKind.COMMITTEE,
                circle,
                parent,
                Tenure.UNKNOWN,
                null,
                null,
                null,
                List.of());
    }

    private PostId post(OrganisationId organisation, PostRole role, @Nullable Integer seats) {
        return as(
                        diplomat,
                        () -> posts.establish(
                                new PostDetails(organisation, role, LocalizedText.EMPTY, seats, Tenure.UNKNOWN)))
                .id();
    }

    private ContactId person(String given, String family) {
        return as(diplomat, () -> contacts.register(People.named(given, family).details()))
                .id();
    }

    private MandateView begin(ContactId contact, PostId post, Tenure tenure) {
        return as(diplomat, () -> mandates.begin(new MandateDetails(contact, post, tenure, null)));
    }

    private List<String> refused(ContactId contact, PostId post, Tenure tenure) {
        return keysOf(() -> mandates.begin(new MandateDetails(contact, post, tenure, null)));
    }

    /** Keys of what is wrong with the work of the diplomat; empty when nothing is. */
    private List<String> keysOf(Supplier<?> work) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> as(diplomat, work));
        return refused == null
                ? List.of()
                : refused.violations().stream().map(Violation::key).toList();
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static Tenure since(String date) {
        return Tenure.since(PartialDate.parse(date));
    }

    private static Tenure between(String since, String until) {
        return Tenure.between(PartialDate.parse(since), PartialDate.parse(until));
    }
}
