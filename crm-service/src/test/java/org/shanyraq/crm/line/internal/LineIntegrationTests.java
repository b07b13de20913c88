package org.shanyraq.crm.line.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.line.Contradiction;
import org.shanyraq.crm.line.EditionState;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineMatch;
import org.shanyraq.crm.line.LineQuery;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineStanding;
import org.shanyraq.crm.line.LineSummary;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.line.LineVerdict;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.Together;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.Timelines;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The library of lines to take: rows G6, G7, U8, V10 and V14 of the features; threats Z7, Z8 and Z11. */
@ServiceTest
class LineIntegrationTests extends GuestScene {

    private static final LineText TRANSIT = new LineText(
            "What is your position on transit through the Caspian?",
            "We support the trans-Caspian corridor and invite all partners to invest in its ports.");

    @Autowired
    private Lines lines;

    @Autowired
    private Search search;

    @Autowired
    private Timelines timelines;

    @Autowired
    private Topics topics;

    @Autowired
    private LinesNotCompared notCompared;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("crmClock")
    private Clock clock;

    private Officer otherManager;

    LineIntegrationTests() {
        super("line-one", "line-two");
    }

    @BeforeEach
    void signInAnother() {
        otherManager = officers.officer(Role.MANAGER, mission, Sensitivity.RESTRICTED);
    }

