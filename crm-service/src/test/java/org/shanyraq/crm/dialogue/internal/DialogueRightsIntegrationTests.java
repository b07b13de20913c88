package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;

/** Who sees and does what with dialogues, series and their speakers; threats Z1, Z2, Z6 to Z8, Z11 and S2. */
@ServiceTest
class DialogueRightsIntegrationTests extends DialogueScene {

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
                () -> catalogue.list(Archived.BOTH, Paging.first(5)),
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
        Officer watching = officers.officer(Role.PRIVACY_OFFICER, "dialogue-one", Sensitivity.INTERNAL);
        assertThat(logged(watching, made.id())).contains(guest.toString());
        ContactView contact = as(manager, () -> contacts.get(guest));
        as(manager, () -> contacts.change(guest, contact.version(), named("Later", Sensitivity.CONFIDENTIAL)));

        assertThat(as(viewer, () -> dialogues.get(made.id())).names()).isEmpty();
        assertThat(speakers(as(viewer, () -> dialogues.get(made.id())))).isEmpty();
        assertThat(text(history(viewer, made.id()))).doesNotContain(guest.toString());
        assertThat(text(history(manager, made.id()))).contains(guest.toString());
        assertThat(logged(watching, made.id())).isNotEmpty().doesNotContain(guest.toString());
        assertThat(logged(manager, made.id())).contains(guest.toString());
    }

    /** What the audit log says of the dialogue. */
    private String logged(Officer officer, DialogueId dialogue) {
        return text(as(
                        officer,
                        () -> log.list(
                                new AuditQuery(null, null, dialogue.value(), null, null, null, null), Paging.first(50)))
                .items());
    }

    @Test
    void aPageOfAHistoryIsFullThoughSpeakersAreHidden() {
        DialogueView made = draft(Plans.about(unique));
        for (int i = 0; i < 4; i++) {
            int minutes = 30 + i;
            ContactId hidden = person("Hidden" + i, Sensitivity.CONFIDENTIAL);
            DialogueView now = as(manager, () -> dialogues.get(made.id()));
            as(
                    manager,
                    () -> dialogues.change(
                            made.id(),
                            now.version(),
                            now.details()
                                    .withAgenda(List.of(AgendaItem.of(
                                            AgendaItemKind.KEYNOTE,
                                            minutes,
                                            Speaker.of(hidden, SpeakerRole.KEYNOTE))))));
        }
        Slice<AuditEntry> first = as(viewer, () -> dialogues.history(made.id(), Paging.first(3)));
        assertThat(first.items()).hasSize(3);
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
}
