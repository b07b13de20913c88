package org.shanyraq.crm.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostHolders;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows A4, A5, A11 of the features; threats Z2, Z8, Z9, C4, I4. */
@ServiceTest
class OrganisationIntegrationTests extends OfficerScene {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    @Autowired
    Organisations organisations;

    @Autowired
    Posts posts;

    @Autowired
    OrganisationReader reader;

    @Autowired
    OrganisationSearch organisationSearch;

    @Autowired
    PostSearch postSearch;

    @Autowired
    EuBodiesLoader loader;

    @Autowired
    NameIndex nameIndex;

    @Autowired
    JdbcClient database;

    Officer diplomat;
    Officer protocol;
    Officer viewer;
    Officer foreigner;

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("org-one");
        protocol = officers.protocol("org-one");
        viewer = officers.viewer("org-one");
        foreigner = officers.manager("org-two");
    }

    // ---- entering and changing

    @Test
    void keepsAllThatWasEntered() {
        OrganisationId parent = registered("Shell of the whole").id();
        OrganisationDetails details = new OrganisationDetails(
                new LocalizedText(
                        Map.of("en", "Silk Road Forum", "kk", "Жібек жолы форумы", "ru", "Форум Шёлкового пути")),
                "SRF",
                OrganisationKind.THINK_TANK,
                Circle.EXPERT,
                parent,
                Tenure.between(PartialDate.parse("2011"), PartialDate.parse("2030-05")),
                "123456789012-34",
                "https://silk.example/kk?x=1",
                "KZ",
                List.of(new ExternalId("keep", "b"), new ExternalId("keep", "A")));

        OrganisationView made = as(diplomat, () -> organisations.register(details));
        OrganisationView read = as(viewer, () -> organisations.get(made.id()));

        assertThat(read).isEqualTo(made);
        assertThat(read.version()).isZero();
        assertThat(read.mission()).isEqualTo(diplomat.home());
        assertThat(read.ancestors()).extracting(OrganisationSummary::id).containsExactly(parent);
        assertThat(read.details())
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(details);
    }

    @Test
    void composesTextAndStripsIt() {
        OrganisationView made = as(
                diplomat, () -> organisations.register(named(LocalizedText.of("fr", "  Socie\u0301te\u0301 "), null)));

        assertThat(made.details().names().in("fr")).isEqualTo("Société");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        OrganisationDetails wrong = new OrganisationDetails(
                new LocalizedText(Map.of("en", "a".repeat(251), "xx1", "b", "fr", "bad\u0000name")),
                "a".repeat(41),
                OrganisationKind.OTHER,
                Circle.BUSINESS,
                new OrganisationId(new UUID(1, 1)),
                Tenure.UNKNOWN,
                "12-34",
                "javascript:alert(1)",
                "ZZ",
                List.of(new ExternalId("twice", "1"), new ExternalId("twice", "1")));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> as(diplomat, () -> organisations.register(wrong)))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(violation -> violation.field() + " " + violation.key())
                        .containsExactlyInAnyOrder(
                                "names.en crm.organisation.error.too-long",
                                "names.fr crm.organisation.error.characters",
                                "names.xx1 crm.organisation.error.language",
                                "acronym crm.organisation.error.too-long",
                                "registerNumber crm.organisation.error.register-number",
                                "website crm.organisation.error.website",
                                "country crm.organisation.error.country",
                                "externalIds[1].value crm.organisation.error.external-id-twice",
                                "parent crm.organisation.error.parent-unknown"));
    }

    @Test
    void needsANameInSomeLanguage() {
        assertRefused(named(LocalizedText.EMPTY, null), "names crm.organisation.error.names");
        assertRefused(named(LocalizedText.of("en", "a\u202Eb"), null), "names.en crm.organisation.error.characters");
        assertRefused(named(LocalizedText.of("en", "half \uD800"), null), "names.en crm.organisation.error.characters");
    }

    @Test
    void changesWhatDiffersAndNothingElse() {
        OrganisationView made = registered("Old name");
        OrganisationView same = as(diplomat, () -> organisations.change(made.id(), made.version(), made.details()));
        assertThat(same.version()).isEqualTo(made.version());

        OrganisationView changed = as(
                diplomat,
                () -> organisations.change(
                        made.id(), made.version(), withIds(made.details(), new ExternalId("changed", "x"))));

        assertThat(changed.version()).isEqualTo(made.version() + 1);
        assertThat(as(viewer, () -> organisations.get(made.id()))).isEqualTo(changed);
        List<AuditEntry> history = history(made.id());
        assertThat(history).extracting(AuditEntry::action).containsExactly(AuditAction.CHANGED, AuditAction.CREATED);
        assertThat(history.get(0).changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("externalIds[0].scheme", null, "changed"),
                        new FieldChange("externalIds[0].value", null, "x"));
    }

    // C4
    @Test
    void refusesAChangeOfWhatSomebodyElseChanged() {
        OrganisationView made = registered("Contested");
        as(diplomat, () -> organisations.change(made.id(), 0, named("Contested first", null)));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(
                        () -> as(protocol, () -> organisations.change(made.id(), 0, named("Contested second", null))))
                .satisfies(stale -> assertThat(stale.current()).isEqualTo(1));
        assertThat(as(viewer, () -> organisations.get(made.id()))
                        .details()
                        .names()
                        .in("en"))
                .isEqualTo("Contested first");
    }

    @Test
    void ofManyChangesAtOnceExactlyOneWins() throws Exception {
        OrganisationView made = registered("Raced");

        List<@Nullable Exception> failures = inParallel(IntStream.range(0, 6)
                .<Callable<Object>>mapToObj(
                        i -> () -> as(diplomat, () -> organisations.change(made.id(), 0, named("Raced " + i, null))))
                .toList());

        assertThat(failures).filteredOn(failure -> failure == null).hasSize(1);
        assertThat(failures).filteredOn(failure -> failure != null).allMatch(StaleVersionException.class::isInstance);
        assertThat(history(made.id())).hasSize(2);
    }

    @Test
    void isArchivedOutOfListsAndRestored() {
        OrganisationView made = registered("Archivable body");
        OrganisationView archived = as(diplomat, () -> organisations.archive(made.id(), made.version()));

        assertThat(archived.archived()).isTrue();
        assertThat(listed(text("archivable"))).isEmpty();
        assertThat(as(viewer, () -> organisations.suggest("archivable"))).isEmpty();
        assertThat(as(viewer, () -> organisations.findByName("archivable body")))
                .isEmpty();
        assertThat(listed(query("archivable", Archived.ONLY))).containsExactly(made.id());
        assertThat(as(viewer, () -> organisations.get(made.id())).archived()).isTrue();

        OrganisationView restored = as(diplomat, () -> organisations.restore(made.id(), archived.version()));
        assertThat(restored.archived()).isFalse();
        assertThat(listed(text("archivable"))).containsExactly(made.id());
        assertThat(history(made.id()))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CREATED);
    }

    @Test
    void aRegistrationIsTakenBackAsIfItHadNeverBeenUnlessSomethingHangsOnIt() {
        OrganisationView whole = registered("Withdrawable whole");
        OrganisationView part = as(diplomat, () -> organisations.register(named("Withdrawable part", whole.id())));

        assertThatThrownBy(() -> access.runAs(protocol, () -> organisations.withdraw(whole.id(), 0)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("has-parts");
        assertThatThrownBy(() -> access.runAs(protocol, () -> organisations.withdraw(part.id(), 1)))
                .isInstanceOf(StaleVersionException.class);
        PostView post = as(diplomat, () -> posts.establish(post(part.id(), PostRole.CHAIR, 1)));
        assertThatThrownBy(() -> access.runAs(protocol, () -> organisations.withdraw(part.id(), 0)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("has-posts");

        access.runAs(protocol, () -> posts.withdraw(post.id(), post.version()));
        access.runAs(protocol, () -> organisations.withdraw(part.id(), 0));
        access.runAs(protocol, () -> organisations.withdraw(whole.id(), 0));

        assertThatThrownBy(() -> as(viewer, () -> organisations.get(whole.id())))
                .isInstanceOf(NotFoundException.class);
        assertThat(listed(text("withdrawable"))).isEmpty();
    }

    // ---- A11: external ids

    @Test
    void anExternalIdIsUniqueInItsSchemeAndMission() {
        ExternalId id = new ExternalId("a11", "X-1");
        OrganisationView first = as(diplomat, () -> organisations.register(withIds(named("First", null), id)));

        assertRefused(
                withIds(named("Second", null), new ExternalId("other", "1"), id),
                "externalIds[1].value crm.organisation.error.external-id-taken");
        as(diplomat, () -> organisations.register(withIds(named("Other case", null), new ExternalId("a11", "x-1"))));
        as(diplomat, () -> organisations.register(withIds(named("Other scheme", null), new ExternalId("b11", "X-1"))));
        as(foreigner, () -> organisations.register(withIds(named("Other mission", null), id)));

        assertThat(as(viewer, () -> organisations.findByExternalId(id))).contains(first);
        assertThat(as(viewer, () -> organisations.findByExternalId(new ExternalId("a11", "X-2"))))
                .isEmpty();
    }

    @Test
    void ofManyRegistrationsWithOneExternalIdAtOnceExactlyOneWins() throws Exception {
        ExternalId id = new ExternalId("race", "1");

        List<@Nullable Exception> failures = inParallel(IntStream.range(0, 8)
                .<Callable<Object>>mapToObj(
                        i -> () -> as(diplomat, () -> organisations.register(withIds(named("Racer " + i, null), id))))
                .toList());

        assertThat(failures).filteredOn(failure -> failure == null).hasSize(1);
        assertThat(failures).filteredOn(failure -> failure != null).allSatisfy(failure -> assertThat(failure)
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidInputException.class))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(violation -> violation.field() + " " + violation.key())
                        .containsExactly("externalIds[0].value crm.organisation.error.external-id-taken")));
    }

    // ---- A5: the tree

    @Test
    void movingASubtreeKeepsItsPartsAndItsHistory() {
        OrganisationId from = registered("Tree one").id();
        OrganisationId to = registered("Tree two").id();
        OrganisationView moved = as(diplomat, () -> organisations.register(named("Tree branch", from)));
        OrganisationId leaf = as(diplomat, () -> organisations.register(named("Tree leaf", moved.id())))
                .id();

        as(diplomat, () -> organisations.change(moved.id(), 0, named("Tree branch", to)));

        assertThat(as(viewer, () -> organisations.get(leaf)).ancestors())
                .extracting(OrganisationSummary::id)
                .containsExactly(to, moved.id());
        assertThat(listed(within(to))).containsExactlyInAnyOrder(to, moved.id(), leaf);
        assertThat(listed(within(from))).containsExactly(from);
        assertThat(as(viewer, () -> organisations.parts(to, "en")))
                .extracting(OrganisationSummary::id)
                .containsExactly(moved.id());
        assertThat(history(moved.id()).get(0).changes())
                .containsExactly(new FieldChange("parent", from.toString(), to.toString()));
    }

    @Test
    void aTreeMayBeOfAnyDepth() {
        OrganisationId top = registered("Level 0").id();
        OrganisationId lowest = top;
        for (int level = 1; level <= 40; level++) {
            OrganisationId above = lowest;
            String name = "Level " + level;
            lowest = as(diplomat, () -> organisations.register(named(name, above)))
                    .id();
        }
        OrganisationId bottom = lowest;

        assertThat(as(viewer, () -> organisations.get(bottom)).ancestors())
                .hasSize(40)
                .first()
                .extracting(OrganisationSummary::id)
                .isEqualTo(top);
        assertThat(as(viewer, () -> organisations.count(within(top), 0))).isEqualTo(41);
    }

    @Test
    void anOrganisationIsNeverPartOfItself() {
        OrganisationId a = registered("Ring a").id();
        OrganisationId b =
                as(diplomat, () -> organisations.register(named("Ring b", a))).id();
        OrganisationId c =
                as(diplomat, () -> organisations.register(named("Ring c", b))).id();

        for (OrganisationId below : List.of(a, b, c)) {
            assertThatThrownBy(() -> as(diplomat, () -> organisations.change(a, 0, named("Ring a", below))))
                    .asInstanceOf(InstanceOfAssertFactories.type(InvalidInputException.class))
                    .satisfies(invalid -> assertThat(invalid.violations())
                            .extracting(violation -> violation.field() + " " + violation.key())
                            .containsExactly("parent crm.organisation.error.parent-cycle"));
        }
    }

    @Test
    void movesAtTheSameTimeMakeNoRingTogether() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<OrganisationId> ring = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ring.add(registered("Whirl " + round + "." + i).id());
            }
            List<Callable<Object>> moves = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                OrganisationId moved = ring.get(i);
                OrganisationId under = ring.get((i + 1) % 3);
                String name = "Whirl " + round + "." + i;
                moves.add(() -> as(diplomat, () -> organisations.change(moved, 0, named(name, under))));
            }

            List<@Nullable Exception> failures = inParallel(moves);

            assertThat(failures).filteredOn(failure -> failure == null).hasSize(2);
            assertThat(failures)
                    .filteredOn(failure -> failure != null)
                    .allMatch(InvalidInputException.class::isInstance);
        }
    }

    @Test
    void nothingIsPutUnderWhatIsArchived() {
        OrganisationView archived = registered("Archived whole");
        as(diplomat, () -> organisations.archive(archived.id(), 0));

        assertRefused(named("Part", archived.id()), "parent crm.organisation.error.parent-archived");
        assertThatThrownBy(() -> as(diplomat, () -> posts.establish(post(archived.id(), PostRole.CHAIR, 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("organisation-archived");
    }

    // ---- lists and search

    @Test
    void everyOrganisationIsListedExactlyOnceInTheOrderOfTheLanguage() {
        for (String language : List.of("en", "fr", "kk", "ru")) {
            for (boolean descending : List.of(false, true)) {
                OrganisationQuery query = new OrganisationQuery(
                        null,
                        Set.of(OrganisationKind.COMMITTEE, OrganisationKind.DELEGATION),
                        Circle.EU_INSTITUTIONS,
                        null,
                        null,
                        Archived.WITHOUT,
                        OrganisationQuery.Sort.NAME,
                        descending,
                        language);
                List<OrganisationSummary> all = pages(query, 7);

                assertThat(all).hasSizeGreaterThan(60).doesNotHaveDuplicates();
                assertThat(as(viewer, () -> organisations.count(query, 0))).isEqualTo(all.size());
                assertThat(as(viewer, () -> organisations.count(query, 20))).isEqualTo(20);
                assertThat(all)
                        .extracting(summary -> SortKeys.of(summary.names().in(language), language))
                        .isSortedAccordingTo((a, b) -> (descending ? -1 : 1) * Arrays.compareUnsigned(a, b));
            }
        }
    }

    @Test
    void theListBySortOfChangeGoesOnWhereItStopped() {
        OrganisationQuery query = new OrganisationQuery(
                null,
                Set.of(OrganisationKind.EU_DELEGATION),
                null,
                null,
                null,
                Archived.BOTH,
                OrganisationQuery.Sort.CHANGED,
                true,
                "en");
        assertThat(pages(query, 20)).hasSizeGreaterThan(140).doesNotHaveDuplicates();
        for (String cursor : List.of("x", "WyJhIiwiYiJd", "WyJhIl0")) {
            assertThatThrownBy(() -> as(viewer, () -> organisations.list(query, new Paging(cursor, 10))))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aBodyIsFoundByAnyNameAcronymAndScript() {
        OrganisationId parliament = body("EP");
        assertThat(as(viewer, () -> organisations.findByName("ep")))
                .extracting(OrganisationSummary::id)
                .containsExactly(parliament);
        for (String name : List.of("PARLEMENT EUROPEEN", "европейский Парламент", "European  Parliament")) {
            assertThat(as(viewer, () -> organisations.findByName(name)))
                    .as(name)
                    .extracting(OrganisationSummary::id)
                    .containsExactly(parliament);
        }
        assertThat(as(viewer, () -> organisations.findByName("European"))).isEmpty();
        assertThat(as(viewer, () -> organisations.suggest("afet")))
                .extracting(OrganisationSummary::acronym)
                .contains("AFET");
        assertThat(as(viewer, () -> organisations.suggest("европейский парл")))
                .first()
                .extracting(OrganisationSummary::id)
                .isEqualTo(parliament);
        assertThat(as(viewer, () -> organisations.suggest("e"))).isEmpty();
        assertThat(as(viewer, () -> organisations.suggest("european"))).hasSizeLessThanOrEqualTo(10);
        assertThat(listed(text("parliament european"))).contains(parliament);
    }

    // I4
    @Test
    void anyTextIsSearchedForWithoutAFault() {
        for (String text : List.of("%", "_", "\\", "\u0000", "((", "'")) {
            assertThat(listed(text(text))).as(text).isEmpty();
        }
        for (String text : List.of("%a_", "' OR 1=1 -- ", "\uD800x", "😀😀", "a".repeat(5000), "x ".repeat(500))) {
            listed(text(text));
            as(viewer, () -> organisations.suggest(text));
            as(viewer, () -> organisations.findByName(text));
            as(viewer, () -> posts.suggest(text));
        }
    }

    @Test
    void theSearchBoxFindsOrganisationsAndPosts() {
        OrganisationId whole = registered("Caravan Alliance").id();
        OrganisationId part = as(diplomat, () -> organisations.register(named("Caravan Bureau", whole)))
                .id();
        PostView chair = as(diplomat, () -> posts.establish(post(part, PostRole.CHAIR, 1)));

        List<SearchHit> found = as(viewer, () -> organisationSearch.find("caravan bureau", viewer.scope(), 5));
        assertThat(found).hasSize(1).first().satisfies(hit -> {
            assertThat(hit.id()).isEqualTo(part);
            assertThat(hit.detail().in("en")).isEqualTo("Caravan Alliance");
        });
        assertThat(as(viewer, () -> postSearch.find("chair caravan", viewer.scope(), 5)))
                .extracting(SearchHit::id)
                .containsExactly(chair.id());
        assertThat(as(viewer, () -> posts.suggest("caravan")))
                .extracting(PostView::id)
                .containsExactly(chair.id());

        as(diplomat, () -> organisations.change(part, 0, named("Yurt Bureau", whole)));
        assertThat(as(viewer, () -> posts.suggest("caravan"))).isEmpty();
        assertThat(as(viewer, () -> posts.suggest("yurt chair")))
                .extracting(PostView::id)
                .containsExactly(chair.id());
    }

    // ---- posts

    // A4
    @Test
    void aPostWithoutHolderIsAVacancy() {
        OrganisationId committee = registered("Committee of vacancies").id();
        PostView chair = as(diplomat, () -> posts.establish(post(committee, PostRole.CHAIR, 1)));
        PostView members = as(diplomat, () -> posts.establish(post(committee, PostRole.MEMBER, 3)));
        PostView open = as(diplomat, () -> posts.establish(post(committee, PostRole.SUBSTITUTE, null)));

        assertThat(as(viewer, () -> posts.of(committee, TODAY)))
                .extracting(PostView::id, PostView::vacancies)
                .containsExactly(Tuple.tuple(chair.id(), 1), Tuple.tuple(members.id(), 3), Tuple.tuple(open.id(), 0));
        assertThat(as(viewer, () -> posts.list(committee, null, true, TODAY, Paging.first(10)))
                        .items())
                .extracting(PostView::id)
                .containsExactly(chair.id(), members.id());

        PostReader seated = readerWith(Map.of(chair.id(), 1, members.id(), 2));
        assertThat(seated.of(committee, TODAY, viewer.scope()))
                .extracting(PostView::vacancies)
                .containsExactly(0, 1, 0);
        assertThat(seated.vacant(committee, null, TODAY, viewer.scope(), Paging.first(10))
                        .items())
                .extracting(PostView::id)
                .containsExactly(members.id());
    }

    @Test
    void onlyThePostsThatExistOnTheDayAreVacant() {
        OrganisationId committee = registered("Committee of the past").id();
        PostView past = as(
                diplomat,
                () -> posts.establish(new PostDetails(
                        committee,
                        PostRole.RAPPORTEUR,
                        LocalizedText.EMPTY,
                        1,
                        Tenure.between(PartialDate.parse("2019"), PartialDate.parse("2024-07-15")))));

        assertThat(as(viewer, () -> posts.get(past.id(), LocalDate.of(2024, 7, 15)))
                        .vacancies())
                .isEqualTo(1);
        assertThat(as(viewer, () -> posts.get(past.id(), LocalDate.of(2024, 7, 16)))
                        .vacancies())
                .isZero();
        assertThat(as(viewer, () -> posts.list(committee, null, true, TODAY, Paging.first(10)))
                        .items())
                .isEmpty();
        assertThat(as(viewer, () -> posts.list(committee, null, true, LocalDate.of(2020, 1, 1), Paging.first(10)))
                        .items())
                .hasSize(1);
    }

    @Test
    void vacantPostsArePagedOverAllThatAreTaken() {
        Officer other = officers.diplomat("org-vacancies");
        Map<PostId, Integer> taken = new HashMap<>();
        List<PostId> vacant = new ArrayList<>();
        OrganisationId organisation =
                as(other, () -> organisations.register(named("Seats", null))).id();
        for (int i = 0; i < 90; i++) {
            PostView post = as(other, () -> posts.establish(post(organisation, PostRole.HEAD_OF_UNIT, 1)));
            if (i % 30 == 29) {
                vacant.add(post.id());
            } else {
                taken.put(post.id(), 1);
            }
        }
        PostReader seated = readerWith(taken);
        List<PostId> found = new ArrayList<>();
        String cursor = null;
        do {
            Slice<PostView> slice = seated.vacant(null, null, TODAY, other.scope(), new Paging(cursor, 2));
            slice.items().forEach(post -> found.add(post.id()));
            cursor = slice.next();
        } while (cursor != null);
        assertThat(found).containsExactlyElementsOf(vacant);
    }

    @Test
    void aPostIsFoundByRoleAndTitle() {
        OrganisationId organisation = registered("Finder").id();
        PostView chair = as(diplomat, () -> posts.establish(post(organisation, PostRole.CHAIR, 1)));
        PostView bees = as(
                diplomat,
                () -> posts.establish(new PostDetails(
                        organisation,
                        PostRole.OTHER,
                        new LocalizedText(Map.of("en", "Keeper of Bees", "fr", "Gardien des abeilles")),
                        null,
                        Tenure.UNKNOWN)));

        assertThat(as(viewer, () -> posts.find(organisation, PostRole.CHAIR, null)))
                .contains(chair);
        assertThat(as(viewer, () -> posts.find(organisation, PostRole.CHAIR, "Chair of bees")))
                .isEmpty();
        assertThat(as(viewer, () -> posts.find(organisation, PostRole.OTHER, "gardien DES abeilles")))
                .map(PostView::id)
                .contains(bees.id());
        assertThat(as(viewer, () -> posts.find(organisation, PostRole.OTHER, null)))
                .isEmpty();
    }

    @Test
    void aPostIsCheckedChangedArchivedAndItsHistoryKept() {
        OrganisationId organisation = registered("Post office").id();
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> posts.establish(new PostDetails(
                                new OrganisationId(new UUID(2, 2)),
                                PostRole.OTHER,
                                LocalizedText.EMPTY,
                                0,
                                Tenure.UNKNOWN))))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidInputException.class))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(violation -> violation.field() + " " + violation.key())
                        .containsExactlyInAnyOrder(
                                "title crm.organisation.error.title",
                                "seats crm.organisation.error.seats",
                                "organisation crm.organisation.error.organisation-unknown"));

        PostView made = as(diplomat, () -> posts.establish(post(organisation, PostRole.DIRECTOR, 1)));
        PostView changed = as(diplomat, () -> posts.change(made.id(), 0, post(organisation, PostRole.DIRECTOR, 2)));
        assertThatThrownBy(() -> as(diplomat, () -> posts.change(made.id(), 0, changed.details())))
                .isInstanceOf(StaleVersionException.class);
        PostView archived = as(diplomat, () -> posts.archive(made.id(), 1));
        assertThat(archived.vacancies()).isZero();
        assertThat(as(viewer, () -> posts.list(organisation, null, false, TODAY, Paging.first(5)))
                        .items())
                .isEmpty();
        assertThat(as(viewer, () -> posts.of(organisation, TODAY))).containsExactly(archived);
        as(diplomat, () -> posts.restore(made.id(), 2));
        assertThat(as(viewer, () -> posts.history(made.id(), Paging.first(10))).items())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CHANGED, AuditAction.CREATED);
    }

    // ---- access

    // Z2, Z8, Z9
    @Test
    void anotherMissionSeesNothing() {
        ExternalId externalId = new ExternalId("hidden", "1");
        OrganisationView hidden =
                as(diplomat, () -> organisations.register(withIds(named("Zzyzx Institute", null), externalId)));
        PostView post = as(diplomat, () -> posts.establish(post(hidden.id(), PostRole.DIRECTOR, 1)));

        for (Officer stranger : List.of(foreigner, officers.nobody())) {
            List<Supplier<?>> notFound = List.of(
                    () -> organisations.get(hidden.id()),
                    () -> organisations.history(hidden.id(), Paging.first(5)),
                    () -> posts.get(post.id(), TODAY),
                    () -> posts.of(hidden.id(), TODAY),
                    () -> posts.history(post.id(), Paging.first(5)));
            for (Supplier<?> call : notFound) {
                assertThatThrownBy(() -> as(stranger, call))
                        .isInstanceOfAny(NotFoundException.class, NotPermittedException.class);
            }
        }
        assertThatThrownBy(() -> as(foreigner, () -> organisations.get(hidden.id())))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(foreigner, () -> organisations.change(hidden.id(), 0, hidden.details())))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(foreigner, () -> organisations.archive(hidden.id(), 0)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> access.runAs(foreigner, () -> organisations.withdraw(hidden.id(), 0)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> access.runAs(foreigner, () -> posts.withdraw(post.id(), 0)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(foreigner, () -> posts.establish(post(hidden.id(), PostRole.CHAIR, 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("organisation-unknown");
        assertThatThrownBy(() -> as(foreigner, () -> organisations.register(named("Part", hidden.id()))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parent-unknown");

        assertThat(as(foreigner, () -> organisations.list(text("zzyzx"), Paging.first(10)))
                        .items())
                .isEmpty();
        assertThat(as(foreigner, () -> organisations.list(within(hidden.id()), Paging.first(10)))
                        .items())
                .isEmpty();
        assertThat(as(foreigner, () -> organisations.count(within(hidden.id()), 0)))
                .isZero();
        assertThat(as(foreigner, () -> organisations.count(text("zzyzx"), 0))).isZero();
        assertThat(as(foreigner, () -> organisations.parts(hidden.id(), "en"))).isEmpty();
        assertThat(as(foreigner, () -> organisations.suggest("zzyzx"))).isEmpty();
        assertThat(as(foreigner, () -> organisations.findByName("Zzyzx Institute")))
                .isEmpty();
        assertThat(as(foreigner, () -> organisations.findByExternalId(externalId)))
                .isEmpty();
        assertThat(as(foreigner, () -> posts.list(hidden.id(), null, false, TODAY, Paging.first(10)))
                        .items())
                .isEmpty();
        assertThat(as(foreigner, () -> posts.suggest("zzyzx"))).isEmpty();
        assertThat(as(foreigner, () -> posts.find(hidden.id(), PostRole.DIRECTOR, null)))
                .isEmpty();
        assertThat(organisationSearch.find("zzyzx", foreigner.scope(), 10)).isEmpty();
        assertThat(postSearch.find("zzyzx", foreigner.scope(), 10)).isEmpty();
    }

    @Test
    void headquartersReadsEveryMissionAndWritesInNone() {
        OrganisationView seen = registered("Seen from afar");
        Officer headquarters = officers.officer(Role.HEADQUARTERS, "org-two", Sensitivity.CONFIDENTIAL);

        assertThat(as(headquarters, () -> organisations.get(seen.id()))).isEqualTo(seen);
        assertThatThrownBy(() -> as(headquarters, () -> organisations.change(seen.id(), 0, named("Changed", null))))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void whoeverMayOnlyReadLeavesRowsAndAuditAsTheyAre() {
        OrganisationView made = registered("Untouchable");
        PostView post = as(diplomat, () -> posts.establish(post(made.id(), PostRole.CHAIR, 1)));
        List<Officer> readers = List.of(viewer, officers.privacyOfficer("org-one"), officers.administrator("org-one"));
        Map<String, Long> before = counts();

        List<Runnable> writes = List.of(
                () -> organisations.register(named("Denied", null)),
                () -> organisations.change(made.id(), 0, named("Denied", null)),
                () -> organisations.archive(made.id(), 0),
                () -> organisations.restore(made.id(), 0),
                () -> organisations.withdraw(made.id(), 0),
                () -> posts.establish(post(made.id(), PostRole.MEMBER, 1)),
                () -> posts.change(post.id(), 0, post(made.id(), PostRole.MEMBER, 1)),
                () -> posts.archive(post.id(), 0),
                () -> posts.restore(post.id(), 0),
                () -> posts.withdraw(post.id(), 0));
        for (Officer reading : readers) {
            for (Runnable write : writes) {
                assertThatThrownBy(() -> access.runAs(reading, write)).isInstanceOf(NotPermittedException.class);
            }
        }
        assertThatThrownBy(() -> access.runAs(diplomat, () -> organisations.withdraw(made.id(), 0)))
                .as("only an import takes back")
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> as(officers.administrator("org-one"), () -> organisations.get(made.id())))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> organisations.get(made.id())).isInstanceOf(MissingScopeException.class);

        assertThat(counts()).isEqualTo(before);
        assertThat(as(viewer, () -> organisations.get(made.id()))).isEqualTo(made);
    }

    @Test
    void aRefusedWriteLeavesNothingBehind() {
        registered("Before the refusal");
        Map<String, Long> before = counts();
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> organisations.register(
                                withIds(named("x".repeat(300), null), new ExternalId("refused", "1")))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(counts()).isEqualTo(before);
    }

    // ---- reference data

    @Test
    void aMissionStartsWithTheBodiesOfTheUnionAndGetsThemOnce() {
        Officer founder = officers.manager("org-founded");
        List<EuBodies.Body> bodies = EuBodies.read();

        OrganisationQuery everything = new OrganisationQuery(
                null, Set.of(), null, null, null, Archived.BOTH, OrganisationQuery.Sort.NAME, false, "en");
        assertThat(as(founder, () -> organisations.count(everything, 0))).isEqualTo(bodies.size());
        OrganisationView committee = as(
                        founder, () -> organisations.findByExternalId(new ExternalId("eu-body", "EP-AFET")))
                .orElseThrow();
        assertThat(committee.ancestors())
                .extracting(OrganisationSummary::acronym)
                .containsExactly("EP");
        assertThat(committee.details().externalIds())
                .extracting(ExternalId::scheme)
                .containsExactly("ep-body", "eu-body");
        assertThat(as(founder, () -> organisations.history(committee.id(), Paging.first(5)))
                        .items())
                .hasSize(1)
                .first()
                .satisfies(entry -> {
                    assertThat(entry.actorKind()).isEqualTo(Officer.Kind.SYSTEM);
                    assertThat(entry.action()).isEqualTo(AuditAction.CREATED);
                });

        access.runAs(founder, () -> organisations.archive(committee.id(), 0));
        OrganisationId agency = as(founder, () -> organisations.findByExternalId(new ExternalId("eu-body", "AGE-REA")))
                .orElseThrow()
                .id();
        access.runAs(founder, () -> organisations.withdraw(agency, 0));
        loader.addMissing();
        loader.addMissing();

        assertThat(as(founder, () -> organisations.count(everything, 0))).isEqualTo(bodies.size());
        assertThat(as(founder, () -> organisations.get(committee.id())).archived())
                .isTrue();
        assertThat(as(founder, () -> organisations.findByExternalId(new ExternalId("eu-body", "AGE-REA"))))
                .isPresent();
    }

    // ---- statements

    @Test
    void aListNeedsOneStatementAndADetailThree() {
        OrganisationId committee = body("EP-AFET");
        as(diplomat, () -> posts.establish(post(committee, PostRole.CHAIR, 1)));

        assertThat(statements(() -> organisations.list(OrganisationQuery.ALL, Paging.first(50))))
                .hasSize(1);
        assertThat(statements(() -> organisations.list(within(body("EP")), Paging.first(50))))
                .as("one for the body itself, which the test looks up")
                .hasSizeLessThanOrEqualTo(5);
        assertThat(statements(() -> organisations.count(OrganisationQuery.ALL, 1000)))
                .hasSize(1);
        assertThat(statements(() -> organisations.get(committee))).hasSizeLessThanOrEqualTo(3);
        assertThat(statements(() -> organisations.parts(null, "kk"))).hasSize(1);
        assertThat(statements(() -> organisations.findByName("EP"))).hasSize(1);
        assertThat(statements(() -> posts.list(null, null, false, TODAY, Paging.first(50))))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(statements(() -> posts.of(committee, TODAY))).hasSizeLessThanOrEqualTo(3);
        assertThat(statements(() -> posts.list(null, null, true, TODAY, Paging.first(50))))
                .hasSizeLessThanOrEqualTo(4);
    }

    // ---- fixtures

    private OrganisationView registered(String name) {
        return as(diplomat, () -> organisations.register(named(name, null)));
    }

    private static OrganisationDetails named(String name, @Nullable OrganisationId parent) {
        return named(LocalizedText.of("en", name), parent);
    }

    private static OrganisationDetails named(LocalizedText names, @Nullable OrganisationId parent) {
        return new OrganisationDetails(
                names,
                null,
                OrganisationKind.NGO,
                Circle.CIVIL_SOCIETY,
                parent,
                Tenure.UNKNOWN,
                null,
                null,
                null,
                List.of());
    }

    private static OrganisationDetails withIds(OrganisationDetails details, ExternalId... externalIds) {
        return new OrganisationDetails(
                details.names(),
                details.acronym(),
                details.kind(),
                details.circle(),
                details.parent(),
                details.validity(),
                details.registerNumber(),
                details.website(),
                details.country(),
                List.of(externalIds));
    }

    private static PostDetails post(OrganisationId organisation, PostRole role, @Nullable Integer seats) {
        return new PostDetails(organisation, role, LocalizedText.EMPTY, seats, Tenure.UNKNOWN);
    }

    private static OrganisationQuery text(String text) {
        return query(text, Archived.WITHOUT);
    }

    private static OrganisationQuery query(String text, Archived archived) {
        return new OrganisationQuery(
                text, Set.of(), null, null, null, archived, OrganisationQuery.Sort.NAME, false, "en");
    }

    private static OrganisationQuery within(OrganisationId whole) {
        return new OrganisationQuery(
                null, Set.of(), null, null, whole, Archived.WITHOUT, OrganisationQuery.Sort.NAME, false, "en");
    }

    private List<OrganisationId> listed(OrganisationQuery query) {
        return as(viewer, () -> organisations.list(query, Paging.first(100))).items().stream()
                .map(OrganisationSummary::id)
                .toList();
    }

    private List<OrganisationSummary> pages(OrganisationQuery query, int size) {
        List<OrganisationSummary> all = new ArrayList<>();
        String cursor = null;
        do {
            Paging paging = new Paging(cursor, size);
            Slice<OrganisationSummary> slice = as(viewer, () -> organisations.list(query, paging));
            all.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    private OrganisationId body(String code) {
        return as(viewer, () -> organisations.findByExternalId(new ExternalId("eu-body", code)))
                .orElseThrow()
                .id();
    }

    private List<AuditEntry> history(OrganisationId id) {
        return as(viewer, () -> organisations.history(id, Paging.first(50))).items();
    }

    private void assertRefused(OrganisationDetails details, String violation) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> as(diplomat, () -> organisations.register(details)))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(found -> found.field() + " " + found.key())
                        .containsExactly(violation));
    }

    private List<String> statements(Supplier<?> work) {
        return StatementCounter.statementsOf(() -> as(viewer, work));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : List.of(
                "crm_organisation",
                "crm_organisation_external_id",
                "crm_organisation_name",
                "crm_post",
                "crm_name_key",
                "crm_audit_entry")) {
            counts.put(
                    table,
                    database.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single());
        }
        return counts;
    }

    /** What each piece of work failed with, or null, in their order. */
    private static List<@Nullable Exception> inParallel(List<Callable<Object>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<@Nullable Exception> failures = new ArrayList<>();
            for (Future<Object> future : threads.invokeAll(works)) {
                try {
                    future.get();
                    failures.add(null);
                } catch (ExecutionException failed) {
                    failures.add((Exception) failed.getCause());
                }
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads posts of which so many seats are taken. */
    private PostReader readerWith(Map<PostId, Integer> taken) {
        PostHolders holders = new PostHolders() {

            @Override
            public Map<PostId, List<Holder>> holders(
                    Collection<PostId> wanted, LocalDate day, AccessScope scope, int limitPerPost) {
                return Map.of();
            }

            @Override
            public Map<PostId, Integer> taken(Collection<PostId> wanted, LocalDate day, AccessScope scope) {
                Map<PostId, Integer> found = new HashMap<>(taken);
                found.keySet().retainAll(new HashSet<>(wanted));
                return found;
            }

            @Override
            public boolean isUsed(PostId post) {
                return taken.containsKey(post);
            }
        };
        return new PostReader(database, nameIndex, new ObjectProvider<>() {

            @Override
            public PostHolders getObject() {
                return holders;
            }
        });
    }
}
