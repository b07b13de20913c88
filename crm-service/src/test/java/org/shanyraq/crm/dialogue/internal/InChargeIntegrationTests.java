package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.OfficerInCharge;
import org.shanyraq.crm.dialogue.OtherDialogue;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;

/** Row V12 of the features: officers in charge of dialogues, and the warning when one of them is booked twice. */
@ServiceTest
class InChargeIntegrationTests extends DialogueScene {

    private static final String HERE = "dialogue-one";
    private static final String THERE = "dialogue-two";

    @Autowired
    OfficerDirectory directory;

    private Officer dana;
    private Officer ruslan;

    @BeforeEach
    void colleagues() {
        dana = person("dana", Sensitivity.RESTRICTED, HERE);
        ruslan = person("ruslan", Sensitivity.INTERNAL, HERE);
    }

    // ---- who can be

    @Test
    void officersOfTheMissionArePutInChargeInOrderAndTakenOffAgain() {
        DialogueView made = draft(Plans.about(unique), ruslan, dana);
        assertThat(made.details().inCharge()).containsExactly(ruslan.id(), dana.id());
        assertThat(as(viewer, () -> dialogues.get(made.id())).inCharge())
                .containsExactly(
                        new OfficerInCharge(ruslan.id(), ruslan.name(), true, List.of()),
                        new OfficerInCharge(dana.id(), dana.name(), true, List.of()));

        DialogueView turned = change(made, made.details().withInCharge(List.of(dana.id(), ruslan.id())));
        assertThat(turned.details().inCharge()).containsExactly(dana.id(), ruslan.id());
        assertThat(turned.version()).isEqualTo(made.version() + 1);
        DialogueView alone = change(turned, turned.details().withInCharge(List.of(ruslan.id())));
        assertThat(alone.inCharge()).extracting(OfficerInCharge::officer).containsExactly(ruslan.id());
        DialogueView nobody = change(alone, alone.details().withInCharge(List.of()));
        assertThat(nobody.inCharge()).isEmpty();
        assertThat(change(nobody, nobody.details()).version()).isEqualTo(nobody.version());
        DialogueView archived = as(protocol, () -> dialogues.archive(made.id(), nobody.version()));
        assertThat(as(protocol, () -> dialogues.restore(made.id(), archived.version()))
                        .inCharge())
                .isEmpty();
    }

    // Z1, Z2
    @Test
    void officersOfOtherMissionsProgramsAndWhoLeftCannotBePutInCharge() {
        Officer foreign = person("foreign", Sensitivity.CONFIDENTIAL, THERE);
        Officer program = directory.signedIn(new SignIn(
                "in-charge",
                "script",
                Officer.Kind.CLIENT,
                "Script",
                null,
                Set.of(Role.DIPLOMAT),
                Set.of(HERE),
                Sensitivity.CONFIDENTIAL));
        Officer left = person("left-before", Sensitivity.INTERNAL, HERE);
        person("left-before", Sensitivity.INTERNAL, THERE);
        DialogueView made = draft(Plans.about(unique), dana);

        assertThat(refusal(() -> draft(Plans.about(unique), foreign))).containsExactly("in-charge-unknown");
        assertThat(refusal(() -> draft(Plans.about(unique), program))).containsExactly("in-charge-unknown");
        assertThat(refusal(() -> draft(Plans.about(unique), left))).containsExactly("in-charge-left");
        for (Officer officer : List.of(foreign, program, left)) {
            assertThat(refusal(() -> change(made, made.details().withInCharge(List.of(dana.id(), officer.id())))))
                    .hasSize(1);
        }
        assertThat(refusal(() -> draft(Plans.about(unique), dana, ruslan, dana)))
                .containsExactly("in-charge-twice");
        List<Officer> many = new ArrayList<>();
        for (int i = 0; i <= DialogueDetails.MOST_IN_CHARGE; i++) {
            many.add(person("many-" + i, Sensitivity.INTERNAL, HERE));
        }
        assertThat(refusal(() -> draft(Plans.about(unique), many.toArray(Officer[]::new))))
                .containsExactly("too-many");
        assertThat(draft(Plans.about(unique), many.subList(1, many.size()).toArray(Officer[]::new))
                        .inCharge())
                .hasSize(DialogueDetails.MOST_IN_CHARGE);
        assertThat(found(viewer)).hasSize(2);
    }

