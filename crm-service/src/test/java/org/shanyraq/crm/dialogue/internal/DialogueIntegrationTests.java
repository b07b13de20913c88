package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;

/** Rows D1, D3 and D4 of the features. */
@ServiceTest
class DialogueIntegrationTests extends DialogueScene {

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
                        AgendaItem.of(AgendaItemKind.QUESTIONS, 30)),
                List.of());

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
                                new Speaker(null, "x", "y".repeat(251), SpeakerRole.HOST)))),
                List.of());

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
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        protocol,
                        () -> dialogues.change(
                                made.id(),
                                made.version() + 1,
                                Plans.about(unique)
                                        .at(Instant.parse("2131-03-01T17:00:00Z"))
                                        .details())));
        assertThat(refused.violations()).extracting(Violation::key).containsExactly("crm.dialogue.error.held-later");
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
        refused(ConflictException.class, "archived", () -> dialogues.startInviting(made.id(), archived.version()));
        refused(ConflictException.class, "archived", () -> dialogues.cancel(made.id(), archived.version(), "A storm"));
        assertThat(ids(as(
                        viewer,
                        () -> dialogues.list(
                                new DialogueQuery(
                                        unique, Set.of(), null, null, null, Archived.ONLY, DialogueQuery.Sort.LATEST),
                                Paging.first(10)))))
                .containsExactly(made.id());
        DialogueView restored = as(protocol, () -> dialogues.restore(made.id(), archived.version()));
        assertThat(restored.archived()).isFalse();
        assertThat(found(viewer)).containsExactly(made.id());
        assertThat(history(viewer, made.id()))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CREATED);
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
        DialogueQuery earliest =
                new DialogueQuery(unique, Set.of(), null, null, null, Archived.BOTH, DialogueQuery.Sort.EARLIEST);
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
                                        Archived.WITHOUT,
                                        DialogueQuery.Sort.LATEST),
                                Paging.first(10)))))
                .containsExactly(made.get(1).id(), made.get(0).id());
        for (LocalDate odd : List.of(LocalDate.MIN, LocalDate.MAX)) {
            as(
                    viewer,
                    () -> dialogues.list(
                            new DialogueQuery(null, Set.of(), null, odd, odd, Archived.BOTH, DialogueQuery.Sort.LATEST),
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
        denied(headquarters, () -> dialogues.create(Plans.about(unique).details()));
        denied(
                headquarters,
                () -> dialogues.change(
                        made.id(), made.version(), Plans.about(unique).details()));
        denied(headquarters, () -> dialogues.cancel(made.id(), made.version(), "A storm"));
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
}
