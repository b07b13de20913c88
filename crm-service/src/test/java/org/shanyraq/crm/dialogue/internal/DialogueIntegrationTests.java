package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows D1 to D4 of the features; threats Z1, Z2, Z6 to Z8, Z11 and S2. */
@ServiceTest
class DialogueIntegrationTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Dialogues dialogues;

    @Autowired
    DialogueSeriesCatalogue catalogue;

    @Autowired
    Contacts contacts;

    @Autowired
    Search search;

    @Autowired
    Access access;

    @Autowired
    TestOfficers officers;

    @Autowired
    JdbcClient database;

    Officer diplomat;
    Officer protocol;
    Officer viewer;
    Officer manager;
    Officer foreigner;

    /** Letters that no other test uses, so that tests do not find each other's dialogues. */
    String unique = "";

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("dialogue-one");
        protocol = officers.protocol("dialogue-one");
        viewer = officers.viewer("dialogue-one");
        manager = officers.manager("dialogue-one");
        foreigner = officers.manager("dialogue-two");
        unique = unlike(new Random(NUMBER.incrementAndGet()));
    }

    private static String unlike(Random random) {
        StringBuilder name = new StringBuilder("W");
        for (int i = 0; i < 5; i++) {
            name.append("aou".charAt(random.nextInt(3))).append("bdglmnprtvk".charAt(random.nextInt(11)));
        }
        return name.toString();
    }

    // ---- planning

    // D1, D4
    @Test
    void keepsAllThatWasEntered() {
        ContactId guest = person("Aliya", Sensitivity.INTERNAL);
        DialogueDetails details = new DialogueDetails(
                new LocalizedText(Map.of("en", "Roads " + unique, "kk", "Жолдар " + unique)),
                null,
                List.of("en", "KK"),
                DialogueFormat.HYBRID,
                " House of the steppe ",
                "Rue Fictive 1",
                "https://stream.example/roads?x=1",
                Instant.parse("2031-07-01T16:00:00.5Z"),
                Instant.parse("2031-07-01T18:30:00Z"),
                Plans.BRUSSELS,
                new Capacity(60, Map.of(Circle.MEDIA, 10, Circle.EXPERT, 60, Circle.BUSINESS, 0)),
                Sensitivity.RESTRICTED,
                List.of(
                        AgendaItem.of(
                                AgendaItemKind.OPENING,
                                10,
                                Speaker.named("An outside host", SpeakerRole.OPENING_REMARKS)),
                        new AgendaItem(
                                null,
                                AgendaItemKind.PANEL,
                                new LocalizedText(Map.of("en", "Who pays", "fr", "Qui paie")),
                                null,
                                List.of(
                                        new Speaker(guest, null, "Adviser", SpeakerRole.MODERATOR),
                                        new Speaker(null, "A guest", "A think tank", SpeakerRole.PANELLIST))),
                        AgendaItem.of(AgendaItemKind.QUESTIONS, 30)));

        DialogueView made = as(diplomat, () -> dialogues.create(details));
        DialogueView read = as(protocol, () -> dialogues.get(made.id()));

        assertThat(read).isEqualTo(made);
        assertThat(read.version()).isZero();
        assertThat(read.state()).isEqualTo(DialogueState.DRAFT);
        assertThat(read.number()).isNull();
        assertThat(read.seriesName()).isNull();
        assertThat(read.details().languages()).containsExactly("en", "kk");
        assertThat(read.details().venue()).isEqualTo("House of the steppe");
        assertThat(read.details().startsAt()).isEqualTo(Instant.parse("2031-07-01T16:00:00Z"));
        assertThat(read.details().zone()).isEqualTo(Plans.BRUSSELS);
        assertThat(read.details().capacity()).isEqualTo(details.capacity());
        assertThat(read.names()).isEqualTo(Map.of(guest, "Aliya " + unique));
        assertThat(read.details().agenda()).allMatch(item -> item.id() != null);
        assertThat(withoutIds(read.details()).agenda()).isEqualTo(details.agenda());
    }

    @Test
    void allThatIsWrongIsSaidAtOncePerField() {
        ContactId hidden = person("Hidden", Sensitivity.CONFIDENTIAL);
        ContactId known = person("Known", Sensitivity.INTERNAL);
        ContactId elsewhere = as(foreigner, () -> contacts.register(named("Elsewhere", Sensitivity.PUBLIC)))
                .id();
        DialogueDetails details = new DialogueDetails(
                LocalizedText.EMPTY,
                DialogueSeriesId.of("01920000-0000-7000-8000-000000000000"),
                List.of("en", "xx"),
                DialogueFormat.ONLINE,
                "v".repeat(251),
                "a\u202Eb",
                "javascript:alert(1)",
                Plans.START,
                Plans.START,
                ZoneOffset.ofHours(1),
                new Capacity(20, Map.of(Circle.MEDIA, 21, Circle.EXPERT, -1)),
                Sensitivity.CONFIDENTIAL,
                List.of(new AgendaItem(
                        null,
                        AgendaItemKind.PANEL,
                        LocalizedText.of("en", "t".repeat(251)),
                        0,
                        List.of(
                                Speaker.of(hidden, SpeakerRole.PANELLIST),
                                Speaker.of(elsewhere, SpeakerRole.PANELLIST),
                                new Speaker(null, " ", null, SpeakerRole.PANELLIST),
                                new Speaker(known, "Two names", null, SpeakerRole.PANELLIST),
                                Speaker.of(known, SpeakerRole.PANELLIST),
                                Speaker.of(known, SpeakerRole.HOST),
                                new Speaker(null, "x", "y".repeat(251), SpeakerRole.HOST)))));

        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> as(diplomat, () -> dialogues.create(details)));

        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "theme",
                        "series",
                        "languages[1]",
                        "venue",
                        "address",
                        "streamLink",
                        "endsAt",
                        "zone",
                        "capacity.circles.media",
                        "capacity.circles.expert",
                        "sensitivity",
                        "agenda[0].title.en",
                        "agenda[0].minutes",
                        "agenda[0].speakers[0].contact",
                        "agenda[0].speakers[1].contact",
                        "agenda[0].speakers[2].name",
                        "agenda[0].speakers[3].name",
                        "agenda[0].speakers[5].contact",
                        "agenda[0].speakers[6].affiliation");
        assertThat(refused.violations()).allMatch(violation -> violation.key().startsWith("crm.dialogue.error."));
        // A hidden contact, a foreign one and none are refused alike.
        assertThat(refused.violations())
                .filteredOn(violation -> violation.field().matches("agenda\\[0].speakers\\[[01]].contact"))
                .extracting(Violation::key)
                .containsOnly("crm.dialogue.error.contact-unknown");
    }

    @Test
    void ceilingsOfCirclesMayAddUpToMoreThanThereIsRoomFor() {
        DialogueView made = draft(Plans.about(unique));
        assertThat(made.details().capacity().total()).isEqualTo(60);
        assertThat(made.details().capacity().circles().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(70);
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        DialogueView made = draft(Plans.about(unique).with(AgendaItem.of(AgendaItemKind.OPENING, 5)));
        DialogueView again = as(diplomat, () -> dialogues.change(made.id(), made.version(), made.details()));
        assertThat(again).isEqualTo(made);
        assertThat(history(diplomat, made.id())).hasSize(1);
    }

    @Test
    void aChangeKeepsThePartsThatItNamesAndDropsTheOthers() {
        DialogueView made = draft(Plans.about(unique)
                .with(
                        AgendaItem.of(AgendaItemKind.OPENING, 5),
                        AgendaItem.of(AgendaItemKind.PANEL, 40, Speaker.named("Ida Sample", SpeakerRole.PANELLIST)),
                        AgendaItem.of(AgendaItemKind.CLOSING, 5)));
        AgendaItem panel = made.details().agenda().get(1);
        AgendaItem closing = made.details().agenda().get(2);
        List<AgendaItem> other = List.of(
                closing,
                panel,
                // The same id once more, and one of nowhere, are new parts.
                panel.withSpeakers(List.of()),
                new AgendaItem(
                        AgendaItemId.of("01920000-0000-7000-8000-000000000000"),
                        AgendaItemKind.BREAK,
                        LocalizedText.EMPTY,
                        15,
                        List.of()));

        DialogueView changed = as(
                diplomat,
                () -> dialogues.change(made.id(), made.version(), made.details().withAgenda(other)));

        assertThat(changed.version()).isEqualTo(made.version() + 1);
        assertThat(changed.details().agenda().subList(0, 2)).containsExactly(closing, panel);
        assertThat(changed.details().agenda()).hasSize(4);
        assertThat(changed.details().agenda())
                .extracting(AgendaItem::id)
                .doesNotHaveDuplicates()
                .doesNotContain(AgendaItemId.of("01920000-0000-7000-8000-000000000000"));
    }

    @Test
    void aStaleVersionIsRefused() {
        DialogueView made = draft(Plans.about(unique));
        as(
                diplomat,
                () -> dialogues.change(
                        made.id(), made.version(), Plans.about(unique + "x").details()));
        for (Supplier<?> late : List.<Supplier<?>>of(
                () -> dialogues.change(
                        made.id(), made.version(), Plans.about(unique).details()),
                () -> dialogues.startInviting(made.id(), made.version()),
                () -> dialogues.markHeld(made.id(), made.version()),
                () -> dialogues.cancel(made.id(), made.version(), "storm"),
                () -> dialogues.archive(made.id(), made.version()),
                () -> dialogues.restore(made.id(), made.version()))) {
            assertThatThrownBy(() -> as(protocol, late))
                    .isInstanceOfSatisfying(StaleVersionException.class, stale -> assertThat(stale.current())
                            .isEqualTo(1));
        }
    }

    // ---- states

    @Test
    void aDraftIsAnnouncedAndHeld() {
        Instant soon = Instant.now().minus(Duration.ofMinutes(30));
        DialogueView made = draft(Plans.about(unique).at(soon));
        DialogueView announced = as(protocol, () -> dialogues.startInviting(made.id(), made.version()));
        assertThat(announced.state()).isEqualTo(DialogueState.INVITING);
        DialogueView held = as(protocol, () -> dialogues.markHeld(made.id(), announced.version()));
        assertThat(held.state()).isEqualTo(DialogueState.HELD);
        assertThat(held.version()).isEqualTo(2);

        refused(ConflictException.class, "held", () -> dialogues.cancel(made.id(), held.version(), "too late"));
        refused(ConflictException.class, "held", () -> dialogues.markHeld(made.id(), held.version()));
        refused(ConflictException.class, "not-draft", () -> dialogues.startInviting(made.id(), held.version()));
        assertThat(history(diplomat, made.id()).stream()
                        .flatMap(entry -> entry.changes().stream())
                        .filter(change -> change.field().equals("state"))
                        .map(FieldChange::after))
                .containsExactly("HELD", "INVITING", "DRAFT");
    }

    @Test
    void whatIsEnteredAfterwardsIsHeldAtOnceAndCannotInviteAnyMore() {
        DialogueView made = draft(Plans.about(unique).at(Instant.parse("2024-03-01T17:00:00Z")));
        refused(ConflictException.class, "over", () -> dialogues.startInviting(made.id(), made.version()));
        assertThat(as(protocol, () -> dialogues.markHeld(made.id(), made.version()))
                        .state())
                .isEqualTo(DialogueState.HELD);
    }

    @Test
    void whatHasNotBegunIsNotHeld() {
        DialogueView made = draft(Plans.about(unique));
        refused(ConflictException.class, "not-begun", () -> dialogues.markHeld(made.id(), made.version()));
        assertThat(as(viewer, () -> dialogues.get(made.id()))).isEqualTo(made);
    }

    @Test
    void guestsAreToldAPlaceOrALink() {
        for (var unready : List.of(
                Plans.about(unique).in(DialogueFormat.IN_PERSON, null, "https://stream.example"),
                Plans.about(unique).in(DialogueFormat.HYBRID, null, "https://stream.example"))) {
            DialogueView made = draft(unready);
            refused(ConflictException.class, "venue-needed", () -> dialogues.startInviting(made.id(), made.version()));
        }
        for (var unready : List.of(
                Plans.about(unique).in(DialogueFormat.ONLINE, "a room", null),
                Plans.about(unique).in(DialogueFormat.HYBRID, "a room", null))) {
            DialogueView made = draft(unready);
            refused(ConflictException.class, "link-needed", () -> dialogues.startInviting(made.id(), made.version()));
        }
        DialogueView online = draft(Plans.about(unique).in(DialogueFormat.ONLINE, null, "https://stream.example/one"));
        DialogueView announced = as(protocol, () -> dialogues.startInviting(online.id(), online.version()));
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        protocol,
                        () -> dialogues.change(
                                online.id(),
                                announced.version(),
                                Plans.about(unique)
                                        .in(DialogueFormat.ONLINE, null, null)
                                        .details())));
        assertThat(refused.violations()).extracting(Violation::field).containsExactly("streamLink");
    }

    @Test
    void aCancelledDialogueKeepsTheReason() {
        DialogueView made = draft(Plans.about(unique));
        assertThatThrownBy(() -> as(protocol, () -> dialogues.cancel(made.id(), made.version(), " ")))
                .isInstanceOf(InvalidInputException.class);
        DialogueView cancelled = as(protocol, () -> dialogues.cancel(made.id(), made.version(), "The hall is flooded"));
        assertThat(cancelled.state()).isEqualTo(DialogueState.CANCELLED);
        assertThat(cancelled.cancellation()).isEqualTo("The hall is flooded");
        refused(ConflictException.class, "cancelled", () -> dialogues.markHeld(made.id(), cancelled.version()));
        refused(ConflictException.class, "not-draft", () -> dialogues.startInviting(made.id(), cancelled.version()));
        refused(ConflictException.class, "cancelled", () -> dialogues.cancel(made.id(), cancelled.version(), "again"));
    }

    @Test
    void anArchivedDialogueLeavesListsAndSearchAndComesBack() {
        DialogueView made = draft(Plans.about(unique));
        DialogueView archived = as(protocol, () -> dialogues.archive(made.id(), made.version()));
        assertThat(archived.archived()).isTrue();
        assertThat(found(viewer)).isEmpty();
        assertThat(hits(viewer)).isEmpty();
        assertThat(ids(as(
                        viewer,
                        () -> dialogues.list(
                                new DialogueQuery(
                                        unique,
                                        Set.of(),
                                        null,
                                        null,
                                        null,
                                        DialogueQuery.Archived.ONLY,
                                        DialogueQuery.Sort.LATEST),
                                Paging.first(10)))))
                .containsExactly(made.id());
        DialogueView restored = as(protocol, () -> dialogues.restore(made.id(), archived.version()));
        assertThat(restored.archived()).isFalse();
        assertThat(found(viewer)).containsExactly(made.id());
        assertThat(history(viewer, made.id()))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CREATED);
    }

    // ---- rights

    // Z1
    @Test
    void viewersReadDiplomatsDraftAndProtocolAndManagersDoTheRest() {
        DialogueView made = draft(Plans.about(unique).at(Instant.now().minusSeconds(60)));
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        DialogueDetails other = Plans.about(unique + "x").details();
        DialogueSeriesDetails details = Plans.series(unique, Sensitivity.INTERNAL, 1);
        Officer administrator = officers.administrator("dialogue-one");
        List<Supplier<?>> reading = List.of(
                () -> dialogues.get(made.id()),
                () -> dialogues.list(DialogueQuery.ALL, Paging.first(5)),
                () -> dialogues.count(DialogueQuery.ALL, 5),
                () -> dialogues.history(made.id(), Paging.first(5)),
                () -> catalogue.get(series.id()),
                () -> catalogue.list(DialogueQuery.Archived.BOTH, Paging.first(5)),
                () -> catalogue.history(series.id(), Paging.first(5)));
        for (Officer reader : List.of(viewer, diplomat, protocol, manager, officers.privacyOfficer("dialogue-one"))) {
            reading.forEach(act -> as(reader, act));
        }
        List<Supplier<?>> drafting = List.of(
                () -> dialogues.create(other),
                () -> dialogues.change(made.id(), made.version(), other),
                () -> dialogues.copy(made.id(), Plans.START));
        List<Supplier<?>> editing = List.of(
                () -> dialogues.startInviting(made.id(), made.version()),
                () -> dialogues.markHeld(made.id(), made.version()),
                () -> dialogues.cancel(made.id(), made.version(), "no"),
                () -> dialogues.archive(made.id(), made.version()),
                () -> dialogues.restore(made.id(), made.version()),
                () -> catalogue.create(details),
                () -> catalogue.change(series.id(), series.version(), details),
                () -> catalogue.archive(series.id(), series.version()),
                () -> catalogue.restore(series.id(), series.version()));
        List<Officer> withoutPower = List.of(
                viewer, officers.privacyOfficer("dialogue-one"), officers.headquarters("dialogue-one"), administrator);
        long rows = rows("crm_audit_entry");
        for (Officer powerless : withoutPower) {
            drafting.forEach(act -> denied(powerless, act));
            editing.forEach(act -> denied(powerless, act));
        }
        reading.forEach(act -> denied(administrator, act));
        editing.forEach(act -> denied(diplomat, act));
        assertThat(rows("crm_audit_entry")).isEqualTo(rows);
        assertThat(as(viewer, () -> dialogues.get(made.id()))).isEqualTo(made);

        DialogueView announced = as(protocol, () -> dialogues.startInviting(made.id(), made.version()));
        denied(diplomat, () -> dialogues.change(made.id(), announced.version(), other));
        assertThat(as(manager, () -> dialogues.change(made.id(), announced.version(), other))
                        .details()
                        .theme())
                .isEqualTo(other.theme());
    }

    // Z2
    @Test
    void dialoguesAndSeriesOfAnotherMissionDoNotExist() {
        DialogueView made = draft(Plans.about(unique));
        DialogueSeriesView series = series(Sensitivity.PUBLIC, 1);
        for (Supplier<?> act : List.<Supplier<?>>of(
                () -> dialogues.get(made.id()),
                () -> dialogues.history(made.id(), Paging.first(5)),
                () -> dialogues.change(made.id(), 0, made.details()),
                () -> dialogues.copy(made.id(), Plans.START),
                () -> dialogues.startInviting(made.id(), 0),
                () -> dialogues.markHeld(made.id(), 0),
                () -> dialogues.cancel(made.id(), 0, "x"),
                () -> dialogues.archive(made.id(), 0),
                () -> dialogues.restore(made.id(), 0),
                () -> catalogue.get(series.id()),
                () -> catalogue.history(series.id(), Paging.first(5)),
                () -> catalogue.change(series.id(), 0, series.details()),
                () -> catalogue.archive(series.id(), 0),
                () -> catalogue.restore(series.id(), 0))) {
            assertThatThrownBy(() -> as(foreigner, act)).isInstanceOf(NotFoundException.class);
        }
        assertThat(found(foreigner)).isEmpty();
        assertThat(hits(foreigner)).isEmpty();
        assertThatThrownBy(() -> as(
                        foreigner,
                        () -> dialogues.create(
                                Plans.about(unique).of(series.id()).details())))
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.violations())
                        .extracting(Violation::key)
                        .containsExactly("crm.dialogue.error.series-unknown"));
        assertThat(as(viewer, () -> dialogues.get(made.id()))).isEqualTo(made);
    }

    // Z6, Z7, Z8
    @Test
    void aDialogueIsSeenByThoseWithTheClearanceAndByNobodyElse() {
        for (Sensitivity level : Sensitivity.values()) {
            String theme = unique + level.code();
            DialogueView made = as(
                    manager, () -> dialogues.create(Plans.about(theme).as(level).details()));
            for (Officer reader : List.of(viewer, diplomat, manager)) {
                boolean sees = level.isWithin(reader.clearance());
                assertThat(as(reader, () -> dialogues.count(DialogueQuery.ALL.withText(theme), 10)))
                        .isEqualTo(sees ? 1 : 0);
                assertThat(as(reader, () -> search.find(theme, 10))).hasSize(sees ? 1 : 0);
                if (!sees) {
                    assertThatThrownBy(() -> as(reader, () -> dialogues.get(made.id())))
                            .isInstanceOf(NotFoundException.class);
                    assertThatThrownBy(() -> as(reader, () -> dialogues.history(made.id(), Paging.first(5))))
                            .isInstanceOf(NotFoundException.class);
                }
            }
        }
    }

    // Z11
    @Test
    void sensitivityIsRaisedByWhoeverSeesItAndLoweredByManagers() {
        DialogueView made = draft(Plans.about(unique));
        DialogueView raised = as(
                diplomat,
                () -> dialogues.change(
                        made.id(),
                        0,
                        Plans.about(unique).as(Sensitivity.RESTRICTED).details()));
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> dialogues.change(
                                made.id(), raised.version(), Plans.about(unique).details())))
                .isInstanceOf(InvalidInputException.class);
        DialogueView lowered = as(
                manager,
                () -> dialogues.change(
                        made.id(), raised.version(), Plans.about(unique).details()));
        assertThat(lowered.details().sensitivity()).isEqualTo(Sensitivity.INTERNAL);
        // What was restricted at one of the two ends is not told to those below.
        assertThat(history(viewer, made.id())).hasSize(1);
        assertThat(history(diplomat, made.id())).hasSize(3);
    }

    // S2
    @Test
    void aLookAtAConfidentialDialogueIsNoted() {
        DialogueView made = as(
                manager,
                () -> dialogues.create(
                        Plans.about(unique).as(Sensitivity.CONFIDENTIAL).details()));
        as(manager, () -> dialogues.get(made.id()));
        as(manager, () -> dialogues.get(made.id()));
        assertThat(database.sql("select count(*) from crm_audit_entry where record_id = ? and action = 'VIEWED'")
                        .param(Bytes16.of(made.id()))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    // ---- speakers whom not everybody may see

    // Z6, Z8
    @Test
    void aSpeakerWhoIsHiddenIsInNoAnswerAndStaysWhenOthersChangeTheDialogue() {
        ContactId open = person("Open", Sensitivity.INTERNAL);
        ContactId secret = person("Secret", Sensitivity.CONFIDENTIAL);
        DialogueView made = as(
                manager,
                () -> dialogues.create(Plans.about(unique)
                        .with(AgendaItem.of(
                                AgendaItemKind.PANEL,
                                30,
                                Speaker.of(open, SpeakerRole.MODERATOR),
                                Speaker.of(secret, SpeakerRole.PANELLIST),
                                Speaker.named("Outside", SpeakerRole.PANELLIST)))
                        .details()));

        DialogueView seen = as(diplomat, () -> dialogues.get(made.id()));
        assertThat(seen.names()).containsOnlyKeys(open);
        assertThat(speakers(seen)).extracting(Speaker::name).containsExactly(null, "Outside");
        assertThat(text(history(diplomat, made.id()))).doesNotContain(secret.toString());
        assertThat(text(history(manager, made.id()))).contains(secret.toString());

        // Without a difference of theirs nothing changes, and nothing tells them that there was more.
        assertThat(as(diplomat, () -> dialogues.change(made.id(), 0, seen.details())))
                .isEqualTo(seen);
        DialogueView changed = as(
                diplomat,
                () -> dialogues.change(
                        made.id(),
                        0,
                        seen.details()
                                .withAgenda(List.of(
                                        AgendaItem.of(AgendaItemKind.OPENING, 5),
                                        seen.details()
                                                .agenda()
                                                .get(0)
                                                .withSpeakers(List.of(Speaker.of(open, SpeakerRole.MODERATOR)))))));
        assertThat(speakers(changed)).hasSize(1);
        DialogueView whole = as(manager, () -> dialogues.get(made.id()));
        assertThat(whole.details().agenda().get(1).speakers())
                .containsExactly(Speaker.of(open, SpeakerRole.MODERATOR), Speaker.of(secret, SpeakerRole.PANELLIST));
        assertThat(text(history(diplomat, made.id()))).doesNotContain(secret.toString());

        DialogueView copy = as(diplomat, () -> dialogues.copy(made.id(), Plans.START.plusSeconds(86_400)));
        assertThat(as(manager, () -> dialogues.get(copy.id())).names()).containsOnlyKeys(open);
    }

    // Z6
    @Test
    void aContactThatBecomesMoreSensitiveLeavesTheProgrammeAndItsHistory() {
        ContactId guest = person("Later", Sensitivity.INTERNAL);
        DialogueView made = draft(Plans.about(unique)
                .with(AgendaItem.of(AgendaItemKind.KEYNOTE, 30, Speaker.of(guest, SpeakerRole.KEYNOTE))));
        assertThat(text(history(viewer, made.id()))).contains(guest.toString());
        ContactView contact = as(manager, () -> contacts.get(guest));
        as(manager, () -> contacts.change(guest, contact.version(), named("Later", Sensitivity.CONFIDENTIAL)));

        assertThat(as(viewer, () -> dialogues.get(made.id())).names()).isEmpty();
        assertThat(speakers(as(viewer, () -> dialogues.get(made.id())))).isEmpty();
        assertThat(text(history(viewer, made.id()))).doesNotContain(guest.toString());
        assertThat(text(history(manager, made.id()))).contains(guest.toString());
    }

    @Test
    void whoSpeaksIsInTheHistory() {
        ContactId guest = person("Guest", Sensitivity.INTERNAL);
        DialogueView made = draft(Plans.about(unique).with(AgendaItem.of(AgendaItemKind.PANEL, 30)));
        AgendaItem panel = made.details().agenda().get(0);
        DialogueView with = as(
                diplomat,
                () -> dialogues.change(
                        made.id(),
                        0,
                        made.details()
                                .withAgenda(List.of(
                                        panel.withSpeakers(List.of(Speaker.of(guest, SpeakerRole.PANELLIST)))))));
        as(
                diplomat,
                () -> dialogues.change(
                        made.id(),
                        with.version(),
                        made.details()
                                .withAgenda(List.of(
                                        panel.withSpeakers(List.of(Speaker.of(guest, SpeakerRole.MODERATOR)))))));
        assertThat(history(viewer, made.id()))
                .filteredOn(entry -> entry.kind().equals("speaker"))
                .extracting(entry -> entry.action() + " "
                        + entry.changes().stream()
                                .filter(change -> change.field().equals("role"))
                                .map(change -> change.before() + ">" + change.after())
                                .toList())
                .containsExactlyInAnyOrder(
                        "CREATED [null>PANELLIST]", "DELETED [PANELLIST>null]", "CREATED [null>MODERATOR]");
    }

    @Test
    void aContactThatSpeaksIsNotWithdrawn() {
        ContactId guest = person("Booked", Sensitivity.INTERNAL);
        draft(Plans.about(unique)
                .with(AgendaItem.of(AgendaItemKind.KEYNOTE, 30, Speaker.of(guest, SpeakerRole.KEYNOTE))));
        assertThatThrownBy(() -> as(manager, () -> {
                    contacts.withdraw(guest, 0);
                    return true;
                }))
                .isInstanceOf(ConflictException.class);
    }

    // ---- series and numbers

    // D2
    @Test
    void dialoguesOfASeriesAreNumbered() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 7);
        assertThat(series.nextNumber()).isEqualTo(7);
        DialogueView first = draft(Plans.about(unique).of(series.id()));
        DialogueView second = draft(Plans.about(unique).of(series.id()));
        assertThat(first.number()).isEqualTo(7);
        assertThat(second.number()).isEqualTo(8);
        assertThat(first.seriesName()).isEqualTo(series.details().name());
        assertThat(as(viewer, () -> catalogue.get(series.id())).nextNumber()).isEqualTo(9);

        // A change keeps the number; leaving the series gives it up.
        DialogueView changed = as(
                diplomat,
                () -> dialogues.change(
                        first.id(), 0, Plans.about(unique + "x").of(series.id()).details()));
        assertThat(changed.number()).isEqualTo(7);
        DialogueView left = as(
                diplomat,
                () -> dialogues.change(second.id(), 0, Plans.about(unique + "x").details()));
        assertThat(left.number()).isNull();
        assertThat(left.seriesName()).isNull();
        assertThat(ids(as(viewer, () -> dialogues.list(DialogueQuery.ALL.of(series.id()), Paging.first(10)))))
                .containsExactly(first.id());
    }

    // Z8: a number that is missing would tell of a dialogue that somebody may not see
    @Test
    void aDialogueThatIsMoreSensitiveThanItsSeriesHasNoNumber() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        DialogueView secret = as(
                manager,
                () -> dialogues.create(Plans.about(unique)
                        .of(series.id())
                        .as(Sensitivity.CONFIDENTIAL)
                        .details()));
        assertThat(secret.number()).isNull();
        assertThat(secret.seriesName()).isEqualTo(series.details().name());
        DialogueView open = draft(Plans.about(unique).of(series.id()));
        assertThat(open.number()).isEqualTo(1);
        assertThat(as(viewer, () -> catalogue.get(series.id())).nextNumber()).isEqualTo(2);

        DialogueView lowered = as(
                manager,
                () -> dialogues.change(
                        secret.id(), 0, Plans.about(unique).of(series.id()).details()));
        assertThat(lowered.number()).isEqualTo(2);

        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        manager,
                        () -> dialogues.create(Plans.about(unique)
                                .of(series.id())
                                .as(Sensitivity.PUBLIC)
                                .details())));
        assertThat(refused.violations())
                .extracting(Violation::key)
                .containsExactly("crm.dialogue.error.sensitivity-of-series");
    }

    @Test
    void aSeriesIsSeenByThoseWithTheClearance() {
        DialogueSeriesView series = series(Sensitivity.CONFIDENTIAL, 1);
        assertThat(as(manager, () -> catalogue.get(series.id()))).isEqualTo(series);
        assertThatThrownBy(() -> as(diplomat, () -> catalogue.get(series.id()))).isInstanceOf(NotFoundException.class);
        assertThat(as(diplomat, () -> catalogue.list(DialogueQuery.Archived.BOTH, Paging.first(100)))
                        .items())
                .doesNotContain(series);
        assertThatThrownBy(() -> as(
                        manager, () -> catalogue.change(series.id(), 0, Plans.series(unique, Sensitivity.INTERNAL, 1))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theSeriesOfAnAnnouncedDialogueStays() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        DialogueSeriesView other = series(Sensitivity.INTERNAL, 1);
        DialogueView made = draft(Plans.about(unique).of(series.id()));
        DialogueView announced = as(protocol, () -> dialogues.startInviting(made.id(), 0));
        assertThatThrownBy(() -> as(
                        protocol,
                        () -> dialogues.change(
                                made.id(),
                                announced.version(),
                                Plans.about(unique).of(other.id()).details())))
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.violations())
                        .extracting(Violation::key)
                        .containsExactly("crm.dialogue.error.series-fixed"));
    }

    @Test
    void anArchivedSeriesTakesNoMoreDialoguesAndKeepsThoseThatItHas() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        DialogueView made = draft(Plans.about(unique).of(series.id()));
        DialogueSeriesView archived = as(protocol, () -> catalogue.archive(series.id(), 0));
        assertThat(archived.archived()).isTrue();
        assertThatThrownBy(() -> draft(Plans.about(unique).of(series.id()))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> as(diplomat, () -> dialogues.copy(made.id(), Plans.START)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(as(
                                diplomat,
                                () -> dialogues.change(
                                        made.id(),
                                        0,
                                        Plans.about(unique + "x")
                                                .of(series.id())
                                                .details()))
                        .number())
                .isEqualTo(1);
        assertThat(as(protocol, () -> catalogue.restore(series.id(), archived.version()))
                        .archived())
                .isFalse();
        assertThat(as(viewer, () -> catalogue.history(series.id(), Paging.first(10)))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CREATED);
    }

    @Test
    void aSeriesIsChangedUnderItsVersion() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        DialogueSeriesDetails other = Plans.series(unique + "x", Sensitivity.INTERNAL, 30);
        DialogueSeriesView changed = as(protocol, () -> catalogue.change(series.id(), 0, other));
        assertThat(changed.details()).isEqualTo(other);
        assertThat(changed.nextNumber()).isEqualTo(30);
        assertThatThrownBy(() -> as(protocol, () -> catalogue.change(series.id(), 0, other)))
                .isInstanceOf(StaleVersionException.class);
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        protocol,
                        () -> catalogue.create(new DialogueSeriesDetails(
                                LocalizedText.EMPTY,
                                Sensitivity.CONFIDENTIAL,
                                0,
                                List.of("xx"),
                                DialogueFormat.ONLINE,
                                null,
                                null,
                                "ftp://x",
                                ZoneId.of("UTC+1"),
                                new Capacity(0, Map.of())))));
        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "name", "sensitivity", "firstNumber", "languages[0]", "streamLink", "zone", "capacity.total");
    }

    // D2: unique also when many are entered at once
    @Test
    void dialoguesEnteredAtTheSameTimeGetNumbersOfTheirOwn() throws Exception {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> makers = new ArrayList<>();
            for (int i = 0; i < 18; i++) {
                String theme = unique + i;
                makers.add(() -> Objects.requireNonNull(
                        draft(Plans.about(theme).of(series.id())).number()));
            }
            List<Integer> numbers = new ArrayList<>();
            for (Future<Integer> number : pool.invokeAll(makers)) {
                numbers.add(number.get());
            }
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 18).boxed().toList());
        } finally {
            pool.shutdownNow();
        }
    }

    // ---- copies

    // D3
    @Test
    void aCopyIsADraftOfItsOwnAtAnotherTime() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        ContactId guest = person("Guest", Sensitivity.INTERNAL);
        DialogueView made = draft(Plans.about(unique)
                .of(series.id())
                .with(AgendaItem.of(AgendaItemKind.KEYNOTE, 30, Speaker.of(guest, SpeakerRole.KEYNOTE))));
        as(protocol, () -> dialogues.cancel(made.id(), 0, "The hall is flooded"));

        Instant later = Instant.parse("2032-05-05T10:00:00Z");
        DialogueView copy = as(diplomat, () -> dialogues.copy(made.id(), later));

        assertThat(copy.id()).isNotEqualTo(made.id());
        assertThat(copy.state()).isEqualTo(DialogueState.DRAFT);
        assertThat(copy.cancellation()).isNull();
        assertThat(copy.version()).isZero();
        assertThat(copy.number()).isEqualTo(2);
        assertThat(copy.details().startsAt()).isEqualTo(later);
        assertThat(copy.details().endsAt()).isEqualTo(later.plusSeconds(7_200));
        assertThat(withoutIds(copy.details()))
                .isEqualTo(withoutIds(made.details().at(later, later.plusSeconds(7_200))));
        assertThat(copy.details().agenda().get(0).id())
                .isNotEqualTo(made.details().agenda().get(0).id());
        assertThat(history(viewer, copy.id())).extracting(AuditEntry::action).containsOnly(AuditAction.CREATED);
    }

    // ---- lists

    @Test
    void listsAreFilteredOrderedAndPagedByKey() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        List<DialogueView> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(draft(Plans.about(unique)
                    .of(i % 2 == 0 ? series.id() : null)
                    // Two begin at the same time.
                    .at(Instant.parse("2033-01-01T22:30:00Z").plus(Duration.ofDays(i == 4 ? 3 : i)))));
        }
        as(protocol, () -> dialogues.cancel(made.get(0).id(), 0, "no"));
        DialogueQuery mine = DialogueQuery.ALL.withText(unique);

        List<DialogueId> all = ids(as(viewer, () -> dialogues.list(mine, Paging.first(10))));
        assertThat(all).hasSize(5);
        assertThat(all.get(4)).isEqualTo(made.get(0).id());
        assertThat(all.subList(0, 2))
                .containsExactlyInAnyOrder(made.get(3).id(), made.get(4).id());
        assertThat(paged(mine)).isEqualTo(all);
        DialogueQuery earliest = new DialogueQuery(
                unique, Set.of(), null, null, null, DialogueQuery.Archived.BOTH, DialogueQuery.Sort.EARLIEST);
        List<DialogueId> turned = new ArrayList<>(paged(earliest));
        Collections.reverse(turned);
        assertThat(turned).isEqualTo(all);
        assertThat(as(viewer, () -> dialogues.count(mine, 100))).isEqualTo(5);
        assertThat(as(viewer, () -> dialogues.count(mine, 3))).isEqualTo(3);
        assertThat(ids(as(viewer, () -> dialogues.list(mine.in(DialogueState.CANCELLED), Paging.first(10)))))
                .containsExactly(made.get(0).id());
        assertThat(ids(as(viewer, () -> dialogues.list(mine.of(series.id()), Paging.first(10)))))
                .containsExactlyInAnyOrder(
                        made.get(0).id(), made.get(2).id(), made.get(4).id());
        assertThat(paged(DialogueQuery.ALL.of(series.id()))).hasSize(3);
        // The first begins at half past ten in the evening in UTC, which is still that day in Brussels.
        assertThat(ids(as(
                        viewer,
                        () -> dialogues.list(
                                new DialogueQuery(
                                        unique,
                                        Set.of(),
                                        null,
                                        LocalDate.parse("2033-01-01"),
                                        LocalDate.parse("2033-01-02"),
                                        DialogueQuery.Archived.WITHOUT,
                                        DialogueQuery.Sort.LATEST),
                                Paging.first(10)))))
                .containsExactly(made.get(1).id(), made.get(0).id());
        for (LocalDate odd : List.of(LocalDate.MIN, LocalDate.MAX)) {
            as(
                    viewer,
                    () -> dialogues.list(
                            new DialogueQuery(
                                    null,
                                    Set.of(),
                                    null,
                                    odd,
                                    odd,
                                    DialogueQuery.Archived.BOTH,
                                    DialogueQuery.Sort.LATEST),
                            Paging.first(10)));
        }
        assertThatThrownBy(() -> as(viewer, () -> dialogues.list(mine, new Paging("nonsense", 10))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void searchTellsSeriesNumberAndDay() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 4);
        draft(Plans.about(unique).of(series.id()));
        SearchHit hit = as(viewer, () -> search.find(unique, 5)).stream()
                .filter(one -> one.kind().equals("dialogue"))
                .findFirst()
                .orElseThrow();
        assertThat(hit.detail().in("en")).isEqualTo("Series " + unique + " 4");
        assertThat(hit.note()).isEqualTo("2031-03-11");
    }

    @Test
    void headquartersReadEveryMissionAndWriteNone() {
        DialogueView made = draft(Plans.about(unique));
        Officer headquarters = officers.officer(Role.HEADQUARTERS, "dialogue-two", Sensitivity.CONFIDENTIAL);
        assertThat(as(headquarters, () -> dialogues.get(made.id()))).isEqualTo(made);
        assertThat(found(headquarters)).containsExactly(made.id());
    }

    @Test
    void aDialogueIsReadInFewStatements() {
        ContactId guest = person("Guest", Sensitivity.INTERNAL);
        DialogueView made = draft(Plans.about(unique)
                .with(IntStream.range(0, 12)
                        .mapToObj(i -> AgendaItem.of(
                                AgendaItemKind.PANEL,
                                10,
                                Speaker.of(guest, SpeakerRole.PANELLIST),
                                Speaker.named("Outside " + i, SpeakerRole.PANELLIST)))
                        .toArray(AgendaItem[]::new)));
        List<String> statements = StatementCounter.statementsOf(() -> as(viewer, () -> dialogues.get(made.id())));
        assertThat(statements).hasSizeLessThanOrEqualTo(3);
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> dialogues.list(DialogueQuery.ALL, Paging.first(50)))))
                .hasSize(1);
    }

    // ---- fixtures

    private DialogueView draft(Plans plans) {
        return as(diplomat, () -> dialogues.create(plans.details()));
    }

    private DialogueSeriesView series(Sensitivity sensitivity, int firstNumber) {
        return as(manager, () -> catalogue.create(Plans.series("Series " + unique, sensitivity, firstNumber)));
    }

    private ContactId person(String given, Sensitivity sensitivity) {
        return as(manager, () -> contacts.register(named(given, sensitivity))).id();
    }

    private ContactDetails named(String given, Sensitivity sensitivity) {
        return new ContactDetails(
                List.of(new PersonName(PersonName.Kind.LATIN, given, unique, null)),
                null,
                LocalizedText.EMPTY,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                sensitivity,
                null,
                null);
    }

    private void refused(Class<? extends ConflictException> type, String key, Supplier<?> act) {
        ConflictException refused = catchThrowableOfType(type, () -> as(protocol, act));
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.dialogue.error." + key);
    }

    private void denied(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotPermittedException.class);
    }

    private static List<Speaker> speakers(DialogueView dialogue) {
        return dialogue.details().agenda().stream()
                .flatMap(item -> item.speakers().stream())
                .toList();
    }

    private static DialogueDetails withoutIds(DialogueDetails details) {
        return details.withAgenda(details.agenda().stream()
                .map(item -> new AgendaItem(null, item.kind(), item.title(), item.minutes(), item.speakers()))
                .toList());
    }

    private List<DialogueId> found(Officer officer) {
        return ids(as(officer, () -> dialogues.list(DialogueQuery.ALL.withText(unique), Paging.first(10))));
    }

    private List<SearchHit> hits(Officer officer) {
        return as(officer, () -> search.find(unique, 10)).stream()
                .filter(hit -> hit.kind().equals("dialogue"))
                .toList();
    }

    private List<DialogueId> paged(DialogueQuery query) {
        List<DialogueId> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<DialogueSummary> slice = as(viewer, () -> dialogues.list(query, new Paging(from, 2)));
            all.addAll(ids(slice));
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    private static List<DialogueId> ids(Slice<DialogueSummary> slice) {
        return slice.items().stream().map(DialogueSummary::id).toList();
    }

    private List<AuditEntry> history(Officer officer, DialogueId id) {
        return as(officer, () -> dialogues.history(id, Paging.first(50))).items();
    }

    private static String text(List<AuditEntry> history) {
        return Arrays.toString(history.toArray());
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return access.callAs(officer, work);
    }
}