    @Test
    void whoeverIsInChargeIsClearedForTheDialogue() {
        Plans restricted = Plans.about(unique).as(Sensitivity.RESTRICTED);
        assertThat(refusal(() -> draft(restricted, dana, ruslan))).containsExactly("in-charge-clearance");
        DialogueView made = draft(restricted, dana);

        DialogueView open = draft(Plans.about(unique), ruslan);
        DialogueDetails raised =
                Plans.about(unique).as(Sensitivity.RESTRICTED).details().withInCharge(List.of(ruslan.id()));
        assertThat(refusal(() -> change(open, raised))).containsExactly("in-charge-clearance");
        // Of what is above one's own clearance nobody is told who may see it.
        assertThat(refusal(() -> draft(Plans.about(unique).as(Sensitivity.CONFIDENTIAL), ruslan)))
                .containsExactly("sensitivity");

        // Whose clearance is lowered later stays, as long as the dialogue gets no more sensitive.
        person("dana", Sensitivity.INTERNAL, HERE);
        DialogueDetails moved = made.details()
                .at(made.details().startsAt().plusSeconds(60), made.details().endsAt());
        assertThat(change(made, moved).details().inCharge()).containsExactly(dana.id());
    }

    @Test
    void whoLeftStaysWhenTheDialogueIsChangedOtherwiseAndDoesNotComeBack() {
        DialogueView made = draft(Plans.about(unique), ruslan, dana);
        person("ruslan", Sensitivity.INTERNAL, THERE);

        DialogueView changed = change(
                made,
                Plans.about(unique + " anew")
                        .as(Sensitivity.RESTRICTED)
                        .details()
                        .withInCharge(made.details().inCharge()));
        assertThat(changed.inCharge())
                .extracting(OfficerInCharge::name, OfficerInCharge::member)
                .containsExactly(tuple(ruslan.name(), false), tuple(dana.name(), true));
        DialogueView without = change(changed, changed.details().withInCharge(List.of(dana.id())));
        assertThat(refusal(() -> change(without, changed.details()))).containsExactly("in-charge-left");
    }

    // D3
    @Test
    void aCopyKeepsThoseWhoCanStillBeInCharge() {
        Officer left = person("left-after", Sensitivity.RESTRICTED, HERE);
        DialogueView made = draft(Plans.about(unique).as(Sensitivity.RESTRICTED), left, dana);
        person("left-after", Sensitivity.RESTRICTED, THERE);
        Instant later = Plans.START.plus(Duration.ofDays(70));

        assertThat(as(diplomat, () -> dialogues.copy(made.id(), later))
                        .details()
                        .inCharge())
                .containsExactly(dana.id());
        person("dana", Sensitivity.INTERNAL, HERE);
        assertThat(as(diplomat, () -> dialogues.copy(made.id(), later)).inCharge())
                .isEmpty();
        assertThat(as(viewerOf(Sensitivity.RESTRICTED), () -> dialogues.get(made.id()))
                        .inCharge())
                .hasSize(2);
    }

    @Test
    void theHistoryTellsWhoWasPutInChargeAndWhoNoLongerIs() {
        DialogueView made = draft(Plans.about(unique), dana);
        DialogueView changed = change(made, made.details().withInCharge(List.of(ruslan.id())));
        change(changed, changed.details().withInCharge(List.of()));

        assertThat(history(viewer, made.id()).get(2).changes())
                .contains(new FieldChange("inCharge[0]", null, dana.id().toString()));
        assertThat(history(viewer, made.id()).get(1).changes())
                .containsExactly(new FieldChange(
                        "inCharge[0]", dana.id().toString(), ruslan.id().toString()));
        assertThat(history(viewer, made.id()).get(0).changes())
                .containsExactly(new FieldChange("inCharge[0]", ruslan.id().toString(), null));
    }

    // ---- lists

