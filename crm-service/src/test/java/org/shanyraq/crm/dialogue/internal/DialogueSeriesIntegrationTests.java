package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;

/** Series and their numbers: row D2 of the features. */
@ServiceTest
class DialogueSeriesIntegrationTests extends DialogueScene {

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

        DialogueView raised = as(
                manager,
                () -> dialogues.change(
                        secret.id(),
                        lowered.version(),
                        Plans.about(unique)
                                .of(series.id())
                                .as(Sensitivity.CONFIDENTIAL)
                                .details()));
        assertThat(raised.number()).isNull();
        assertThat(draft(Plans.about(unique).of(series.id())).number())
                .as("no number is given twice")
                .isEqualTo(3);

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
        assertThat(as(diplomat, () -> catalogue.list(Archived.BOTH, Paging.first(100)))
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
                                new Capacity(0, Map.of()),
                                new Balance(
                                        Map.of(Circle.MEDIA, 101, Circle.EXPERT, 60, Circle.OFFICIAL, 41),
                                        Map.of(Level.MEMBER, -1, Level.SENIOR, 60, Level.WORKING, 41),
                                        0)))));
        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "name",
                        "sensitivity",
                        "firstNumber",
                        "languages[0]",
                        "streamLink",
                        "zone",
                        "capacity.total",
                        "target.shares.media",
                        "target.shares",
                        "target.levels.member",
                        "target.levels",
                        "target.institutions");
    }

    // D2
    @Test
    void aSeriesKeepsWhomItAimsAtAndTheHistoryTellsWhenThatChanges() {
        DialogueSeriesView series = series(Sensitivity.INTERNAL, 1);
        Balance aimed = series.details().target();
        assertThat(aimed.shares()).containsExactly(entry(Circle.EU_INSTITUTIONS, 50), entry(Circle.EXPERT, 25));
        assertThat(aimed.institutions()).isEqualTo(10);
        DialogueSeriesDetails was = series.details();
        DialogueSeriesDetails open = new DialogueSeriesDetails(
                was.name(),
                was.sensitivity(),
                was.firstNumber(),
                was.languages(),
                was.format(),
                was.venue(),
                was.address(),
                was.streamLink(),
                was.zone(),
                was.capacity(),
                Balance.NONE);
        DialogueSeriesView changed = as(protocol, () -> catalogue.change(series.id(), 0, open));
        assertThat(changed.details().target()).isEqualTo(Balance.NONE);
        assertThat(as(viewer, () -> catalogue.history(series.id(), Paging.first(1)))
                        .items()
                        .get(0)
                        .changes())
                .extracting(FieldChange::field, FieldChange::before, FieldChange::after)
                .containsExactlyInAnyOrder(
                        tuple("targetShares.eu-institutions", "50", null),
                        tuple("targetShares.expert", "25", null),
                        tuple("targetInstitutions", "10", null));
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
}
