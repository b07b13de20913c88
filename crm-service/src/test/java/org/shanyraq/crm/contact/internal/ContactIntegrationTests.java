package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Rows A6, A11, C5, P1 to P4 and U12 of the features; threats Z2, Z6 to Z9, Z11 and Z18. */
@ServiceTest
class ContactIntegrationTests extends OfficerScene {

    @Autowired
    Contacts contacts;

    @Autowired
    Search search;

    @Autowired
    AuditLog log;

    @Autowired
    JdbcClient database;

    Officer diplomat;
    Officer protocol;
    Officer viewer;
    Officer manager;
    Officer foreigner;

    /** Letters that no other test uses, so that tests do not find each other's people. */
    String unique = "";

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("contact-one");
        protocol = officers.protocol("contact-one");
        viewer = officers.viewer("contact-one");
        manager = officers.manager("contact-one");
        foreigner = officers.manager("contact-two");
        unique = UnusualNames.next();
    }

    // ---- entering and changing

    // A6, A11, U12
    @Test
    void keepsAllThatWasEntered() {
        ContactDetails details = People.named("Aliya", unique)
                .with(
                        People.inOwnScript("Әлия", "Қ", "kk"),
                        new PersonName(PersonName.Kind.PASSPORT, "ALIYA", unique, "en"),
                        new PersonName(PersonName.Kind.OTHER, "Alia", unique, "kk-Latn"))
                .with(
                        People.email("aliya." + unique + "@ministry.example"),
                        new Channel(Channel.Kind.EMAIL, Channel.Purpose.PRIVATE, unique + "@home.example", true),
                        new Channel(Channel.Kind.PHONE, Channel.Purpose.MOBILE, "+44 20 7946 0123", false),
                        new Channel(Channel.Kind.PHONE, Channel.Purpose.ASSISTANT, "02 234 56 78", false),
                        new Channel(Channel.Kind.ADDRESS, Channel.Purpose.WORK, "Avenue Louise 1, Brussels", false),
                        new Channel(
                                Channel.Kind.WEBSITE, Channel.Purpose.WORK, "https://ministry.example/a?b=c", false))
                .with(new ExternalId("orcid", unique), new ExternalId("ep-mep", unique))
                .with("First line\nsecond line\twith a tab")
                .from("kz", "kk", "ru", "EN")
                .details();

        ContactView made = as(diplomat, () -> contacts.register(details));
        ContactView read = as(viewer, () -> contacts.get(made.id()));

        assertThat(read).isEqualTo(made);
        assertThat(read.version()).isZero();
        assertThat(read.details().names()).isEqualTo(details.names());
        assertThat(read.details().country()).isEqualTo("KZ");
        assertThat(read.details().languages()).containsExactly("kk", "ru", "en");
        assertThat(read.details().externalIds()).extracting(ExternalId::scheme).containsExactly("ep-mep", "orcid");
        assertThat(read.details().channels()).extracting(Channel::value).contains("+442079460123", "+3222345678");
        assertThat(read.details().channels())
                .extracting(channel -> channel.kind() + " " + channel.primary())
                .containsExactly(
                        "EMAIL false", "EMAIL true", "PHONE true", "PHONE false", "ADDRESS true", "WEBSITE true");
        assertThat(read.details().notes()).isEqualTo("First line\nsecond line\twith a tab");
    }

    @Test
    void textsAreKeptComposed() {
        ContactView made = register(People.named("Jose\u0301", unique));
        assertThat(made.details().names().get(0).given()).isEqualTo("Jos\u00e9");
    }

    @Test
    void allThatIsWrongIsSaidAtOncePerField() {
        ContactDetails details = new People(new ContactDetails(
                        List.of(
                                People.latin("", ""),
                                People.latin("x".repeat(121), "b\u202Ec"),
                                new PersonName(PersonName.Kind.OTHER, "a\0", "b", "klingon")),
                        "h".repeat(61),
                        new LocalizedText(Map.of("qq", "Sir")),
                        List.of("en", "xx"),
                        "XX",
                        List.of(
                                People.email("no address"),
                                new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, "a@b.example", true),
                                new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, "A@B.example", true),
                                new Channel(Channel.Kind.PHONE, Channel.Purpose.WORK, "12", false),
                                new Channel(Channel.Kind.WEBSITE, Channel.Purpose.WORK, "javascript:alert(1)", false),
                                new Channel(Channel.Kind.ADDRESS, Channel.Purpose.WORK, " ", false)),
                        List.of(new ExternalId("orcid", "same"), new ExternalId("orcid", "same")),
                        "n".repeat(10_001),
                        Sensitivity.CONFIDENTIAL,
                        null,
                        "s".repeat(251)))
                .details();

        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> as(diplomat, () -> contacts.register(details)));

        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "names[0].family",
                        "names[1].kind",
                        "names[1].given",
                        "names[1].family",
                        "names[2].given",
                        "names[2].language",
                        "honorific",
                        "formOfAddress.qq",
                        "languages[1]",
                        "country",
                        "channels[0].value",
                        "channels[2].value",
                        "channels[2].primary",
                        "channels[3].value",
                        "channels[4].value",
                        "channels[5].value",
                        "externalIds[1].value",
                        "notes",
                        "sensitivity",
                        "source");
        assertThat(refused.violations()).allMatch(violation -> violation.key().startsWith("crm.contact.error."));
    }

    // A6: exactly one of each kind is the primary one
    @Test
    void aChangeTouchesOnlyTheRowsThatDiffer() {
        ContactView made = register(People.named("Aliya", unique)
                .with(People.email("one" + unique + "@a.example"), People.email("two" + unique + "@a.example")));
        ContactDetails changed = People.named("Aliya", unique)
                .with(People.email("one" + unique + "@a.example"), People.email("three" + unique + "@a.example"))
                .details();
        List<String> statements = StatementCounter.statementsOf(
                () -> as(diplomat, () -> contacts.change(made.id(), made.version(), changed)));
        assertThat(statements)
                .filteredOn(sql -> sql.contains("crm_contact_channel"))
                .noneMatch(sql -> sql.startsWith("insert") || sql.startsWith("delete"))
                .anyMatch(sql -> sql.startsWith("update"));
        assertThat(statements)
                .filteredOn(sql -> sql.contains("crm_contact_name") && !sql.startsWith("select"))
                .isEmpty();
        ContactView read = as(viewer, () -> contacts.get(made.id()));
        assertThat(read.details().channels()).extracting(Channel::value).contains("three" + unique + "@a.example");
        assertThat(read.version()).isEqualTo(made.version() + 1);
        assertThat(read.changedAt()).isAfter(made.changedAt());
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        ContactView made = register(People.named("Aliya", unique).with(People.email(unique + "@a.example")));
        ContactView again = as(diplomat, () -> contacts.change(made.id(), made.version(), made.details()));
        assertThat(again).isEqualTo(made);
        assertThat(history(made.id())).hasSize(1);
    }

    @Test
    void aStaleVersionIsRefused() {
        ContactView made = register(People.named("Aliya", unique));
        as(
                diplomat,
                () -> contacts.change(
                        made.id(), made.version(), People.named("Alina", unique).details()));
        for (Supplier<?> late : List.<Supplier<?>>of(
                () -> contacts.change(
                        made.id(), made.version(), People.named("Anna", unique).details()),
                () -> contacts.archive(made.id(), made.version()))) {
            assertThatThrownBy(() -> as(diplomat, late))
                    .isInstanceOfSatisfying(StaleVersionException.class, stale -> assertThat(stale.current())
                            .isEqualTo(1));
        }
        assertThatThrownBy(() -> as(protocol, withdraw(made))).isInstanceOf(StaleVersionException.class);
    }

    private Supplier<Boolean> withdraw(ContactView contact) {
        return () -> {
            contacts.withdraw(contact.id(), contact.version());
            return true;
        };
    }

    @Test
    void anArchivedContactIsOutOfListsUntilItIsRestored() {
        ContactView made = register(People.named("Aliya", unique));
        ContactView archived = as(diplomat, () -> contacts.archive(made.id(), made.version()));
        assertThat(archived.archived()).isTrue();
        assertThat(found(viewer)).isEmpty();
        assertThat(as(viewer, () -> contacts.suggest(unique))).isEmpty();
        assertThat(as(viewer, () -> contacts.list(text(unique, Archived.ONLY), Paging.first(10)))
                        .items())
                .hasSize(1);
        ContactView restored = as(diplomat, () -> contacts.restore(made.id(), archived.version()));
        assertThat(restored.archived()).isFalse();
        assertThat(found(viewer)).containsExactly(made.id());
        assertThat(history(made.id()))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CREATED);
    }

    @Test
    void aWithdrawnRegistrationLeavesNothingButItsHistory() {
        ContactView made = register(People.named("Aliya", unique)
                .with(People.email(unique + "@a.example"))
                .with(new ExternalId("orcid", unique)));
        as(protocol, withdraw(made));
        assertThatThrownBy(() -> as(viewer, () -> contacts.get(made.id()))).isInstanceOf(NotFoundException.class);
        assertThat(found(viewer)).isEmpty();
        for (String table :
                List.of("crm_contact_name", "crm_contact_channel", "crm_contact_language", "crm_contact_external_id")) {
            assertThat(rows(table + " where contact_id = ?", made.id()))
                    .as(table)
                    .isZero();
        }
        assertThat(rows("crm_name_key where subject_id = ?", made.id())).isZero();
        register(People.named("Aliya", unique).with(new ExternalId("orcid", unique)));
    }

    // A11
    @Test
    void anExternalIdBelongsToOneContactOfAMission() {
        ContactView made = register(People.named("Aliya", unique).with(new ExternalId("orcid", unique)));
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> register(People.named("Boris", unique).with(new ExternalId("orcid", unique))));
        assertThat(refused.violations())
                .extracting(Violation::key)
                .containsExactly("crm.contact.error.external-id-taken");
        as(
                foreigner,
                () -> contacts.register(People.named("Aliya", unique)
                        .with(new ExternalId("orcid", unique))
                        .details()));
        assertThat(as(viewer, () -> contacts.findByExternalId(new ExternalId("orcid", unique))))
                .get()
                .isEqualTo(made);
        assertThat(as(
                        viewer,
                        () -> contacts.findByExternalId(new ExternalId("orcid", unique.toUpperCase(Locale.ROOT)))))
                .isEmpty();
    }

    // C4: for imports
    @Test
    void manyAreRegisteredAtOnceAllOrNone() {
        List<ContactDetails> people = IntStream.range(0, 60)
                .mapToObj(i -> People.named("Aliya" + i, unique)
                        .with(new ExternalId("orcid", unique + i))
                        .with(People.email("m" + i + unique + "@a.example"))
                        .details())
                .toList();
        List<ContactView> made = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(() -> as(diplomat, () -> made.addAll(contacts.registerAll(people)))))
                .hasSizeLessThan(25);
        assertThat(made)
                .extracting(one -> one.details().externalIds())
                .isEqualTo(people.stream().map(ContactDetails::externalIds).toList());
        assertThat(as(viewer, () -> contacts.count(ContactQuery.ALL.withText("Aliya17 " + unique), 10)))
                .isEqualTo(1);
        assertThat(made).allSatisfy(one -> assertThat(as(viewer, () -> contacts.history(one.id(), Paging.first(10)))
                        .items())
                .singleElement()
                .extracting(AuditEntry::action)
                .isEqualTo(AuditAction.CREATED));

        ExternalId own = new ExternalId("orcid", "own" + unique);
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        diplomat,
                        () -> contacts.registerAll(List.of(
                                People.named("New", unique).with(own).details(),
                                People.named("Other", unique)
                                        .with(new ExternalId("orcid", unique + 5))
                                        .details(),
                                People.named("Third", unique).with(own).details()))));
        assertThat(refused.violations())
                .extracting(Violation::field, Violation::key)
                .containsExactly(
                        tuple("[1].externalIds[0].value", "crm.contact.error.external-id-taken"),
                        tuple("[2].externalIds[0].value", "crm.contact.error.external-id-taken"));
        assertThat(as(viewer, () -> contacts.findByExternalId(own))).isEmpty();
        assertThatThrownBy(() -> as(
                        diplomat, () -> contacts.registerAll(Collections.nCopies(Paging.MAX_SIZE + 1, people.get(0)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> as(viewer, () -> contacts.registerAll(people)))
                .isInstanceOf(NotPermittedException.class);
    }

    // Z8, Z10
    @Test
    void manyAreFoundAtOnceAsEachAlone() {
        ExternalId shown = new ExternalId("orcid", "shown" + unique);
        ExternalId hidden = new ExternalId("orcid", "hidden" + unique);
        ExternalId nobodys = new ExternalId("orcid", "nobody" + unique);
        String email = "shown" + unique + "@a.example";
        String secret = "hidden" + unique + "@a.example";
        ContactView one = register(People.named("Aliya", unique).with(shown).with(People.email(email)));
        ContactView same = register(People.named("Boris", unique).with(People.email(email)));
        ContactView above = as(
                manager,
                () -> contacts.register(People.named("Cara", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .with(hidden)
                        .with(People.email(secret))
                        .details()));
        List<ExternalId> ids = List.of(shown, hidden, nobodys);
        List<String> emails = List.of(email.toUpperCase(Locale.ROOT), email, secret, "nobody" + unique + "@a.example");
        assertThat(as(viewer, () -> contacts.findByExternalIds(ids))).containsOnly(entry(shown, one));
        assertThat(as(manager, () -> contacts.findByExternalIds(ids)))
                .containsOnly(entry(shown, one), entry(hidden, above));
        assertThat(as(foreigner, () -> contacts.findByExternalIds(ids))).isEmpty();
        assertThat(as(viewer, () -> contacts.findByEmails(emails)))
                .containsOnly(entry(emails.get(0), List.of(one, same)), entry(emails.get(1), List.of(one, same)));
        assertThat(as(manager, () -> contacts.findByEmails(emails))).containsEntry(secret, List.of(above));
        assertThat(as(foreigner, () -> contacts.findByEmails(emails))).isEmpty();
        assertThatThrownBy(
                        () -> as(viewer, () -> contacts.findByEmails(Collections.nCopies(Paging.MAX_SIZE + 1, email))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressThatVeryManyShareHidesNobodyElse() {
        String shared = "office" + unique + "@a.example";
        for (int part = 0; part < 2; part++) {
            int first = part * Paging.MAX_SIZE;
            List<ContactDetails> people = IntStream.range(first, first + Paging.MAX_SIZE)
                    .mapToObj(i -> People.named("Aliya" + i, unique)
                            .with(People.email(shared))
                            .details())
                    .toList();
            as(diplomat, () -> contacts.registerAll(people));
        }
        String own = "last" + unique + "@a.example";
        ContactView last = register(People.named("Zarina", unique).with(People.email(own)));
        Map<String, List<ContactView>> found = as(viewer, () -> contacts.findByEmails(List.of(shared, own)));
        assertThat(found).containsOnlyKeys(shared, own).containsEntry(own, List.of(last));
        assertThat(found.get(shared)).hasSize(100).isEqualTo(as(viewer, () -> contacts.findByEmail(shared)));
    }

    // Z8: the key of the table is no oracle
    @Test
    void z8AnExternalIdOfAHiddenContactIsNotToldOf() {
        ExternalId id = new ExternalId("orcid", unique);
        ContactView hidden = as(
                manager,
                () -> contacts.register(People.named("Aliya", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .with(id)
                        .details()));
        ContactView seen = register(People.named("Aliya", unique).with(id));
        assertThat(seen.details().externalIds()).containsExactly(id);
        assertThat(as(viewer, () -> contacts.findByExternalId(id))).contains(seen);
        ContactView other = register(People.named("Boris", unique));
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        protocol,
                        () -> contacts.change(
                                other.id(),
                                other.version(),
                                People.named("Boris", unique).with(id).details())));
        assertThat(refused.violations())
                .extracting(Violation::field, Violation::key)
                .containsExactly(tuple("externalIds[0].value", "crm.contact.error.external-id-taken"));
        // Who sees both is told, and cannot make them meet.
        assertThat(as(manager, () -> contacts.findByExternalId(id))).contains(seen);
        assertThat(as(
                        manager,
                        () -> contacts.possibleDuplicates(
                                People.named("Cara", "Else" + unique).with(id).details(), null)))
                .extracting(candidate -> candidate.contact().id())
                .containsExactlyInAnyOrder(hidden.id(), seen.id());
        assertThatThrownBy(() -> as(
                        manager,
                        () -> contacts.change(
                                hidden.id(),
                                hidden.version(),
                                People.named("Aliya", unique).with(id).details())))
                .isInstanceOf(InvalidInputException.class);
        // Levels below one's own are seen, so there the rule holds as ever.
        assertThatThrownBy(() -> as(
                        protocol,
                        () -> contacts.register(People.named("Dana", unique)
                                .with(Sensitivity.RESTRICTED)
                                .with(id)
                                .details())))
                .isInstanceOf(InvalidInputException.class);
    }

    // A11: the rule holds for two at the same moment, also when they choose different levels
    @Test
    void ofTwoWhoTakeAnExternalIdAtOnceAtDifferentLevelsOneIsTold() throws Exception {
        List<Sensitivity> levels = List.of(Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.RESTRICTED);
        ExecutorService pool = Executors.newFixedThreadPool(levels.size());
        try {
            for (int round = 0; round < 5; round++) {
                ExternalId id = new ExternalId("orcid", unique + "-" + round);
                List<Callable<String>> takers = new ArrayList<>();
                for (Sensitivity level : levels) {
                    takers.add(() -> {
                        try {
                            register(People.named("Aliya", unique + level.code())
                                    .with(id)
                                    .with(level));
                            return "made";
                        } catch (InvalidInputException refused) {
                            return refused.violations().get(0).key();
                        }
                    });
                }
                List<String> outcomes = new ArrayList<>();
                for (Future<String> outcome : pool.invokeAll(takers)) {
                    outcomes.add(outcome.get());
                }
                assertThat(outcomes)
                        .containsExactlyInAnyOrder(
                                "made", "crm.contact.error.external-id-taken", "crm.contact.error.external-id-taken");
            }
        } finally {
            pool.shutdown();
        }
    }

    // I4, D1: a cursor is text from outside
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null,null]",
                "[\"2026\",null]",
                "[\"a\",\"no hex\"]",
                "[\"a\",\"abc\"]",
                "[\"a\\u0000b\",\"aa\"]",
                "[\"\\ud800\",\"aa\"]",
                "[\"a\"]",
                "[[[]],1]",
                "{}",
                "x"
            })
    void i4ACursorThatWasNeverGivenIsRefused(String json) {
        String cursor = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        for (ContactQuery.Sort sort : ContactQuery.Sort.values()) {
            ContactQuery query = ContactQuery.ALL.sortedBy(sort, false);
            assertThatThrownBy(() -> as(viewer, () -> contacts.list(query, new Paging(cursor, 10))))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    // A11: the rule holds for two at the same moment
    @Test
    void ofTwoWhoTakeAnExternalIdAtOnceOneIsTold() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> takers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = unique + i;
                takers.add(() -> {
                    try {
                        register(People.named("Aliya", name).with(new ExternalId("orcid", unique)));
                        return "made";
                    } catch (InvalidInputException refused) {
                        return refused.violations().get(0).key();
                    }
                });
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : pool.invokeAll(takers)) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            "made",
                            "crm.contact.error.external-id-taken",
                            "crm.contact.error.external-id-taken",
                            "crm.contact.error.external-id-taken");
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theHistorySaysWhoChangedWhatFromWhichValueToWhich() {
        ContactView made = register(People.named("Aliya", unique).with("old"));
        as(
                diplomat,
                () -> contacts.change(
                        made.id(),
                        made.version(),
                        People.named("Alina", unique).with("new").details()));
        AuditEntry entry = history(made.id()).get(0);
        assertThat(entry.actor()).isEqualTo(diplomat.name());
        assertThat(entry.changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("names[0].given", "Aliya", "Alina"), new FieldChange("notes", "old", "new"));
    }

    // ---- who sees and may do what

    // Z2, Z6 to Z9
    @Test
    void whatLiesOutOfScopeIsNowhere() {
        ContactView hidden = as(
                manager,
                () -> contacts.register(People.named("Aliya", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .with(People.email(unique + "@a.example"))
                        .with(new ExternalId("orcid", unique))
                        .details()));
        ContactDetails twin = People.named("Aliya", unique)
                .with(People.email(unique + "@a.example"))
                .with(new ExternalId("orcid", unique))
                .details();
        assertThat(found(manager)).containsExactly(hidden.id());
        for (Officer officer : List.of(viewer, diplomat, foreigner)) {
            assertThatThrownBy(() -> as(officer, () -> contacts.get(hidden.id())))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> contacts.history(hidden.id(), Paging.first(10))))
                    .isInstanceOf(NotFoundException.class);
            assertThat(found(officer)).isEmpty();
            assertThat(as(officer, () -> contacts.count(text(unique, Archived.BOTH), 0)))
                    .isZero();
            assertThat(as(officer, () -> contacts.suggest(unique))).isEmpty();
            assertThat(as(officer, () -> contacts.suggest(unique + "@a"))).isEmpty();
            assertThat(as(officer, () -> search.find(unique, 10))).isEmpty();
            assertThat(as(officer, () -> contacts.findByEmail(unique + "@a.example")))
                    .isEmpty();
            assertThat(as(officer, () -> contacts.findByExternalId(new ExternalId("orcid", unique))))
                    .isEmpty();
            assertThat(as(officer, () -> contacts.possibleDuplicates(twin, null)))
                    .isEmpty();
        }
        assertThat(as(manager, () -> contacts.possibleDuplicates(twin, null))).hasSize(1);
        assertThat(as(manager, () -> search.find(unique, 10))).hasSize(1);
    }

    // S2
    @Test
    void s2WhoLookedAtAConfidentialContactStandsInTheLogAndNotInItsHistory() {
        ContactView hidden = as(
                manager,
                () -> contacts.register(People.named("Aliya", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .details()));
        as(manager, () -> contacts.get(hidden.id()));
        as(manager, () -> contacts.get(hidden.id()));
        AuditQuery query = new AuditQuery(null, "contact", hidden.id().value(), null, AuditAction.VIEWED, null, null);
        assertThat(as(manager, () -> log.list(query, Paging.first(10))).items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(manager.name()));
        assertThat(as(manager, () -> contacts.history(hidden.id(), Paging.first(10)))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.CREATED);
    }

    @Test
    void aDeniedWriteChangesNeitherRowsNorHistory() {
        ContactView made = as(
                manager,
                () -> contacts.register(People.named("Aliya", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .details()));
        ContactDetails other = People.named("Boris", unique).details();
        Officer administrator = officers.administrator("contact-one");
        long rows = rows("crm_contact");
        long entries = rows("crm_audit_entry");
        for (Officer officer : List.of(diplomat, protocol, foreigner)) {
            assertThatThrownBy(() -> as(officer, () -> contacts.change(made.id(), made.version(), other)))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> contacts.archive(made.id(), made.version())))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(officer, () -> contacts.restore(made.id(), made.version())))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> as(protocol, withdraw(made))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(diplomat, withdraw(made))).isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> as(viewer, () -> contacts.register(other))).isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> as(administrator, () -> contacts.get(made.id())))
                .isInstanceOf(NotPermittedException.class);
        assertThat(rows("crm_contact")).isEqualTo(rows);
        assertThat(rows("crm_audit_entry")).isEqualTo(entries);
        assertThat(as(manager, () -> contacts.get(made.id()))).isEqualTo(made);
    }

    // Z11
    @Test
    void z11OnlyAManagerMakesAContactLessSensitive() {
        ContactView made = register(People.named("Aliya", unique).with(Sensitivity.RESTRICTED));
        ContactDetails lower =
                People.named("Aliya", unique).with(Sensitivity.INTERNAL).details();
        for (Officer officer : List.of(diplomat, protocol)) {
            assertThatThrownBy(() -> as(officer, () -> contacts.change(made.id(), made.version(), lower)))
                    .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.violations())
                            .extracting(Violation::field, Violation::key)
                            .containsExactly(tuple("sensitivity", "crm.contact.error.sensitivity-lowered")));
        }
        assertThatThrownBy(() -> as(viewer, () -> contacts.get(made.id()))).isInstanceOf(NotFoundException.class);
        as(manager, () -> contacts.change(made.id(), made.version(), lower));
        assertThat(as(viewer, () -> contacts.get(made.id())).details()).isEqualTo(lower);
        // What was written while it was restricted stays so.
        assertThat(as(viewer, () -> contacts.history(made.id(), Paging.first(10)))
                        .items())
                .isEmpty();
        assertThat(as(manager, () -> contacts.history(made.id(), Paging.first(10)))
                        .items())
                .hasSize(2);
    }

    // Z11
    @Test
    void nobodySetsASensitivityThatTheyCouldNotRead() {
        ContactView made = register(People.named("Aliya", unique));
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> contacts.change(
                                made.id(),
                                made.version(),
                                People.named("Aliya", unique)
                                        .with(Sensitivity.CONFIDENTIAL)
                                        .details())))
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.violations())
                        .extracting(Violation::field)
                        .containsExactly("sensitivity"));
        assertThat(as(viewer, () -> contacts.get(made.id()))).isEqualTo(made);
    }

    // Z6
    @Test
    void theHistoryOfATimeOfHigherSensitivityStaysHidden() {
        ContactView made = as(
                manager,
                () -> contacts.register(People.named("Aliya", unique)
                        .with(Sensitivity.CONFIDENTIAL)
                        .with("secret")
                        .details()));
        as(
                manager,
                () -> contacts.change(
                        made.id(),
                        made.version(),
                        People.named("Aliya", unique).with("open").details()));
        assertThat(as(viewer, () -> contacts.history(made.id(), Paging.first(10)))
                        .items())
                .isEmpty();
        assertThat(as(manager, () -> contacts.history(made.id(), Paging.first(10)))
                        .items())
                .hasSize(2);
    }

    // Z18
    @Test
    void nothingIsReadWithoutAnOfficer() {
        assertThatThrownBy(() -> contacts.list(ContactQuery.ALL, Paging.first(1)))
                .isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> contacts.get(new ContactId(new UUID(1, 1)))).isInstanceOf(MissingScopeException.class);
    }

    // ---- finding

    // P1, P2, P3, U12
    @Test
    void oneIsFoundInAnyScriptAndWithMistakes() {
        ContactView tokaev = register(
                People.named("Kassym", "Tokayev" + unique).with(People.inOwnScript("Қасым", "Тоқаев" + "ұлы", "kk")));
        for (String wanted : List.of("Тоқаевұлы", "токаевулы", "Toqaevuly", "tokayevuly qasym", "Tokaev" + unique)) {
            assertThat(ids(as(viewer, () -> contacts.list(text(wanted, Archived.WITHOUT), Paging.first(10)))))
                    .as(wanted)
                    .contains(tokaev.id());
            assertThat(as(viewer, () -> contacts.suggest(wanted)))
                    .extracting(ContactSummary::id)
                    .contains(tokaev.id());
        }
        assertThat(as(viewer, () -> contacts.suggest("k"))).isEmpty();
    }

    @Test
    void oneIsFoundByEmailWhateverItsCase() {
        ContactView made =
                register(People.named("Aliya", unique).with(People.email("A_liya%" + unique + "@Ministry.example")));
        register(People.named("Boris", unique).with(People.email("Axliyay" + unique + "@ministry.example")));
        String typed = ("a_liya%" + unique + "@MIN").toLowerCase(Locale.ROOT);
        assertThat(ids(as(viewer, () -> contacts.list(text(typed, Archived.WITHOUT), Paging.first(10)))))
                .containsExactly(made.id());
        assertThat(as(viewer, () -> contacts.suggest(typed)))
                .extracting(ContactSummary::id)
                .containsExactly(made.id());
        assertThat(as(viewer, () -> contacts.findByEmail("a_LIYA%" + unique + "@ministry.EXAMPLE")))
                .containsExactly(made);
    }

    @Test
    void filtersRestrictListAndCountAlike() {
        ContactView kazakh = register(People.named("Aliya", unique).from("KZ", "kk", "en"));
        ContactView belgian = register(People.named("Boris", unique).from("BE", "fr"));
        ContactView open = register(People.named("Cara", unique).with(Sensitivity.PUBLIC));
        ContactQuery all = text(unique, Archived.WITHOUT);
        ContactQuery byCountry = all.withCountry("KZ");
        ContactQuery byLanguage = all.withLanguage("fr");
        ContactQuery bySensitivity = all.withSensitivity(Sensitivity.PUBLIC);
        assertThat(list(all)).containsExactly(kazakh.id(), belgian.id(), open.id());
        assertThat(list(byCountry)).containsExactly(kazakh.id());
        assertThat(list(byLanguage)).containsExactly(belgian.id());
        assertThat(list(bySensitivity)).containsExactly(open.id());
        for (ContactQuery query : List.of(all, byCountry, byLanguage, bySensitivity)) {
            assertThat(as(viewer, () -> contacts.count(query, 0)))
                    .isEqualTo(list(query).size());
        }
        assertThat(as(viewer, () -> contacts.count(all, 2))).isEqualTo(2);
    }

    @Test
    void listsArePagedByKeyInEveryOrder() {
        List<ContactId> byName = new ArrayList<>();
        for (String given : List.of("Anna", "Éva", "Zoë", "Ян")) {
            byName.add(register(People.named(given, unique)).id());
        }
        byName.add(byName.remove(2)); // Zoë after Ян, which is read yan
        for (ContactQuery.Sort sort : ContactQuery.Sort.values()) {
            for (boolean descending : List.of(false, true)) {
                ContactQuery query = text(unique, Archived.BOTH).sortedBy(sort, descending);
                List<ContactId> paged = new ArrayList<>();
                String cursor = null;
                do {
                    Paging paging = new Paging(cursor, 1);
                    Slice<ContactSummary> slice = as(viewer, () -> contacts.list(query, paging));
                    paged.addAll(ids(slice));
                    cursor = slice.next();
                } while (cursor != null);
                assertThat(paged)
                        .as("%s %s", sort, descending)
                        .isEqualTo(list(query))
                        .hasSize(4);
                if (sort == ContactQuery.Sort.NAME && !descending) {
                    assertThat(paged).isEqualTo(byName);
                }
            }
        }
    }

    @Test
    void aForgedCursorIsRefusedOrFindsNothing() {
        for (String cursor : List.of("x", "%%%", "W10", "WyJhIiwiYiJd", "WyJ6enoiLCJub3RoZXgiXQ")) {
            for (ContactQuery.Sort sort : ContactQuery.Sort.values()) {
                ContactQuery query = text(unique, Archived.BOTH).sortedBy(sort, false);
                try {
                    assertThat(as(viewer, () -> contacts.list(query, new Paging(cursor, 5)))
                                    .items())
                            .isEmpty();
                } catch (InvalidInputException refused) {
                    assertThat(refused.violations())
                            .extracting(Violation::field)
                            .containsExactly("cursor");
                }
            }
        }
    }

    // P4
    @Test
    void theSearchBoxTellsPeopleByNameAndNativeName() {
        ContactView made = register(People.named("Aliya", unique).with(People.inOwnScript("Әлия", "Шұғылабек", "kk")));
        List<SearchHit> hits = as(viewer, () -> search.find(unique, 5));
        assertThat(hits).hasSize(1);
        assertThat(hits.get(0).kind()).isEqualTo("contact");
        assertThat(hits.get(0).id()).isEqualTo(made.id());
        assertThat(hits.get(0).title().in("ru")).isEqualTo("Aliya " + unique);
        assertThat(hits.get(0).note()).isEqualTo("Әлия Шұғылабек");
        assertThat(as(viewer, () -> search.find("a", 5))).isEmpty();
        assertThatThrownBy(() -> as(viewer, () -> search.find(unique, 51))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anyTextMayBeSearched() throws IOException {
        List<String> hostile = new ArrayList<>(List.of("", "\0", "\uD800x", "%", "_@_", "@", "é".repeat(10_000)));
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path list = folder.resolve("shared/data/hostile-strings/blns.json");
            if (Files.exists(list)) {
                hostile.addAll(
                        Arrays.asList(JsonMapper.builder().build().readValue(Files.readString(list), String[].class)));
            }
        }
        as(viewer, () -> {
            for (String text : hostile) {
                contacts.suggest(text);
                contacts.count(text(text, Archived.BOTH), 10);
                search.find(text, 3);
                contacts.findByEmail(text);
            }
            return true;
        });
    }

    // C5
    @Test
    void likelyDuplicatesAreTold() {
        ContactView exact = register(People.named("Aliya", unique));
        ContactView script = register(People.named("Әлия", unique));
        ContactView longer = register(People.named("Aliya Maria", unique));
        ContactView mail = register(People.named("Zed", unique).with(People.email(unique + "@a.example")));
        ContactView numbered = register(People.named("Yan", unique).with(new ExternalId("orcid", unique)));
        register(People.named("Boris", unique));
        ContactDetails details = People.named(unique, "Aliya")
                .named(People.latin("Aliya", unique))
                .with(People.email(unique.toUpperCase(Locale.ROOT) + "@a.example"))
                .with(new ExternalId("orcid", unique))
                .details();
        List<DuplicateCandidate> candidates = as(viewer, () -> contacts.possibleDuplicates(details, null));
        assertThat(candidates)
                .extracting(candidate -> candidate.contact().id())
                .containsExactly(numbered.id(), mail.id(), exact.id(), script.id(), longer.id());
        assertThat(candidates)
                .extracting(DuplicateCandidate::reason)
                .containsExactly(
                        DuplicateCandidate.Reason.SAME_EXTERNAL_ID,
                        DuplicateCandidate.Reason.SAME_EMAIL,
                        DuplicateCandidate.Reason.SAME_NAME,
                        DuplicateCandidate.Reason.SIMILAR_NAME,
                        DuplicateCandidate.Reason.SIMILAR_NAME);
        assertThat(candidates).extracting(DuplicateCandidate::score).isSortedAccordingTo((a, b) -> b - a);
        assertThat(as(
                        viewer,
                        () -> contacts.possibleDuplicates(
                                People.named(unique, "Aliya").details(), exact.id())))
                .extracting(candidate -> candidate.contact().id())
                .contains(script.id())
                .doesNotContain(exact.id());
    }

    // ---- cost

    @Test
    void oneContactAndAListNeedFewStatements() {
        ContactView made = register(People.named("Aliya", unique).from("KZ", "kk"));
        for (int i = 0; i < 20; i++) {
            register(People.named("Aliya" + "abcdefghijklmnopqrstuvwxyz".charAt(i), unique));
        }
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> contacts.get(made.id()))))
                .hasSize(3);
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> contacts.list(ContactQuery.ALL, Paging.first(20)))))
                .hasSize(2);
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> contacts.list(text(unique, Archived.WITHOUT), Paging.first(20)))))
                .hasSize(3);
    }

    // ---- words of the tests

    private ContactView register(People people) {
        return as(diplomat, () -> contacts.register(people.details()));
    }

    private List<ContactId> found(Officer officer) {
        return ids(as(officer, () -> contacts.list(text(unique, Archived.WITHOUT), Paging.first(50))));
    }

    private List<ContactId> list(ContactQuery query) {
        return ids(as(viewer, () -> contacts.list(query, Paging.first(50))));
    }

    private static List<ContactId> ids(Slice<ContactSummary> slice) {
        return slice.items().stream().map(ContactSummary::id).toList();
    }

    private static ContactQuery text(@Nullable String text, Archived archived) {
        return ContactQuery.ALL.withText(text).withArchived(archived);
    }

    private List<AuditEntry> history(ContactId id) {
        return as(viewer, () -> contacts.history(id, Paging.first(50))).items();
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private long rows(String table, ContactId id) {
        return database.sql("select count(*) from " + table)
                .param(Bytes16.of(id))
                .query(Long.class)
                .single();
    }
}