    @Test
    void aListIsRestrictedToWhatSomebodyIsInChargeOf() {
        Officer own = person("own-" + unique, Sensitivity.INTERNAL, HERE);
        DialogueView first = draft(Plans.about(unique), own, dana);
        DialogueView second = draft(Plans.about(unique).at(Plans.START.plusSeconds(86_400)), own);
        draft(Plans.about(unique), dana);
        DialogueView hidden = as(
                manager,
                () -> dialogues.create(
                        Plans.about(unique).as(Sensitivity.RESTRICTED).details().withInCharge(List.of(dana.id()))));
        DialogueQuery mine = DialogueQuery.ALL.ledBy(own.id());

        assertThat(ids(as(viewer, () -> dialogues.list(mine, Paging.first(10)))))
                .containsExactly(second.id(), first.id());
        assertThat(paged(mine)).containsExactly(second.id(), first.id());
        assertThat(as(viewer, () -> dialogues.count(mine, 10))).isEqualTo(2);
        DialogueQuery hers = mine.ledBy(dana.id()).withText(unique);
        assertThat(ids(as(viewer, () -> dialogues.list(hers, Paging.first(10)))))
                .contains(first.id())
                .doesNotContain(hidden.id());
        assertThat(as(viewer, () -> dialogues.count(hers, 10))).isEqualTo(2);
        assertThat(as(manager, () -> dialogues.count(hers, 10))).isEqualTo(3);
        assertThat(as(foreigner, () -> dialogues.count(mine, 10))).isZero();
        // Nothing is asked row by row.
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> dialogues.list(mine, Paging.first(10)))))
                .hasSize(1);
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> dialogues.get(first.id()))))
                .hasSizeLessThanOrEqualTo(3);
    }

    // ---- booked twice

    @Test
    void whoIsInChargeOfTwoAtOnceIsToldOfByBoth() {
        DialogueView one = draft(Plans.about(unique), ruslan, dana);
        DialogueView two = draft(Plans.about("Other " + unique).at(Plans.START.plusSeconds(7_199)), dana);

        assertThat(two.inCharge()).extracting(DialogueFound::of).containsExactly(DialogueFound.of(dana, one.id()));
        assertThat(as(viewer, () -> dialogues.get(one.id())).inCharge())
                .containsExactly(
                        new OfficerInCharge(ruslan.id(), ruslan.name(), true, List.of()),
                        new OfficerInCharge(
                                dana.id(),
                                dana.name(),
                                true,
                                List.of(new OtherDialogue(
                                        two.id(),
                                        two.details().theme(),
                                        two.details().startsAt(),
                                        two.details().endsAt(),
                                        two.details().zone()))));
        // A copy at the same time is the third.
        assertThat(as(diplomat, () -> dialogues.copy(two.id(), two.details().startsAt()))
                        .inCharge())
                .singleElement()
                .satisfies(officer -> assertThat(officer.elsewhere())
                        .extracting(OtherDialogue::id)
                        .containsExactly(one.id(), two.id()));
        // An announced one that lasts for days, and begins before, is told of too.
        DialogueDetails lastsLong = Plans.about("Long " + unique)
                .details()
                .at(Plans.START.minus(Duration.ofDays(10)), Plans.START.plusSeconds(1))
                .withInCharge(List.of(ruslan.id()));
        DialogueView lasting = as(protocol, () -> dialogues.create(lastsLong));
        as(protocol, () -> dialogues.startInviting(lasting.id(), lasting.version()));
        assertThat(as(viewer, () -> dialogues.get(one.id())).inCharge().get(0).elsewhere())
                .extracting(OtherDialogue::id)
                .containsExactly(lasting.id());
    }

    @Test
    void timesThatOnlyTouchAndWhatWillNotTakePlaceAreNoReasonToWarn() {
        DialogueView made = draft(Plans.about(unique), dana);
        draft(Plans.about(unique).at(Plans.START.plusSeconds(7_200)), dana);
        draft(Plans.about(unique).at(Plans.START.minusSeconds(7_200)), dana);
        assertThat(elsewhere(viewer, made.id())).isEmpty();

        DialogueView rival = draft(Plans.about("Rival " + unique), dana);
        assertThat(elsewhere(viewer, made.id())).containsExactly(rival.id());
        DialogueView archived = as(protocol, () -> dialogues.archive(rival.id(), rival.version()));
        assertThat(elsewhere(viewer, made.id())).isEmpty();
        DialogueView back = as(protocol, () -> dialogues.restore(rival.id(), archived.version()));
        assertThat(elsewhere(viewer, made.id())).containsExactly(rival.id());
        as(protocol, () -> dialogues.cancel(rival.id(), back.version(), "A storm"));
        assertThat(elsewhere(viewer, made.id())).isEmpty();
        // Nor is anybody warned on the page of one that will not take place.
        assertThat(elsewhere(viewer, rival.id())).isEmpty();
    }

    @Test
    void whatWasHeldStillCountsForAnotherOneAndIsItselfPast() {
        Instant past = Instant.now().minus(Duration.ofDays(3));
        DialogueView held = draft(Plans.about(unique).at(past), dana);
        as(protocol, () -> dialogues.markHeld(held.id(), held.version()));
        DialogueView late = draft(Plans.about("Late " + unique).at(past), dana);

        assertThat(elsewhere(viewer, late.id())).containsExactly(held.id());
        assertThat(elsewhere(viewer, held.id())).isEmpty();
    }

    // Z2, Z6
    @Test
    void aHiddenDialogueIsNoReasonToWarnWhoMayNotSeeIt() {
        Officer both = person("both", Sensitivity.RESTRICTED, HERE, THERE);
        DialogueView made = draft(Plans.about(unique), both);
        DialogueView hidden = draft(Plans.about("Hidden " + unique).as(Sensitivity.RESTRICTED), both);
        DialogueView abroad = as(
                foreigner,
                () -> dialogues.create(Plans.about("Abroad " + unique).details().withInCharge(List.of(both.id()))));

        assertThat(elsewhere(viewer, made.id())).isEmpty();
        assertThat(elsewhere(diplomat, made.id())).containsExactly(hidden.id());
        assertThat(elsewhere(foreigner, abroad.id())).isEmpty();
        assertThat(elsewhere(officers.headquarters(HERE), made.id()))
                .containsExactlyInAnyOrder(hidden.id(), abroad.id());
    }

    /** An officer with what they are warned of. */
    private record DialogueFound(OfficerId officer, List<DialogueId> elsewhere) {

        static DialogueFound of(OfficerInCharge found) {
            return new DialogueFound(
                    found.officer(),
                    found.elsewhere().stream().map(OtherDialogue::id).toList());
        }

        static DialogueFound of(Officer officer, DialogueId elsewhere) {
            return new DialogueFound(officer.id(), List.of(elsewhere));
        }
    }

    private List<DialogueId> elsewhere(Officer reader, DialogueId dialogue) {
        return as(reader, () -> dialogues.get(dialogue)).inCharge().stream()
                .flatMap(officer -> officer.elsewhere().stream())
                .map(OtherDialogue::id)
                .toList();
    }

    private DialogueView draft(Plans plans, Officer... inCharge) {
        return draft(new Plans(plans.details()
                .withInCharge(List.of(inCharge).stream().map(Officer::id).toList())));
    }

    private DialogueView change(DialogueView dialogue, DialogueDetails details) {
        return as(diplomat, () -> dialogues.change(dialogue.id(), dialogue.version(), details));
    }

    private static List<String> refusal(Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, act::get);
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(violation -> violation.key().replace("crm.dialogue.error.", ""))
                .toList();
    }

    private Officer viewerOf(Sensitivity clearance) {
        return officers.officer(Role.VIEWER, HERE, clearance);
    }

    /** Somebody of this test alone, as they sign in now. */
    private Officer person(String subject, Sensitivity clearance, String... missions) {
        return directory.signedIn(new SignIn(
                "in-charge " + unique,
                subject,
                Officer.Kind.PERSON,
                subject + " " + unique,
                null,
                Set.of(Role.DIPLOMAT),
                Set.of(missions),
                clearance));
    }
}