    // V10: nobody approves their own.
    @Test
    void aLineIsUsedOnlyAfterSomebodyApprovedItWhoDidNotWriteIt() {
        LineView drafted = as(diplomat, () -> lines.draft(english(TRANSIT)));
        assertThat(drafted.standing()).isEqualTo(LineStanding.DRAFT);
        assertThat(next(drafted).authors()).containsExactly(diplomat.name());
        refused("crm.line.error.not-proposed", () -> as(manager, () -> lines.approve(drafted.id(), drafted.version())));
        LineView written = as(manager, () -> lines.change(drafted.id(), drafted.version(), english(fresh("Ports"))));
        LineView proposed = as(diplomat, () -> lines.propose(written.id(), written.version()));
        assertThat(proposed.standing()).isEqualTo(LineStanding.PROPOSED);
        assertThat(found(diplomat, "ports")).isEmpty();
        refused("crm.line.error.not-in-use", () -> as(diplomat, () -> lines.use(used(proposed, 1, null, null))));

        refused("crm.line.error.own", () -> as(manager, () -> lines.approve(proposed.id(), proposed.version())));
        assertThatThrownBy(() -> as(diplomat, () -> lines.approve(proposed.id(), proposed.version())))
                .isInstanceOf(NotPermittedException.class);
        LineView approved = as(otherManager, () -> lines.approve(proposed.id(), proposed.version()));
        assertThat(approved.standing()).isEqualTo(LineStanding.IN_USE);
        assertThat(approved.next()).isNull();
        assertThat(current(approved).decidedBy()).isEqualTo(otherManager.name());
        assertThat(found(diplomat, "ports")).containsExactly(approved.id());
        assertThat(as(diplomat, () -> lines.use(used(approved, 1, null, null))).by())
                .isEqualTo(diplomat.name());
        assertThatThrownBy(() -> as(viewer, () -> lines.use(used(approved, 1, null, null))))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void whatIsInUseStaysSoUntilALaterEditionIsApproved() {
        LineView first = approved(fresh("Water"));
        LineView second = as(diplomat, () -> lines.change(first.id(), first.version(), english(fresh("Rivers"))));
        assertThat(second.standing()).isEqualTo(LineStanding.IN_USE);
        assertThat(current(second).number()).isEqualTo(1);
        assertThat(next(second).number()).isEqualTo(2);
        assertThat(found(diplomat, "water")).containsExactly(first.id());
        assertThat(found(diplomat, "rivers")).isEmpty();
        LineView proposed = as(diplomat, () -> lines.propose(second.id(), second.version()));
        LineView sent = as(manager, () -> lines.sendBack(proposed.id(), proposed.version(), "Say more"));
        assertThat(next(sent).state()).isEqualTo(EditionState.RETURNED);
        assertThat(next(sent).remark()).isEqualTo("Say more");
        LineView again = as(diplomat, () -> lines.propose(sent.id(), sent.version()));
        LineView replaced = as(manager, () -> lines.approve(again.id(), again.version()));
        assertThat(current(replaced).number()).isEqualTo(2);
        assertThat(found(diplomat, "water")).isEmpty();
        assertThat(found(diplomat, "rivers")).containsExactly(first.id());
        assertThat(as(viewer, () -> lines.editions(first.id())))
                .extracting(EditionView::number, EditionView::state)
                .containsExactly(tuple(2, EditionState.APPROVED), tuple(1, EditionState.REPLACED));
        refused("crm.line.error.replaced", () -> as(diplomat, () -> lines.use(used(replaced, 1, null, null))));

        LineView same = as(
                diplomat,
                () -> lines.change(
                        replaced.id(),
                        replaced.version(),
                        english(current(replaced).texts().get("en"))));
        assertThat(same.version()).isEqualTo(replaced.version());
        assertThat(same.next()).isNull();
        LineView withdrawn = as(manager, () -> lines.withdraw(same.id(), same.version(), "No longer true"));
        assertThat(withdrawn.standing()).isEqualTo(LineStanding.DRAFT);
        assertThat(found(diplomat, "rivers")).isEmpty();
        assertThat(withdrawn.shown().remark()).isEqualTo("No longer true");
        LineView anew = as(manager, () -> lines.change(withdrawn.id(), withdrawn.version(), english(fresh("Ponds"))));
        LineView handed = as(diplomat, () -> lines.change(anew.id(), anew.version(), english(fresh("Lakes"))));
        LineView offered = as(diplomat, () -> lines.propose(handed.id(), handed.version()));
        refused("crm.line.error.own", () -> as(manager, () -> lines.approve(offered.id(), offered.version())));
        LineView inUse = as(otherManager, () -> lines.approve(offered.id(), offered.version()));
        LineView gone = as(otherManager, () -> lines.withdraw(inUse.id(), inUse.version(), "No longer true"));
        LineView begun = as(diplomat, () -> lines.change(gone.id(), gone.version(), english(fresh("Lakes"))));
        assertThat(next(begun).number()).isEqualTo(4);
        LineView again2 = as(diplomat, () -> lines.propose(begun.id(), begun.version()));
        refused("crm.line.error.own", () -> as(manager, () -> lines.approve(again2.id(), again2.version())));
    }

    // U8: expired lines are blocked.
    @Test
    void aLineWhoseLastDayIsOverIsNeitherFoundNorUsedNorApproved() {
        LineView line = approved(fresh("Wheat"));
        assertThat(found(diplomat, "wheat")).containsExactly(line.id());
        over(line, 1);
        assertThat(found(diplomat, "wheat")).isEmpty();
        assertThat(as(diplomat, () -> lines.get(line.id())).standing()).isEqualTo(LineStanding.EXPIRED);
        refused("crm.line.error.over", () -> as(diplomat, () -> lines.use(used(line, 1, null, null))));
        assertThat(listed(diplomat, LineStanding.EXPIRED)).contains(line.id());
        assertThat(listed(diplomat, LineStanding.IN_USE)).doesNotContain(line.id());

        LineDetails old = new LineDetails(
                Map.of("en", fresh("Barley")), List.of(), today().minusDays(1), Sensitivity.INTERNAL, diplomat.id());
        LineView drafted = as(diplomat, () -> lines.draft(old));
        LineView proposed = as(diplomat, () -> lines.propose(drafted.id(), drafted.version()));
        refused("crm.line.error.over", () -> as(manager, () -> lines.approve(proposed.id(), proposed.version())));
        LineView today = approved(fresh("Oats"), today(), Sensitivity.INTERNAL);
        assertThat(found(diplomat, "oats")).as("the last day counts").containsExactly(today.id());
    }

    // G7: the words of the question find the line whatever endings they have, in each language.
    @Test
    void aQuestionFindsTheLineByTheStemsOfItsWordsInEachLanguage() {
        String mark = unique.toLowerCase(Locale.ROOT);
        LineView line = approvedIn(Map.of(
                "en",
                        new LineText(
                                "Nuclear power " + mark, "We are building a reactor under international safeguards."),
                "fr", new LineText("L’énergie nucléaire " + mark, "Nous construisons des réacteurs sous garanties."),
                "kk", new LineText("Атом энергетикасы " + mark, "Біз халықаралық кепілдіктермен реактор саламыз."),
                "ru", new LineText("Атомная энергетика " + mark, "Мы строим реакторы под международными гарантиями.")));
        approved(fresh("Reindeer"));
        assertThat(first("Who builds the reactors, and is there a safeguard? " + mark))
                .isEqualTo(tuple(line.id(), "en"));
        assertThat(first("Qui construit le réacteur ? " + mark)).isEqualTo(tuple(line.id(), "fr"));
        assertThat(first("Реакторды кім салады, халықаралық кепілдігі бар ма? " + mark))
                .isEqualTo(tuple(line.id(), "kk"));
        assertThat(first("Кто строит реактор и какие международные гарантии? " + mark))
                .isEqualTo(tuple(line.id(), "ru"));
        LineView german = approvedIn(Map.of("de", new LineText("Wasserkraft " + mark, "Wir bauen Talsperren " + mark)));
        assertThat(first("Talsperren " + mark))
                .as("word by word in other languages")
                .isEqualTo(tuple(german.id(), "de"));
        assertThat(as(diplomat, () -> lines.find("the and of", 5))).isEmpty();
        assertThat(as(diplomat, () -> lines.find(" \n", 5))).isEmpty();
        assertThat(as(officers.privacyOfficer(mission), () -> search.find("reactor " + mark, 5)))
                .as("who may not read lines finds none")
                .isEmpty();
        assertThat(as(diplomat, () -> search.find("reactor " + mark, 5)))
                .extracting(SearchHit::id)
                .containsExactly(line.id());
    }

    // Z7, Z8: what is hidden is not found, and how common its words are does not show in the order of others.
    @Test
    void linesAboveTheClearanceAreNotFoundAndDoNotChangeTheOrder() {
        LineView common = approved(fresh("Alpha beta"));
        LineView rare = approved(fresh("Gamma delta"));
        List<LineId> before = found(viewer, "alpha gamma");
        for (int i = 0; i < 5; i++) {
            approved(fresh("Alpha alpha alpha"), null, Sensitivity.CONFIDENTIAL);
        }
        assertThat(found(manager, "alpha")).hasSize(6);
        assertThat(found(viewer, "alpha")).containsExactly(common.id());
        assertThat(found(viewer, "gamma")).containsExactly(rare.id());
        assertThat(found(viewer, "alpha gamma")).isEqualTo(before).contains(common.id());
        LineView secret = approved(fresh("Secret"), null, Sensitivity.CONFIDENTIAL);
        absent(viewer, () -> lines.get(secret.id()));
        RecordRef open = new RecordRef("line", rare.id().value());
        assertThat(as(viewer, () -> timelines.subject(open)).sensitivity()).isEqualTo(Sensitivity.INTERNAL);
        absent(viewer, () -> timelines.subject(new RecordRef("line", secret.id().value())));
        absent(officers.privacyOfficer(mission), () -> timelines.subject(open));
        absent(viewer, () -> lines.editions(secret.id()));
        absent(viewer, () -> lines.uses(secret.id(), Paging.first(9)));
        absent(viewer, () -> lines.history(secret.id(), Paging.first(9)));
        absent(diplomat, () -> lines.use(used(secret, 1, null, null)));
        absent(foreigner, () -> lines.get(rare.id()));
        assertThat(listed(viewer, null)).contains(rare.id()).doesNotContain(secret.id());
        assertThat(found(foreigner, "gamma")).isEmpty();
        assertThat(as(manager, () -> search.find("secret " + unique, 9)))
                .extracting(SearchHit::id)
                .contains(secret.id());
        assertThat(as(viewer, () -> search.find("secret " + unique, 9))).isEmpty();
    }

    // U8, G7: on whom and when; a use is as hidden as the contact and the record in which it was.
    @Test
    void aUseIsToldToThoseWhoSeeTheContactAndTheRecordInWhichItWas() {
        LineView line = approved(fresh("Steppe"));
        ContactId ida = registered(person("Ida"));
        ContactId hidden = registered(person("Hidden").with(Sensitivity.CONFIDENTIAL));
        DialogueId dialogue = inviting(Plans.evening("Lines", Instant.now().plus(Duration.ofDays(9))));
        RecordRef during = new RecordRef("dialogue", dialogue.value());
        as(diplomat, () -> lines.use(used(line, 1, ida, during)));
        as(manager, () -> lines.use(used(line, 1, hidden, null)));
        assertThat(uses(manager, line)).extracting(LineUse::contact).containsExactly(hidden, ida);
        assertThat(uses(viewer, line)).extracting(LineUse::contact).containsExactly(ida);
        assertThat(as(manager, () -> lines.get(line.id())).uses()).isEqualTo(2);
        assertThat(as(viewer, () -> lines.get(line.id())).uses()).isEqualTo(1);
        assertThat(as(
                                viewer,
                                () -> timelines.of(
                                        new RecordRef("contact", ida.value()), Set.of("line"), Paging.first(9)))
                        .items())
                .extracting(TimelineEntry::event, entry -> entry.record().id())
                .containsExactly(tuple("used", line.id().value()));
        assertThat(as(viewer, () -> timelines.of(during, Set.of("line"), Paging.first(9)))
                        .items())
                .hasSize(1);

        changed(dialogue, plans -> plans.as(Sensitivity.RESTRICTED));
        assertThat(uses(viewer, line)).isEmpty();
        assertThat(as(viewer, () -> lines.get(line.id())).uses()).isZero();
        assertThat(uses(diplomat, line)).extracting(LineUse::contact).containsExactly(ida);
        assertThat(as(
                                viewer,
                                () -> timelines.of(
                                        new RecordRef("contact", ida.value()), Set.of("line"), Paging.first(9)))
                        .items())
                .isEmpty();
        LineView other = approved(fresh("Taiga"));
        as(
                diplomat,
                () -> lines.use(
                        used(other, 1, ida, new RecordRef("line", line.id().value()))));
        assertThat(uses(viewer, other)).hasSize(1);
        LineDetails raised = new LineDetails(
                current(line).texts(), current(line).sources(), null, Sensitivity.RESTRICTED, manager.id());
        as(diplomat, () -> lines.change(line.id(), lines.get(line.id()).version(), raised));
        assertThat(uses(viewer, other)).as("it follows a line, too").isEmpty();
        assertThat(invalid(diplomat, () -> lines.use(used(line, 1, hidden, null))))
                .containsExactly(tuple("contact", "crm.line.error.use-record"));
        assertThat(invalid(diplomat, () -> lines.use(new UsedLine(line.id(), 1, "fr", null, null))))
                .containsExactly(tuple("language", "crm.line.error.use-language"));
        assertThat(invalid(diplomat, () -> lines.use(used(line, 1, null, new RecordRef("weather", dialogue.value())))))
                .containsExactly(tuple("during", "crm.line.error.use-record"));
    }

    @Test
    void whatIsWrongWithALineIsSaidFieldByField() {
        LineDetails wrong = new LineDetails(
                Map.of("en", new LineText(" ", " "), "xx", TRANSIT),
                List.of(new LineSource("", "javascript:alert(1)")),
                null,
                Sensitivity.CONFIDENTIAL,
                foreigner.id());
        assertThat(invalid(diplomat, () -> lines.draft(wrong)))
                .containsExactlyInAnyOrder(
                        tuple("sensitivity", "crm.line.error.sensitivity"),
                        tuple("owner", "crm.line.error.owner"),
                        tuple("texts[en].question", "crm.line.error.question"),
                        tuple("texts[en].answer", "crm.line.error.answer"),
                        tuple("texts", "crm.line.error.language"),
                        tuple("sources[0].title", "crm.line.error.source-title"),
                        tuple("sources[0].link", "crm.line.error.source-link"));
        LineDetails none = new LineDetails(Map.of(), List.of(), null, Sensitivity.RESTRICTED, viewer.id());
        assertThat(invalid(diplomat, () -> lines.draft(none)))
                .containsExactlyInAnyOrder(
                        tuple("texts", "crm.line.error.texts"), tuple("owner", "crm.line.error.owner-cleared"));
        LineView line = approved(fresh("Salt"), null, Sensitivity.RESTRICTED);
        assertThat(invalid(diplomat, () -> lines.change(line.id(), line.version(), english(TRANSIT))))
                .as("Z11")
                .containsExactly(tuple("sensitivity", "crm.line.error.sensitivity-lowered"));
        assertThat(invalid(manager, () -> lines.withdraw(line.id(), line.version(), " ")))
                .containsExactly(tuple("remark", "crm.line.error.remark"));
    }

    @Test
    void twoWhoChangeALineAtOnceDoNotOverwriteEachOtherAndAnArchivedOneRests() {
        LineView line = approved(fresh("Copper"));
        as(diplomat, () -> lines.change(line.id(), line.version(), english(fresh("Zinc"))));
        assertThatThrownBy(() -> as(diplomat, () -> lines.change(line.id(), line.version(), english(TRANSIT))))
                .isInstanceOf(StaleVersionException.class);
        LineView archived =
                as(diplomat, () -> lines.archive(line.id(), lines.get(line.id()).version()));
        assertThat(found(diplomat, "copper")).isEmpty();
        assertThat(listed(diplomat, null)).doesNotContain(line.id());
        refused("crm.line.error.archived", () -> as(diplomat, () -> lines.propose(line.id(), archived.version())));
        refused("crm.line.error.not-in-use", () -> as(diplomat, () -> lines.use(used(line, 1, null, null))));
        as(diplomat, () -> lines.restore(line.id(), archived.version()));
        assertThat(found(diplomat, "copper")).containsExactly(line.id());
        assertThat(as(viewer, () -> lines.history(line.id(), Paging.first(20))).items())
                .hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void findingAndListingTakeAHandfulOfStatements() {
        for (String word : List.of("Iron", "Nickel", "Cobalt", "Lithium")) {
            approved(fresh(word));
        }
        assertThat(StatementCounter.statementsOf(() -> found(diplomat, "iron nickel cobalt lithium")))
                .hasSize(3);
        assertThat(StatementCounter.statementsOf(() -> listed(diplomat, null)))
                .as("the lines, and their topics")
                .hasSize(2);
    }

    // ---- topics

    @Test
    void aLineIsListedByItsTopicsAndThoseAboveThem() {
        TopicId water = topic("water");
        TopicId rivers = topicBelow(water, "Rivers");
        LineView line = approved(about(fresh("Dams"), List.of(rivers, topic("energy"))));
        LineView other = approved(fresh("Visas"));
        assertThat(line.topics().keySet()).containsExactly(rivers, topic("energy"));
        assertThat(line.topics().values()).extracting(name -> name.in("en")).contains("Energy");
        assertThat(listedAbout(diplomat, rivers)).containsExactly(line.id());
        assertThat(listedAbout(diplomat, water)).contains(line.id()).doesNotContain(other.id());
        assertThat(as(viewer, () -> lines.list(query(water), Paging.first(50))).items())
                .filteredOn(one -> one.id().equals(line.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.topics())
                        .extracting(name -> name.in("en"))
                        .containsExactly("Rivers " + unique, "Energy"));
        assertThat(as(diplomat, () -> lines.count(query(rivers), 0))).isEqualTo(1);
        LineView secret = approved(new LineDetails(
                Map.of("en", fresh("Wells")),
                List.of(),
                null,
                Sensitivity.CONFIDENTIAL,
                manager.id(),
                List.of(rivers)));
        assertThat(listedAbout(manager, rivers)).containsExactly(secret.id(), line.id());
        assertThat(listedAbout(viewer, rivers)).containsExactly(line.id());
        assertThat(as(viewer, () -> lines.count(query(rivers), 0))).isEqualTo(1);
        assertThat(listedAbout(foreigner, rivers)).isEmpty();
        assertThat(StatementCounter.statementsOf(() -> listedAbout(diplomat, water)))
                .hasSize(2);
    }

    @Test
    void topicsAreOfTheLineAtOnceAndWhoKnowsNothingOfThemLosesNone() {
        TopicId water = topic("water");
        TopicId energy = topic("energy");
        LineDetails details = about(fresh("Pumps"), List.of(water));
        LineView line = approved(details);
        LineView more = as(
                diplomat,
                () -> lines.change(
                        line.id(), line.version(), about(details.texts().get("en"), List.of(water, energy))));
        assertThat(more.topics().keySet()).containsExactly(water, energy);
        assertThat(more.next()).as("no edition is begun for it").isNull();
        LineView older = as(diplomat, () -> lines.change(more.id(), more.version(), english(fresh("Other words"))));
        assertThat(older.topics().keySet()).as("an older caller").containsExactly(water, energy);
        assertThat(as(viewer, () -> lines.history(line.id(), Paging.first(20))).items())
                .flatExtracting(AuditEntry::changes)
                .extracting(FieldChange::field, FieldChange::after)
                .contains(tuple("topics[1]", energy.toString()));

        TopicId mine = topicBelow(water, "Springs");
        LineView kept =
                as(diplomat, () -> lines.change(older.id(), older.version(), about(fresh("Springs"), List.of(mine))));
        archived(mine);
        LineView still = as(
                diplomat,
                () -> lines.change(kept.id(), kept.version(), about(fresh("Springs again"), List.of(mine, water))));
        assertThat(still.topics().keySet()).as("archived, and stays").containsExactly(mine, water);
        assertThat(invalid(diplomat, () -> lines.draft(about(fresh("New"), List.of(mine, water, water)))))
                .containsExactly(
                        tuple("topics[0]", "crm.line.error.topic"), tuple("topics[2]", "crm.line.error.topic-twice"));
        assertThat(invalid(diplomat, () -> lines.draft(about(fresh("New"), Collections.nCopies(11, water)))))
                .contains(tuple("topics", "crm.line.error.topics"));
        LineView none =
                as(diplomat, () -> lines.change(still.id(), still.version(), about(fresh("Springs again"), List.of())));
        assertThat(none.topics()).isEmpty();
    }

    // ---- contradictions

    // U8: two different answers to the same question are shown as a contradiction.
    @Test
    void twoLinesInUseThatAnswerTheSameQuestionDifferentlyContradictEachOther() {
        LineView one = approved(asked("What is our position on the tariff of", "We are for it."));
        LineView other = approved(asked("What is the position on tariffs of", "We are against it."));
        approved(asked("What is our position on the tariff of", "We are for it!"));
        approved(asked("Who pays for the bridge at", "The builder."));
        assertThat(contradicted(diplomat, one)).containsExactly(other.id());
        assertThat(as(diplomat, () -> lines.contradictions(other.id())))
                .filteredOn(found -> found.other().equals(one.id()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.language()).isEqualTo("en");
                    assertThat(found.likeness()).isBetween(75, 100);
                    assertThat(found.contradicts()).isTrue();
                    assertThat(Objects.requireNonNull(found.texts().get("en")).answer())
                            .isEqualTo("We are for it.");
                });
        assertThat(contradicting(diplomat)).contains(one.id(), other.id()).hasSize(3);
        long counted = as(diplomat, () -> lines.count(LineQuery.CONTRADICTING, 0));
        assertThat(counted)
                .isEqualTo(as(diplomat, () -> lines.list(LineQuery.CONTRADICTING, Paging.first(100)))
                        .items()
                        .size());
        assertThat(StatementCounter.statementsOf(() -> contradicted(diplomat, one)))
                .hasSize(1);
        assertThat(StatementCounter.statementsOf(() -> contradicting(diplomat))).hasSize(2);

        over(other, 1);
        assertThat(contradicted(diplomat, one)).as("one that is over").isEmpty();
        assertThat(contradicting(diplomat)).isEmpty();
        over(other, 0);
        assertThat(contradicted(diplomat, one)).as("the last day counts").containsExactly(other.id());
        LineView gone = as(manager, () -> lines.archive(other.id(), other.version()));
        assertThat(contradicted(diplomat, one)).as("an archived one").isEmpty();
        LineView back = as(manager, () -> lines.restore(other.id(), gone.version()));
        assertThat(contradicted(diplomat, one)).containsExactly(other.id());
        as(manager, () -> lines.withdraw(other.id(), back.version(), "No longer true"));
        assertThat(contradicted(diplomat, one)).as("one that is withdrawn").isEmpty();
        assertThat(as(diplomat, () -> lines.count(LineQuery.CONTRADICTING, 0))).isEqualTo(counted - 3);
    }

    // Z7, Z8: a hidden line is not shown, and not counted.
    @Test
    void aContradictionIsToldToThoseAloneWhoMaySeeBothLines() {
        LineView open = approved(asked("What is our position on the dam of", "We are for it."));
        long counted = as(viewer, () -> lines.count(LineQuery.CONTRADICTING, 0));
        LineView secret = approved(new LineDetails(
                Map.of("en", asked("What is our position on the dam of", "We are against it.")),
                List.of(),
                null,
                Sensitivity.CONFIDENTIAL,
                manager.id()));
        assertThat(contradicted(manager, open)).containsExactly(secret.id());
        assertThat(contradicted(viewer, open)).isEmpty();
        assertThat(contradicting(viewer)).isEmpty();
        assertThat(as(viewer, () -> lines.count(LineQuery.CONTRADICTING, 0))).isEqualTo(counted);
        absent(viewer, () -> lines.contradictions(secret.id()));
        absent(foreigner, () -> lines.contradictions(open.id()));
        int before = histories(viewer, open);
        as(manager, () -> lines.judge(new LineVerdict(open.id(), 1, secret.id(), 1, false)));
        assertThat(contradicting(manager)).isEmpty();
        assertThat(histories(viewer, open)).as("the question of the hidden one").isEqualTo(before);
        assertThat(histories(manager, open)).isEqualTo(before + 1);
        absent(otherManager, () -> lines.judge(new LineVerdict(open.id(), 1, secret.id(), 1, true)));
    }

    @Test
    void whatAnOfficerSaysOfTwoLinesCountsUntilOneOfThemHasANewEdition() {
        LineView one = approved(asked("What is our position on the canal of", "We are for it."));
        LineView other = approved(asked("What is our position on the canal of", "We are against it."));
        LineView third = approved(asked("Which ships pass at", "All of them."));
        LineVerdict none = new LineVerdict(one.id(), 1, other.id(), 1, false);
        assertThatThrownBy(() -> as(diplomat, () -> lines.judge(none))).isInstanceOf(NotPermittedException.class);
        refused(
                "crm.line.error.replaced",
                () -> as(manager, () -> lines.judge(new LineVerdict(one.id(), 1, other.id(), 2, false))));
        assertThat(invalid(manager, () -> lines.judge(new LineVerdict(one.id(), 1, one.id(), 1, true))))
                .containsExactly(tuple("other", "crm.line.error.contradiction-self"));
        assertThat(as(manager, () -> lines.judge(none))).singleElement().satisfies(said -> {
            assertThat(said.contradicts()).isFalse();
            assertThat(said.saidBy()).isEqualTo(manager.name());
        });
        assertThat(contradicted(diplomat, one)).isEmpty();
        assertThat(contradicted(diplomat, other)).isEmpty();
        assertThat(contradicting(diplomat)).isEmpty();
        assertThat(as(viewer, () -> lines.history(other.id(), Paging.first(20))).items())
                .flatExtracting(AuditEntry::changes)
                .extracting(FieldChange::field)
                .contains("agrees.en");

        as(otherManager, () -> lines.judge(new LineVerdict(third.id(), 1, one.id(), 1, true)));
        assertThat(contradicted(diplomat, one)).as("asked in quite other words").containsExactly(third.id());
        assertThat(contradicting(diplomat)).containsExactlyInAnyOrder(one.id(), third.id());

        LineView changed = as(
                diplomat,
                () -> lines.change(
                        one.id(), one.version(), english(asked("What is our position on the canal of", "Perhaps."))));
        LineView proposed = as(diplomat, () -> lines.propose(changed.id(), changed.version()));
        assertThat(contradicted(diplomat, one)).as("nothing new is in use yet").containsExactly(third.id());
        as(otherManager, () -> lines.approve(proposed.id(), proposed.version()));
        assertThat(contradicted(diplomat, one)).as("both are taken back").containsExactly(other.id());
        assertThat(as(viewer, () -> lines.history(third.id(), Paging.first(1))).items())
                .flatExtracting(AuditEntry::changes)
                .filteredOn(change -> change.field().equals("contradicts.en"))
                .singleElement()
                .satisfies(change -> assertThat(change.after()).isNull());
    }

    @Test
    void ofTwoLinesApprovedAtTheSameMomentTheContradictionIsFound() throws Exception {
        Officer author = officers.officer(Role.DIPLOMAT, mission, Sensitivity.CONFIDENTIAL);
        List<LineView> proposed = new ArrayList<>();
        for (String answer : List.of("Yes.", "No.", "Perhaps.")) {
            LineView drafted =
                    as(author, () -> lines.draft(english(asked("Does the mission support the tunnel of", answer))));
            proposed.add(as(author, () -> lines.propose(drafted.id(), drafted.version())));
        }
        Together.atOnce(
                3,
                number -> as(
                        otherManager,
                        () -> lines.approve(
                                proposed.get(number).id(), proposed.get(number).version())));
        for (LineView line : proposed) {
            assertThat(contradicted(diplomat, line))
                    .containsExactlyInAnyOrderElementsOf(proposed.stream()
                            .map(LineView::id)
                            .filter(id -> !id.equals(line.id()))
                            .toList());
        }
    }

    @Test
    void linesThatWereApprovedBeforeLinesWereComparedAreComparedByNight() {
        LineView one = approved(asked("What is our position on the port of", "We are for it."));
        LineView other = approved(asked("What is our position on the port of", "We are against it."));
        for (String table : List.of("crm_line_pair", "crm_line_wording")) {
            database.sql("delete from " + table + " where line_id in (?, ?)")
                    .params(Bytes16.of(one.id()), Bytes16.of(other.id()))
                    .update();
        }
        assertThat(contradicted(diplomat, one)).isEmpty();
        notCompared.run();
        notCompared.run();
        assertThat(contradicted(diplomat, one)).containsExactly(other.id());
    }

    // ---- noting a use

    @Test
    void aUseIsNotedOnceHoweverOftenItIsSent() throws Exception {
        LineView line = approved(fresh("Gravel"));
        UUID once = Ids.next();
        UsedLine used = new UsedLine(line.id(), 1, "en", null, null, null, once);
        List<UUID> noted =
                Together.atOnce(3, number -> as(diplomat, () -> lines.use(used)).id());
        assertThat(noted).containsOnly(once);
        assertThat(uses(diplomat, line)).hasSize(1);
        assertThat(as(diplomat, () -> lines.getUse(line.id(), once)).by()).isEqualTo(diplomat.name());
        absent(foreigner, () -> lines.getUse(line.id(), once));
        absent(diplomat, () -> lines.getUse(approved(fresh("Sand")).id(), once));
        refused("crm.line.error.use-noted", () -> as(manager, () -> lines.use(used)));
        over(line, 1);
        assertThat(as(diplomat, () -> lines.use(used)).id())
                .as("it was noted in time")
                .isEqualTo(once);
    }

    @Test
    void aUseIsNotedOfTheTimeWhenItWasButNotOfOneBeforeTheApprovalOrToCome() {
        LineView line = approved(fresh("Clay"));
        database.sql("update crm_line_edition set decided_at = ? where line_id = ?")
                .params(UtcTime.of(clock.instant().minus(Duration.ofDays(3))), Bytes16.of(line.id()))
                .update();
        Instant yesterday = clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);
        assertThat(as(diplomat, () -> lines.use(at(line, yesterday))).at()).isEqualTo(yesterday);
        assertThat(invalid(diplomat, () -> lines.use(at(line, yesterday.minus(Duration.ofDays(9))))))
                .containsExactly(tuple("at", "crm.line.error.use-earlier"));
        assertThat(invalid(diplomat, () -> lines.use(at(line, yesterday.plus(Duration.ofDays(9))))))
                .containsExactly(tuple("at", "crm.line.error.use-later"));
    }

