package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;

/** Tags, lists and saved queries: row A7 of the features; threats Z1, Z2, Z6, Z8, Z9 and C4. */
@ServiceTest
class SegmentIntegrationTests extends OfficerScene {

    @Autowired
    private Segments segments;

    @Autowired
    private Contacts contacts;

    @Autowired
    private OfficerDirectory directory;

    private Officer diplomat;
    private Officer viewer;
    private Officer manager;
    private Officer foreigner;

    /** Letters that no other test uses. */
    private String unique = "";

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("segment-one");
        viewer = officers.viewer("segment-one");
        manager = officers.manager("segment-one");
        foreigner = officers.manager("segment-two");
        unique = UnusualNames.next();
    }

    // ---- the segment itself
    // --------------------------------------------------------------------------------------------------------

    @Test
    void aSegmentIsMadeChangedArchivedAndRestoredAndAllOfItIsTold() {
        SegmentView made = as(
                diplomat,
                () -> segments.create(new SegmentDetails(
                        SegmentKind.LIST,
                        "  Nauryz " + unique + " ",
                        "Spring\nreception",
                        Sensitivity.INTERNAL,
                        null)));
        assertThat(made.details())
                .isEqualTo(new SegmentDetails(
                        SegmentKind.LIST, "Nauryz " + unique, "Spring\nreception", Sensitivity.INTERNAL, null));
        assertThat(made.asked()).isEqualTo(ContactQuery.ALL.withSegment(made.id()));
        assertThat(as(viewer, () -> segments.get(made.id()))).isEqualTo(made);

        SegmentView changed =
                as(diplomat, () -> segments.change(made.id(), 0, details(SegmentKind.LIST, "Nauryz 2027 " + unique)));
        assertThat(changed.version()).isEqualTo(1);
        assertThat(as(diplomat, () -> segments.change(made.id(), 1, changed.details())))
                .isEqualTo(changed);
        assertThatThrownBy(() -> as(diplomat, () -> segments.change(made.id(), 0, changed.details())))
                .isInstanceOf(StaleVersionException.class);

        SegmentView archived = as(diplomat, () -> segments.archive(made.id(), 1));
        assertThat(archived.archived()).isTrue();
        assertThat(named(SegmentKind.LIST, Archived.WITHOUT)).isEmpty();
        assertThat(named(SegmentKind.LIST, Archived.ONLY)).containsExactly(made.id());
        assertThat(as(viewer, () -> segments.suggest(Set.of(SegmentKind.LIST), "nauryz 2027 " + unique)))
                .isEmpty();
        SegmentView restored = as(diplomat, () -> segments.restore(made.id(), archived.version()));
        assertThat(restored.archived()).isFalse();
        assertThat(as(viewer, () -> segments.suggest(Set.of(SegmentKind.LIST), "NAURYZ 2027 " + unique)))
                .containsExactly(restored);
        assertThat(as(viewer, () -> segments.suggest(Set.of(SegmentKind.TAG), "nauryz")))
                .doesNotContain(restored);

        assertThat(as(viewer, () -> segments.history(made.id(), Paging.first(10)))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CHANGED, AuditAction.CREATED);
    }

    @Test
    void whatIsWrongWithASegmentIsSaidAndNothingIsKept() {
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        assertThat(refused(() -> segments.create(details(SegmentKind.TAG, " "))))
                .containsExactly(tuple("name", "segment-name"));
        assertThat(refused(() -> segments.create(details(SegmentKind.TAG, "x".repeat(101)))))
                .containsExactly(tuple("name", "too-long"));
        assertThat(refused(
                        () -> segments.create(details(SegmentKind.TAG, "ÉNERGY  " + unique.toUpperCase(Locale.ROOT)))))
                .containsExactly(tuple("name", "segment-taken"));
        assertThat(refused(() -> segments.create(new SegmentDetails(
                        SegmentKind.TAG, "T" + unique, "d".repeat(501), Sensitivity.CONFIDENTIAL, null))))
                .containsExactlyInAnyOrder(tuple("description", "too-long"), tuple("sensitivity", "sensitivity"));
        assertThat(refused(() -> segments.change(tag.id(), 0, details(SegmentKind.LIST, "Energy " + unique))))
                .containsExactly(tuple("kind", "segment-kind"));
        assertThat(refused(() -> segments.change(
                        tag.id(),
                        0,
                        new SegmentDetails(SegmentKind.TAG, "Energy " + unique, null, Sensitivity.PUBLIC, null))))
                .containsExactly(tuple("sensitivity", "sensitivity-lowered"));
        assertThat(refused(() -> segments.create(new SegmentDetails(
                        SegmentKind.TAG, "T" + unique, null, Sensitivity.PUBLIC, ContactQuery.ALL.withCountry("BE")))))
                .containsExactly(tuple("query", "query-unasked"));
        // A list may be called as a tag is.
        assertThat(as(diplomat, () -> segments.create(details(SegmentKind.LIST, "Energy " + unique)))
                        .version())
                .isZero();
        assertThat(as(diplomat, () -> segments.get(tag.id()))).isEqualTo(tag);
        assertThat(named(SegmentKind.TAG, Archived.BOTH)).containsExactly(tag.id());
        assertThatThrownBy(() -> as(viewer, () -> segments.create(details(SegmentKind.TAG, "V" + unique))))
                .isInstanceOf(NotPermittedException.class);
    }

    // A name is given once, whoever is first
    @Test
    void ofTwoWhoMakeTheSameTagAtOnceOneIsTold() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> made = new ArrayList<>();
            for (Officer officer : List.of(diplomat, manager)) {
                Callable<Boolean> make = () -> {
                    try {
                        as(officer, () -> segments.create(details(SegmentKind.TAG, "Water " + unique)));
                        return true;
                    } catch (InvalidInputException taken) {
                        assertThat(taken.violations())
                                .containsExactly(Violation.of("name", "crm.contact.error.segment-taken"));
                        return false;
                    }
                };
                made.add(both.submit(make));
            }
            List<Boolean> outcomes = List.of(made.get(0).get(), made.get(1).get());
            assertThat(outcomes).containsExactlyInAnyOrder(true, false);
        } finally {
            both.shutdownNow();
        }
        assertThat(named(SegmentKind.TAG, Archived.BOTH)).hasSize(1);
    }

    // ---- who is in it
    // --------------------------------------------------------------------------------------------------------

    @Test
    void contactsCarryTagsAndAreFoundByThem() {
        ContactView aliya = person("Aliya");
        ContactView bauyrzhan = person("Bauyrzhan");
        SegmentView energy = tag("Energy", Sensitivity.INTERNAL);
        SegmentView water = tag("Water", Sensitivity.INTERNAL);
        SegmentView list = as(diplomat, () -> segments.create(details(SegmentKind.LIST, "Dinner " + unique)));

        assertThat(as(diplomat, () -> segments.add(energy.id(), List.of(aliya.id(), bauyrzhan.id(), aliya.id()))))
                .isEqualTo(2);
        assertThat(as(diplomat, () -> segments.add(energy.id(), List.of(aliya.id()))))
                .isZero();
        as(diplomat, () -> segments.add(water.id(), List.of(aliya.id())));
        as(diplomat, () -> segments.add(list.id(), List.of(aliya.id())));

        assertThat(as(viewer, () -> segments.of(aliya.id()))).containsExactly(energy, water, list);
        assertThat(found(viewer, energy)).containsExactly(aliya.id(), bauyrzhan.id());
        assertThat(found(viewer, ContactQuery.ALL.withSegment(energy.id()).withText("Bauyrzhan " + unique)))
                .containsExactly(bauyrzhan.id());
        assertThat(as(viewer, () -> contacts.count(energy.asked(), 10))).isEqualTo(2);
        assertThat(as(viewer, () -> segments.counts(List.of(energy.id(), water.id(), list.id()), 100)))
                .containsOnly(entry(energy.id(), 2L), entry(water.id(), 1L), entry(list.id(), 1L));
        assertThat(as(viewer, () -> segments.counts(List.of(energy.id()), 1))).containsOnly(entry(energy.id(), 1L));
        assertThat(as(viewer, () -> segments.getAll(List.of(water.id(), energy.id(), new SegmentId(Ids.next())))))
                .containsExactly(energy, water);

        assertThat(as(diplomat, () -> segments.remove(energy.id(), List.of(aliya.id(), new ContactId(Ids.next())))))
                .isEqualTo(1);
        assertThat(as(diplomat, () -> segments.remove(energy.id(), List.of(aliya.id()))))
                .isZero();
        assertThat(found(viewer, energy)).containsExactly(bauyrzhan.id());

        // The history of the person tells of it; the segment and the contact keep their versions.
        assertThat(history(viewer, aliya))
                .extracting(AuditEntry::kind, AuditEntry::action)
                .containsExactly(
                        tuple("tagging", AuditAction.DELETED),
                        tuple("listing", AuditAction.CREATED),
                        tuple("tagging", AuditAction.CREATED),
                        tuple("tagging", AuditAction.CREATED),
                        tuple("contact", AuditAction.CREATED));
        assertThat(history(viewer, aliya).get(0).changes().get(0).before()).isEqualTo("Energy " + unique);
        assertThat(as(viewer, () -> segments.get(energy.id()))).isEqualTo(energy);
        assertThat(as(viewer, () -> contacts.get(aliya.id())).version()).isEqualTo(aliya.version());
    }

    @Test
    void whoIsArchivedGoneOrAskedForIsNotPutIntoIt() {
        ContactView aliya = person("Aliya");
        ContactView gone = person("Gone");
        as(diplomat, () -> contacts.archive(gone.id(), gone.version()));
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        assertThatThrownBy(() -> as(diplomat, () -> segments.add(tag.id(), List.of(aliya.id(), gone.id()))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() ->
                        as(diplomat, () -> segments.add(tag.id(), List.of(aliya.id(), new ContactId(Ids.next())))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> segments.add(tag.id(), List.of(aliya.id(), aliya.id(), new ContactId(Ids.next())))))
                .isInstanceOf(NotFoundException.class);
        assertThat(found(viewer, tag)).isEmpty();

        SegmentView asked = saved("Belgians", ContactQuery.ALL.withCountry("BE").withText(unique));
        assertThatThrownBy(() -> as(diplomat, () -> segments.add(asked.id(), List.of(aliya.id()))))
                .isInstanceOf(ConflictException.class);
        as(diplomat, () -> segments.add(tag.id(), List.of(aliya.id())));
        as(diplomat, () -> segments.archive(tag.id(), 0));
        for (Supplier<?> act : List.<Supplier<?>>of(
                () -> segments.add(tag.id(), List.of(aliya.id())),
                () -> segments.addFound(tag.id(), ContactQuery.ALL.withText(unique)),
                () -> segments.remove(tag.id(), List.of(aliya.id())))) {
            assertThatThrownBy(() -> as(diplomat, act)).isInstanceOf(ConflictException.class);
        }
        assertThat(as(viewer, () -> segments.of(aliya.id()))).isEmpty();
        assertThat(found(viewer, tag)).containsExactly(aliya.id());
        assertThatThrownBy(() -> as(viewer, () -> segments.add(tag.id(), List.of(aliya.id()))))
                .isInstanceOf(NotPermittedException.class);
        List<ContactId> many =
                IntStream.range(0, 101).mapToObj(i -> new ContactId(Ids.next())).toList();
        assertThatThrownBy(() -> as(diplomat, () -> segments.add(tag.id(), many)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allWhoAreFoundArePutIntoItTogetherInAHandfulOfStatements() {
        people(130);
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        ContactQuery all = ContactQuery.ALL.withText(unique);
        List<Integer> added = new ArrayList<>();
        List<String> statements = StatementCounter.statementsOf(
                () -> as(diplomat, () -> added.add(segments.addFound(tag.id(), all.withArchived(Archived.BOTH)))));
        assertThat(added).containsExactly(130);
        assertThat(statements).hasSizeLessThan(30);
        assertThat(as(viewer, () -> contacts.count(tag.asked(), 1_000))).isEqualTo(130);
        assertThat(as(diplomat, () -> segments.addFound(tag.id(), all))).isZero();
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> contacts.list(tag.asked(), Paging.first(50)))))
                .hasSize(3);
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> segments.list(SegmentKind.TAG, Archived.WITHOUT, Paging.first(50)))))
                .hasSize(1);
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> segments.counts(List.of(tag.id()), 10))))
                .hasSize(2);
    }

    @Test
    void nobodyIsPutIntoItWhoWasNotFound() {
        person("Aliya");
        ContactView gone = person("Gone");
        as(diplomat, () -> contacts.archive(gone.id(), gone.version()));
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        ContactQuery archived = ContactQuery.ALL.withText(unique).withArchived(Archived.ONLY);
        assertThat(found(viewer, archived)).containsExactly(gone.id());
        assertThat(as(diplomat, () -> segments.addFound(tag.id(), archived))).isZero();
        // Nor is somebody of a similar name, where the name was found.
        ContactQuery exactly = ContactQuery.ALL.withText("Gone " + unique).withArchived(Archived.BOTH);
        person("Gona");
        assertThat(as(diplomat, () -> segments.addFound(tag.id(), exactly))).isZero();
        assertThat(found(viewer, tag)).isEmpty();
    }

    // C4
    @Test
    void whoIsTakenBackGoesOutOfAllTagsAlsoOfHiddenOnes() {
        Officer protocol = officers.protocol("segment-one");
        ContactView aliya = person("Aliya");
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        SegmentView secret = as(
                manager,
                () -> segments.create(
                        new SegmentDetails(SegmentKind.TAG, "Secret " + unique, null, Sensitivity.CONFIDENTIAL, null)));
        as(manager, () -> segments.add(tag.id(), List.of(aliya.id())));
        as(manager, () -> segments.add(secret.id(), List.of(aliya.id())));
        as(protocol, () -> {
            contacts.withdraw(aliya.id(), aliya.version());
            return true;
        });
        assertThat(found(manager, tag)).isEmpty();
        assertThat(found(manager, secret)).isEmpty();
    }

    @Test
    void moreThanFitAtOnceArePutIntoItNotAtAll() {
        for (int part = 0; part < 11; part++) {
            people(91);
        }
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        assertThat(refused(() -> segments.addFound(tag.id(), ContactQuery.ALL.withText(unique))))
                .containsExactly(tuple("", "segment-many"));
        assertThat(found(viewer, tag)).isEmpty();
    }

    @Test
    void whoIsAddedByManyAtOnceIsInItOnce() throws Exception {
        ContactView aliya = person("Aliya");
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> added = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                added.add(threads.submit(() -> as(diplomat, () -> segments.add(tag.id(), List.of(aliya.id())))));
            }
            int all = 0;
            for (Future<Integer> one : added) {
                all += one.get();
            }
            assertThat(all).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(history(viewer, aliya))
                .filteredOn(entry -> entry.kind().equals("tagging"))
                .hasSize(1);
    }

    // ---- saved queries
    // --------------------------------------------------------------------------------------------------------

    @Test
    void aSavedQueryFindsWhomItFindsNow() {
        ContactQuery query = ContactQuery.ALL
                .withText(unique)
                .withCountry("KZ")
                .withLanguage("kk")
                .sortedBy(ContactQuery.Sort.CREATED, true);
        SegmentView saved = saved("Compatriots", query);
        assertThat(saved.details().query()).isEqualTo(query);
        assertThat(as(viewer, () -> segments.get(saved.id())).asked()).isEqualTo(query);
        assertThat(found(viewer, saved)).isEmpty();
        ContactView aliya = register(People.named("Aliya", unique).from("KZ", "kk"));
        register(People.named("Basile", unique).from("BE", "fr"));
        assertThat(found(viewer, saved)).containsExactly(aliya.id());
        assertThat(as(viewer, () -> segments.counts(List.of(saved.id()), 10))).isEmpty();
        SegmentView changed = as(
                diplomat,
                () -> segments.change(saved.id(), 0, query("Compatriots", query.withArchived(Archived.BOTH))));
        assertThat(as(viewer, () -> segments.history(saved.id(), Paging.first(5)))
                        .items()
                        .get(0)
                        .changes())
                .extracting(FieldChange::field)
                .containsExactly("archived");
        assertThat(as(viewer, () -> segments.list(SegmentKind.QUERY, Archived.WITHOUT, Paging.first(100)))
                        .items())
                .contains(changed);
    }

    @Test
    void whoSpeaksEitherOfTwoLanguagesIsFound() {
        ContactView aliya = register(People.named("Aliya", unique).from("KZ", "kk", "en"));
        ContactView basile = register(People.named("Basile", unique).from("BE", "fr", "en"));
        register(People.named("Carlos", unique).from("ES", "es"));
        ContactQuery query = ContactQuery.ALL.withText(unique);
        assertThat(found(viewer, query.withLanguages("kk", "fr"))).containsExactly(aliya.id(), basile.id());
        assertThat(found(viewer, query.withLanguages(null, "fr"))).containsExactly(basile.id());
        assertThat(found(viewer, query.withLanguages("en", "fr"))).containsExactly(aliya.id(), basile.id());
        assertThat(refused(() -> contacts.list(query.withNotInvitedDays(Integer.MIN_VALUE), Paging.first(5))))
                .containsExactly(tuple("notInvitedDays", "days"));
        SegmentView saved = saved("Two", query.withLanguages("EN", "fr").withNotInvitedDays(60));
        assertThat(saved.details().query())
                .isEqualTo(query.withLanguages("en", "fr").withNotInvitedDays(60));
        assertThat(refused(() -> segments.create(
                        query("Q" + unique, query.withLanguages(null, "zz").withNotInvitedDays(0)))))
                .containsExactlyInAnyOrder(
                        tuple("query.orLanguage", "language"), tuple("query.notInvitedDays", "days"));
    }

    @Test
    void aQueryThatAsksNothingOrForWhatThereIsNotIsNotSaved() {
        assertThat(refused(() -> segments.create(details(SegmentKind.QUERY, "Q" + unique))))
                .containsExactly(tuple("query", "query-needed"));
        assertThat(refused(
                        () -> segments.create(query("Q", ContactQuery.ALL.sortedBy(ContactQuery.Sort.CHANGED, true)))))
                .containsExactly(tuple("query", "query-needed"));
        assertThat(refused(() -> segments.create(
                        query("Q", ContactQuery.ALL.withCountry("1").withLanguage("zz")))))
                .containsExactlyInAnyOrder(tuple("query.country", "country"), tuple("query.language", "language"));
        SegmentView other = saved("Chairs", ContactQuery.ALL.withRole(PostRole.CHAIR));
        assertThat(refused(() -> segments.create(query(
                        "Q",
                        ContactQuery.ALL
                                .withText("x".repeat(201))
                                .withOrganisation(new OrganisationId(Ids.next()))
                                .withSegment(other.id())))))
                .containsExactlyInAnyOrder(
                        tuple("query.text", "too-long"),
                        tuple("query.organisation", "organisation-unknown"),
                        tuple("query.segment", "segment-unknown"));
    }

    // ---- who sees it
    // --------------------------------------------------------------------------------------------------------

    // Z2, Z6, Z8, Z9
    @Test
    void aHiddenSegmentExistsForNobodyWhoMayNotSeeIt() {
        ContactView aliya = person("Aliya");
        SegmentView secret = as(
                manager,
                () -> segments.create(new SegmentDetails(
                        SegmentKind.TAG, "Difficult " + unique, null, Sensitivity.CONFIDENTIAL, null)));
        as(manager, () -> segments.add(secret.id(), List.of(aliya.id())));
        assertThat(as(manager, () -> segments.of(aliya.id()))).containsExactly(secret);
        assertThat(history(manager, aliya)).hasSize(2);

        for (Officer officer : List.of(diplomat, viewer, foreigner)) {
            assertThatThrownBy(() -> as(officer, () -> segments.get(secret.id())))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> segments.history(secret.id(), Paging.first(5))))
                    .isInstanceOf(NotFoundException.class);
            assertThat(found(officer, secret)).isEmpty();
            assertThat(as(officer, () -> contacts.count(secret.asked(), 10))).isZero();
            assertThat(as(officer, () -> segments.counts(List.of(secret.id()), 10)))
                    .isEmpty();
            assertThat(as(officer, () -> segments.getAll(List.of(secret.id())))).isEmpty();
            assertThat(as(officer, () -> segments.suggest(Set.of(SegmentKind.TAG), "difficult " + unique)))
                    .isEmpty();
            assertThat(as(officer, () -> segments.list(SegmentKind.TAG, Archived.BOTH, Paging.first(100)))
                            .items())
                    .doesNotContain(secret);
        }
        assertThat(as(viewer, () -> segments.of(aliya.id()))).isEmpty();
        assertThat(history(viewer, aliya)).extracting(AuditEntry::kind).containsExactly("contact");
        for (Supplier<?> act : List.<Supplier<?>>of(
                () -> segments.add(secret.id(), List.of(aliya.id())),
                () -> segments.addFound(secret.id(), ContactQuery.ALL.withText(unique)),
                () -> segments.remove(secret.id(), List.of(aliya.id())),
                () -> segments.change(secret.id(), 0, secret.details()),
                () -> segments.archive(secret.id(), 0))) {
            assertThatThrownBy(() -> as(diplomat, act)).isInstanceOf(NotFoundException.class);
        }
        // The name is free for those who do not know of it, and whoever sees both goes on changing either.
        SegmentView own = tag("Difficult", Sensitivity.INTERNAL);
        assertThat(as(manager, () -> segments.get(own.id()))).isEqualTo(own);
        for (SegmentView one : List.of(own, secret)) {
            SegmentDetails described = new SegmentDetails(
                    SegmentKind.TAG,
                    one.details().name(),
                    "described",
                    one.details().sensitivity(),
                    null);
            assertThat(as(manager, () -> segments.change(one.id(), 0, described))
                            .details())
                    .isEqualTo(described);
        }
        assertThat(refusedFor(
                        manager,
                        () -> segments.change(
                                secret.id(),
                                1,
                                new SegmentDetails(
                                        SegmentKind.TAG, secret.details().name(), null, Sensitivity.INTERNAL, null))))
                .containsExactly(tuple("name", "segment-taken"));
    }

    // Z6
    @Test
    void whatIsRaisedIsHiddenFromThenOnWithAllThatTellsOfIt() {
        ContactView aliya = person("Aliya");
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        as(diplomat, () -> segments.add(tag.id(), List.of(aliya.id())));
        SegmentView asked = saved("Energetic", ContactQuery.ALL.withSegment(tag.id()));
        assertThat(found(viewer, asked)).containsExactly(aliya.id());
        assertThat(history(viewer, aliya)).hasSize(2);

        as(
                manager,
                () -> segments.change(
                        tag.id(),
                        0,
                        new SegmentDetails(SegmentKind.TAG, "Energy " + unique, null, Sensitivity.CONFIDENTIAL, null)));
        assertThat(history(viewer, aliya)).extracting(AuditEntry::kind).containsExactly("contact");
        assertThatThrownBy(() -> as(viewer, () -> segments.get(asked.id()))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(diplomat, () -> segments.archive(asked.id(), 0)))
                .isInstanceOf(NotFoundException.class);
        assertThat(found(viewer, asked)).isEmpty();
        assertThat(found(manager, asked)).containsExactly(aliya.id());

        // Nor is one saved that would tell of it.
        assertThat(refusedFor(
                        manager,
                        () -> segments.create(new SegmentDetails(
                                SegmentKind.QUERY,
                                "Open " + unique,
                                null,
                                Sensitivity.INTERNAL,
                                ContactQuery.ALL.withSegment(tag.id())))))
                .containsExactly(tuple("sensitivity", "query-sensitivity"));
    }

    // Z6
    @Test
    void aHiddenContactIsInItForThoseAloneWhoSeeTheContact() {
        ContactView open = person("Open");
        ContactView secret = as(
                manager,
                () -> contacts.register(People.named("Secret", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .details()));
        SegmentView tag = tag("Energy", Sensitivity.INTERNAL);
        assertThatThrownBy(() -> as(diplomat, () -> segments.add(tag.id(), List.of(open.id(), secret.id()))))
                .isInstanceOf(NotFoundException.class);
        as(manager, () -> segments.add(tag.id(), List.of(open.id(), secret.id())));
        assertThat(found(viewer, tag)).containsExactly(open.id());
        assertThat(found(manager, tag)).containsExactly(open.id(), secret.id());
        assertThat(as(viewer, () -> segments.counts(List.of(tag.id()), 10))).containsOnly(entry(tag.id(), 1L));
        assertThat(as(manager, () -> segments.counts(List.of(tag.id()), 10))).containsOnly(entry(tag.id(), 2L));
        assertThatThrownBy(() -> as(viewer, () -> segments.of(secret.id()))).isInstanceOf(NotFoundException.class);
        assertThat(as(diplomat, () -> segments.remove(tag.id(), List.of(secret.id()))))
                .isZero();
        assertThat(found(manager, tag)).containsExactly(open.id(), secret.id());
        // A contact of another mission is none that there is, nor is a tag that a saved query may ask for.
        Officer both = twoMissions();
        SegmentView elsewhere = as(
                foreigner,
                () -> segments.create(
                        new SegmentDetails(SegmentKind.TAG, "E" + unique, null, Sensitivity.PUBLIC, null)));
        assertThat(as(both, () -> segments.get(elsewhere.id()))).isEqualTo(elsewhere);
        SegmentId asked = elsewhere.mission().equals(both.home()) ? tag.id() : elsewhere.id();
        assertThat(refusedFor(both, () -> segments.create(query("Q", ContactQuery.ALL.withSegment(asked)))))
                .containsExactly(tuple("query.segment", "segment-unknown"));
        ContactView abroad = as(
                foreigner,
                () -> contacts.register(People.named("Abroad", unique).details()));
        assertThatThrownBy(() -> as(manager, () -> segments.add(tag.id(), List.of(abroad.id()))))
                .isInstanceOf(NotFoundException.class);
    }

    // ---- fixtures
    // --------------------------------------------------------------------------------------------------------

    private Officer twoMissions() {
        return directory.signedIn(new SignIn(
                "test",
                "segment-both",
                Officer.Kind.PERSON,
                "Both",
                null,
                Set.of(Role.DIPLOMAT),
                Set.of("segment-one", "segment-two"),
                Sensitivity.INTERNAL));
    }

    private SegmentDetails details(SegmentKind kind, String name) {
        return new SegmentDetails(kind, name, null, Sensitivity.INTERNAL, null);
    }

    private SegmentDetails query(String name, ContactQuery query) {
        return new SegmentDetails(SegmentKind.QUERY, name + " " + unique, null, Sensitivity.INTERNAL, query);
    }

    private SegmentView tag(String name, Sensitivity sensitivity) {
        return as(
                diplomat,
                () -> segments.create(
                        new SegmentDetails(SegmentKind.TAG, name + " " + unique, null, sensitivity, null)));
    }

    private SegmentView saved(String name, ContactQuery query) {
        return as(diplomat, () -> segments.create(query(name, query)));
    }

    private ContactView person(String given) {
        return register(People.named(given, unique));
    }

    private ContactView register(People person) {
        return as(diplomat, () -> contacts.register(person.details()));
    }

    private void people(int number) {
        List<ContactDetails> all = IntStream.range(0, number)
                .mapToObj(i -> People.named("Aliya" + i, unique).details())
                .toList();
        for (int from = 0; from < number; from += Paging.MAX_SIZE) {
            List<ContactDetails> some = all.subList(from, Math.min(number, from + Paging.MAX_SIZE));
            as(diplomat, () -> contacts.registerAll(some));
        }
    }

    private List<ContactId> found(Officer officer, SegmentView segment) {
        return found(officer, segment.asked());
    }

    private List<ContactId> found(Officer officer, ContactQuery query) {
        return as(officer, () -> contacts.list(query, Paging.first(100))).items().stream()
                .map(ContactSummary::id)
                .toList();
    }

    private List<AuditEntry> history(Officer officer, ContactView contact) {
        return as(officer, () -> contacts.history(contact.id(), Paging.first(20)))
                .items();
    }

    /** Those of this test that the viewer sees. */
    private List<SegmentId> named(@Nullable SegmentKind kind, Archived archived) {
        List<SegmentId> named = new ArrayList<>();
        String cursor = null;
        do {
            Paging paging = new Paging(cursor, 100);
            Slice<SegmentView> slice = as(viewer, () -> segments.list(kind, archived, paging));
            slice.items().stream()
                    .filter(segment -> segment.details().name().endsWith(unique))
                    .map(SegmentView::id)
                    .forEach(named::add);
            cursor = slice.next();
        } while (cursor != null);
        return named;
    }

    private List<Tuple> refused(Supplier<?> act) {
        return refusedFor(diplomat, act);
    }

    /** Field and key of what is wrong. */
    private List<Tuple> refusedFor(Officer officer, Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> as(officer, act));
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(violation -> tuple(violation.field(), violation.key().replace("crm.contact.error.", "")))
                .toList();
    }
}