    @Test
    void aRecordThatIsHiddenWhileAUseInItIsNotedHidesTheUse() throws Exception {
        LineView line = approved(fresh("Tundra"));
        DialogueId dialogue = inviting(Plans.evening("Hidden", Instant.now().plus(Duration.ofDays(9))));
        RecordRef during = new RecordRef("dialogue", dialogue.value());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<LineUse> noted = Objects.requireNonNull(new TransactionTemplate(transactions).execute(hiding -> {
                changed(dialogue, plans -> plans.as(Sensitivity.RESTRICTED));
                Future<LineUse> use = other.submit(() -> as(diplomat, () -> lines.use(used(line, 1, null, during))));
                // It has seen the dialogue as it was, and now waits to be written behind the change.
                await().atMost(Duration.ofSeconds(20)).until(() -> writesAUse() || use.isDone());
                return use;
            }));
            assertThat(noted.get(20, TimeUnit.SECONDS).during()).isEqualTo(during);
        } finally {
            other.shutdownNow();
        }
        assertThat(uses(diplomat, line)).hasSize(1);
        assertThat(uses(viewer, line)).isEmpty();
    }

    private boolean writesAUse() {
        return database.sql(
                                "select count(*) from information_schema.processlist where info like 'insert into crm_line_use %'")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static UsedLine at(LineView line, Instant at) {
        return new UsedLine(line.id(), 1, "en", null, null, at, null);
    }

    private TopicId topic(String handle) {
        return as(diplomat, () -> topics.tree("en")).stream()
                .filter(topic -> topic.details().handle().equals(handle))
                .map(TopicView::id)
                .findFirst()
                .orElseThrow();
    }

    private TopicId topicBelow(TopicId parent, String name) {
        return as(
                        administrator(),
                        () -> topics.create(new TopicDetails(
                                new LocalizedText(Map.of("en", name + " " + unique)),
                                (name + unique).toLowerCase(Locale.ROOT),
                                parent,
                                null)))
                .id();
    }

    private void archived(TopicId topic) {
        as(administrator(), () -> topics.archive(topic, topics.get(topic).version()));
    }

    private Officer administrator() {
        return officers.officer(Role.ADMINISTRATOR, mission, Sensitivity.INTERNAL);
    }

    private LineDetails about(@Nullable LineText text, List<TopicId> about) {
        LineDetails details = english(text);
        return new LineDetails(
                details.texts(),
                details.sources(),
                details.validUntil(),
                details.sensitivity(),
                details.owner(),
                about);
    }

    private static LineQuery query(TopicId topic) {
        return new LineQuery(null, null, topic, false, false, Archived.WITHOUT);
    }

    private List<LineId> listedAbout(Officer officer, TopicId topic) {
        return as(officer, () -> lines.list(query(topic), Paging.first(100))).items().stream()
                .map(LineSummary::id)
                .toList();
    }

    private LineText asked(String question, String answer) {
        return new LineText(question + " " + unique + "?", answer);
    }

    private List<LineId> contradicted(Officer officer, LineView line) {
        return as(officer, () -> lines.contradictions(line.id())).stream()
                .filter(Contradiction::contradicts)
                .map(Contradiction::other)
                .toList();
    }

    /** Those of this test: their questions end with its letters. */
    private List<LineId> contradicting(Officer officer) {
        return as(officer, () -> lines.list(LineQuery.CONTRADICTING, Paging.first(100))).items().stream()
                .filter(line -> line.question().in("en").contains(unique))
                .map(LineSummary::id)
                .toList();
    }

    private int histories(Officer officer, LineView line) {
        return as(officer, () -> lines.history(line.id(), Paging.first(50)))
                .items()
                .size();
    }

    private static EditionView current(LineView line) {
        return Objects.requireNonNull(line.current());
    }

    private static EditionView next(LineView line) {
        return Objects.requireNonNull(line.next());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private LineText fresh(String words) {
        return new LineText(words + " " + unique + "?", "About " + words + " we say what we always said.");
    }

    private LineDetails english(@Nullable LineText text) {
        return new LineDetails(
                Map.of("en", Objects.requireNonNull(text)),
                List.of(new LineSource("Speech of the minister", "https://mission.example/speech")),
                null,
                Sensitivity.INTERNAL,
                diplomat.id());
    }

    private LineView approved(LineText text) {
        return approved(text, null, Sensitivity.INTERNAL);
    }

    private LineView approved(LineText text, @Nullable LocalDate last, Sensitivity sensitivity) {
        return approved(new LineDetails(Map.of("en", text), List.of(), last, sensitivity, manager.id()));
    }

    private LineView approvedIn(Map<String, LineText> texts) {
        return approved(new LineDetails(texts, List.of(), null, Sensitivity.INTERNAL, diplomat.id()));
    }

    private LineView approved(LineDetails details) {
        Officer author = officers.officer(Role.DIPLOMAT, mission, Sensitivity.CONFIDENTIAL);
        LineView drafted = as(author, () -> lines.draft(details));
        LineView proposed = as(author, () -> lines.propose(drafted.id(), drafted.version()));
        return as(manager, () -> lines.approve(proposed.id(), proposed.version()));
    }

    /** Its last day was so many days ago. */
    private void over(LineView line, int days) {
        database.sql("update crm_line_edition set valid_until = ? where line_id = ?")
                .params(today().minusDays(days), Bytes16.of(line.id()))
                .update();
    }

    private List<LineId> found(Officer officer, String words) {
        return as(officer, () -> lines.find(words + " " + unique, 20)).stream()
                .filter(match -> match.texts().values().stream().anyMatch(text -> List.of(words.split(" ")).stream()
                        .anyMatch(text.question().toLowerCase(Locale.ROOT)::contains)))
                .map(LineMatch::line)
                .toList();
    }

    private Tuple first(String question) {
        LineMatch match = as(diplomat, () -> lines.find(question, 5)).get(0);
        return tuple(match.line(), match.language());
    }

    private List<LineId> listed(Officer officer, @Nullable LineStanding standing) {
        return as(
                        officer,
                        () -> lines.list(
                                new LineQuery(standing, null, null, false, false, Archived.WITHOUT), Paging.first(100)))
                .items()
                .stream()
                .map(LineSummary::id)
                .toList();
    }

    private List<LineUse> uses(Officer officer, LineView line) {
        return as(officer, () -> lines.uses(line.id(), Paging.first(20))).items();
    }

    private static UsedLine used(LineView line, int edition, @Nullable ContactId contact, @Nullable RecordRef during) {
        return new UsedLine(line.id(), edition, "en", contact, during);
    }
}
