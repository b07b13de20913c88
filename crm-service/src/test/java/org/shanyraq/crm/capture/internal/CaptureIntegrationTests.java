package org.shanyraq.crm.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.capture.CaptureCandidate;
import org.shanyraq.crm.capture.CaptureChip;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.capture.CaptureDraft;
import org.shanyraq.crm.capture.CaptureKind;
import org.shanyraq.crm.capture.CaptureReading;
import org.shanyraq.crm.capture.Captured;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.Together;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Rows V1 and V3 of the features: one line becomes a conversation and all that follows from it. */
@ServiceTest
class CaptureIntegrationTests extends GuestScene {

    @Autowired
    Captures captures;

    @Autowired
    Interactions interactions;

    @Autowired
    FollowUps followUps;

    @Autowired
    Commitments commitments;

    @Autowired
    WorkingDays workingDays;

    @Autowired
    @Qualifier("crmClock")
    Clock clock;

    private LocalDate today = LocalDate.EPOCH;
    private long talksBefore;

    CaptureIntegrationTests() {
        super("capture-one", "capture-two");
    }

    @BeforeEach
    void lookAtTheDay() {
        today = LocalDate.now(clock);
        talksBefore = 0;
        talksBefore = talks();
    }

    // ---- what comes of a line

    @Test
    void oneLineMakesAConversationWithAllThatFollowsFromItLinked() {
        ContactId aliya = registered(person("Aliya"));
        ContactId bo = registered(person("Bo"));
        String line = "met @Aliya " + unique + " and @Bo " + unique
                + " yesterday at 9:15 at the Old Mill about #security: she backs *it*"
                + " !+2 send the text !we +3 print the map !they @Bo " + unique + " write back %restricted";

        Captured made = saved(diplomat, line);

        assertThat(tuple(made.people(), made.followUps(), made.commitments())).isEqualTo(tuple(0, 1, 2));
        InteractionView talk = talk(made);
        InteractionDetails details = talk.details();
        assertThat(details.kind()).isEqualTo(InteractionKind.MEETING);
        assertThat(details.day()).isEqualTo(today.minusDays(1));
        assertThat(details.time()).isEqualTo(LocalTime.of(9, 15));
        assertThat(details.place()).isEqualTo("Old Mill");
        assertThat(details.summary()).isEqualTo("she backs *it*");
        assertThat(details.sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(details.participants()).containsExactly(Participant.of(aliya), Participant.of(bo));
        assertThat(details.officers()).containsExactly(diplomat.id());
        assertThat(talk.topics().values()).extracting(name -> name.in("en")).containsExactly("Security and defence");

        FollowUpSummary followUp = followUps(made).get(0);
        assertThat(followUp.text()).isEqualTo("send the text");
        assertThat(followUp.owner()).isEqualTo(diplomat.id());
        assertThat(followUp.dueOn()).isEqualTo(as(diplomat, () -> workingDays.after(today, 2)));
        assertThat(followUp.sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(followUp.links())
                .extracting(link -> link.ref().id())
                .containsExactlyInAnyOrder(made.interaction().value(), aliya.value(), bo.value());

        assertThat(commitments(made))
                .extracting(CommitmentSummary::direction, CommitmentSummary::text, one -> one.links().stream()
                        .anyMatch(link -> link.ref().id().equals(aliya.value())))
                .containsExactlyInAnyOrder(
                        tuple(CommitmentDirection.OURS, "print the map", true),
                        tuple(CommitmentDirection.THEIRS, "write back", false));
    }

    @Test
    void whoIsNotKnownIsRegisteredOnceByNameAndAsSensitiveAsTheLine() {
        String name = "Жаңа " + unique;
        Captured made =
                saved(diplomat, "кездестім @\"" + name + "\": жоба жайлы !олар @\"" + name + "\" жауап беру %шектеулі");

        assertThat(made.people()).isOne();
        ContactId stranger = contactOf(made);
        ContactView contact = as(diplomat, () -> contacts.get(stranger));
        assertThat(contact.details().displayName()).isEqualTo(name);
        assertThat(contact.details().source()).contains("to be completed");
        assertThat(contact.details().sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(commitments(made)).hasSize(1);
    }

    @Test
    void whatIsNotClearIsSaidSoOfAndNothingIsSaved() {
        registered(person("Aliya"));
        String line = "met @Aliya " + unique + " frobnicate #nosuch" + unique + " !send the text !fri";

        CaptureReading reading = read(line);

        assertThat(reading.isClear()).isFalse();
        assertThat(reading.missing()).containsExactly("crm.capture.missing.said");
        assertThat(reading.chips())
                .filteredOn(chip -> !chip.isClear())
                .extracting(CaptureChip::said, CaptureChip::trouble)
                .containsExactly(
                        tuple("frobnicate", "crm.capture.trouble.unknown"),
                        tuple("#nosuch" + unique, "crm.capture.trouble.topic-unknown"),
                        tuple("!send the text", "crm.capture.trouble.day-missing"),
                        tuple("!fri", "crm.capture.trouble.text-missing"));
        assertThat(invalid(diplomat, () -> captures.save(line, List.of(), UUID.randomUUID())))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.toList().get(0)).isEqualTo("line"));
        assertThat(talks()).isZero();
    }

    @Test
    void ofSeveralOfOneNameTheOfficerSaysWhichOneAndThoseMetLatelyComeFirst() {
        ContactId first = registered(person("Aliya"));
        ContactId second =
                registered(person("Aliya").with(People.email("other@" + unique.toLowerCase(Locale.ROOT) + ".example")));
        String line = "met @Aliya " + unique + ": hello";

        CaptureChip unclear = read(line).of(CaptureKind.PERSON).get(0);
        assertThat(unclear.state()).isEqualTo(CaptureChip.State.UNCLEAR);
        assertThat(unclear.candidates())
                .extracting(one -> one.record().id())
                .containsExactlyInAnyOrder(first.value(), second.value());
        assertThat(invalid(diplomat, () -> captures.save(line, List.of(), UUID.randomUUID())))
                .hasSize(1);

        CaptureChoice choice = new CaptureChoice("aliya " + unique, contact(second));
        Captured made = as(diplomat, () -> captures.save(line, List.of(choice), UUID.randomUUID()));
        assertThat(contactOf(made)).isEqualTo(second);

        List<CaptureCandidate> now = read(line).of(CaptureKind.PERSON).get(0).candidates();
        assertThat(now).extracting(CaptureCandidate::met).containsExactly(true, false);
        assertThat(now.get(0).record()).isEqualTo(contact(second));
        assertThat(as(diplomat, () -> captures.suggest("@")))
                .extracting(CaptureCandidate::record)
                .contains(contact(second));
        assertThat(as(diplomat, () -> captures.suggest("@Ali " + unique.substring(0, 3))))
                .extracting(CaptureCandidate::record)
                .startsWith(contact(second));
    }

    @Test
    void aNameThatIsSpelledOtherwiseIsNobodyUntilTheOfficerSaysSo() {
        ContactId known = registered(person("Aliya"));
        String line = "met @Alya " + unique + ": hello";

        CaptureChip chip = read(line).of(CaptureKind.PERSON).get(0);
        assertThat(chip.state()).isEqualTo(CaptureChip.State.UNCLEAR);
        assertThat(chip.candidates()).extracting(CaptureCandidate::record).contains(contact(known));

        Captured asNew = as(
                diplomat,
                () -> captures.save(line, List.of(new CaptureChoice("Alya " + unique, null)), UUID.randomUUID()));
        assertThat(asNew.people()).isOne();
        assertThat(contactOf(asNew)).isNotEqualTo(known);
    }

    @Test
    void aGivenNameIsEnoughForWhomItIsAloneAndAFullNameOfSomebodyElseIsSomebodyElse() {
        ContactId known = registered(People.named(unique, "Sample"));

        CaptureChip alone = read("met @" + unique + " yesterday: hello")
                .of(CaptureKind.PERSON)
                .get(0);
        assertThat(alone.record()).isEqualTo(contact(known));

        CaptureChip other =
                read("met @" + unique + " Zzyzx: hello").of(CaptureKind.PERSON).get(0);
        assertThat(other.record()).isNull();
        assertThat(other.name()).isEqualTo(unique + " Zzyzx");
    }

    @Test
    void aNameInAnotherCaseIsOfferedAsWhoeverHasItAndIsNobodyByItself() {
        ContactId known = registered(People.named("Айгүл", unique));

        CaptureChip chip = read("кездестім @Айгүлмен " + unique + ": иә")
                .of(CaptureKind.PERSON)
                .get(0);

        assertThat(chip.state()).isEqualTo(CaptureChip.State.UNCLEAR);
        assertThat(chip.record()).isNull();
        assertThat(chip.candidates()).extracting(CaptureCandidate::record).contains(contact(known));
    }

    @Test
    void whatIsChosenForATopicIsNotChosenForAPersonOfTheSameName() {
        ContactId known = registered(People.named("Security", unique));
        RecordRef topic =
                read("met about #security: hello").of(CaptureKind.TOPIC).get(0).record();
        String line = "met @Security about #security: hello";

        for (List<CaptureChoice> choices : List.of(
                List.of(new CaptureChoice("security", topic), new CaptureChoice("Security", contact(known))),
                List.of(new CaptureChoice("Security", contact(known)), new CaptureChoice("security", topic)),
                List.of(new CaptureChoice("security", topic)))) {
            CaptureReading reading = as(diplomat, () -> captures.read(line, choices));
            assertThat(reading.of(CaptureKind.PERSON).get(0).record()).isEqualTo(contact(known));
            assertThat(reading.of(CaptureKind.TOPIC).get(0).record()).isEqualTo(topic);
        }
    }

    @Test
    void organisationsTakePartAreVisitedAndOwe() {
        OrganisationId house = organisation("House and Yard", null, Circle.BUSINESS, OrganisationKind.COMPANY);
        String name = "House and Yard of " + unique;

        Captured made = saved(diplomat, "visited @" + name + ": a tour !they 31.12 send prices");
        assertThat(talk(made).details().participants()).containsExactly(new Participant(null, name, null));
        assertThat(commitments(made).get(0).links())
                .extracting(link -> link.ref().id())
                .contains(house.value(), made.interaction().value());

        Captured at = saved(diplomat, "met @" + UnusualNames.next() + " at " + name + ": a tour");
        assertThat(talk(at).details().place()).isEqualTo(name);
        assertThat(at.people()).isOne();
    }

    @Test
    void aPromiseNeedsSomebodyAndADayOffIsSaidSo() {
        CaptureReading reading = read("met: a crowd !we 25.12 sing !they sing");
        assertThat(reading.of(CaptureKind.OURS).get(0).trouble()).isEqualTo("crm.capture.trouble.to-whom");
        assertThat(reading.of(CaptureKind.OURS).get(0).dayOff()).isNotNull();
        assertThat(reading.of(CaptureKind.THEIRS).get(0).day()).isNull();
    }

    // ---- once

    @Test
    void aFormMakesItsRecordsOnceHoweverOftenItIsSentAndByHowManyAtOnce() throws Exception {
        UUID token = UUID.randomUUID();
        String line = "met @Neu" + unique + ": hello !+1 write";
        List<Captured> all = Together.atOnce(4, number -> as(diplomat, () -> captures.save(line, List.of(), token)));

        assertThat(new HashSet<>(all)).hasSize(1);
        assertThat(invalid(diplomat, () -> captures.save("met: something else", List.of(), token)))
                .containsExactly(tuple("token", "crm.capture.error.saved-otherwise"));
        assertThat(talks()).isOne();
        assertThat(people()).hasSize(1);
        Officer colleague = officers.officer(Role.DIPLOMAT, mission, Sensitivity.CONFIDENTIAL);
        assertThat(as(colleague, () -> captures.save("met: quite something else", List.of(), token)))
                .isNotEqualTo(all.get(0));
    }

    @Test
    void whatWasTakenBackIsNotTakenForSaved() {
        UUID token = UUID.randomUUID();
        String line = "met @Neu" + unique + ": hello";
        Captured made = as(diplomat, () -> captures.save(line, List.of(), token));
        as(diplomat, () -> undone(made));
        assertThat(invalid(diplomat, () -> captures.save(line, List.of(), token)))
                .containsExactly(tuple("token", "crm.capture.error.undone"));
        assertThat(talks()).isZero();
    }

    @Test
    void somebodyWhomOthersMetMeanwhileStaysWhenTheLineIsTakenBack() {
        Captured made = saved(diplomat, "met @Neu" + unique + ": hello");
        Captured again = saved(diplomat, "called @Neu" + unique + ": once more");
        assertThat(again.people()).isZero();
        as(diplomat, () -> undone(made));
        assertThat(people()).hasSize(1);
        assertThat(talks()).isOne();
    }

    @Test
    void allPlacesOfALineAreKept() {
        organisation("Bureau", null, Circle.BUSINESS, OrganisationKind.COMPANY);
        String name = "Bureau of " + unique;
        Captured at = saved(diplomat, "met @" + UnusualNames.next() + " at " + name + " in Brussels: a tour");
        assertThat(talk(at).details().place()).isEqualTo(name + ", Brussels");
    }

    @Test
    void whatCannotBeMadeAsAWholeIsNotMadeAtAll() {
        Officer junior = officers.officer(Role.DIPLOMAT, mission, Sensitivity.INTERNAL);
        assertThat(invalid(
                        junior,
                        () -> captures.save("met @Neu" + unique + ": hi %restricted", List.of(), UUID.randomUUID())))
                .hasSize(1);
        // A day more than ten years ahead is refused by the follow-up alone, after contact and interaction were made.
        String far = today.plusYears(12).toString();
        assertThatThrownBy(() -> saved(diplomat, "met @Neu" + unique + ": hello !" + far + " write"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(talks()).isZero();
        assertThat(people()).isEmpty();
    }

    // ---- taking back

    @Test
    void whatALineMadeIsTakenBackAtOnceByWhoeverWroteIt() {
        Captured made = saved(diplomat, "met @Neu" + unique + ": hello !+1 write !we +2 send");

        absent(manager, () -> undone(made));
        as(diplomat, () -> undone(made));
        as(diplomat, () -> undone(made));

        assertThat(talk(made).archived()).isTrue();
        assertThat(people()).isEmpty();
        assertThat(followUps(made)).extracting(FollowUpSummary::state).containsExactly(FollowUpState.DROPPED);
        assertThat(commitments(made)).extracting(CommitmentSummary::state).containsExactly(CommitmentState.RELEASED);
    }

    @Test
    void nothingIsTakenBackWhenSomethingOfItWasChangedSince() {
        Captured made = saved(diplomat, "met @Neu" + unique + ": hello !+1 write");
        InteractionView talk = talk(made);
        as(diplomat, () -> interactions.archive(talk.id(), talk.version()));
        as(diplomat, () -> interactions.restore(talk.id(), talk.version() + 1));

        refused("crm.capture.error.changed", () -> as(diplomat, () -> undone(made)));

        assertThat(followUps(made)).extracting(FollowUpSummary::state).containsExactly(FollowUpState.OPEN);
        assertThat(people()).hasSize(1);
    }

    // ---- the form, and what is not finished

    @Test
    void theFormTakesAllOfALineOver() {
        ContactId aliya = registered(person("Aliya"));
        InteractionDetails begun = as(
                diplomat,
                () -> captures.begin(
                        "called @Aliya " + unique + " and @Neu" + unique + " #security frobnicate: hello !fri write",
                        List.of()));

        assertThat(begun.kind()).isEqualTo(InteractionKind.CALL);
        assertThat(begun.participants())
                .containsExactly(Participant.of(aliya), new Participant(null, "Neu" + unique, null));
        assertThat(begun.topics()).hasSize(1);
        assertThat(begun.summary()).isEqualTo("hello\n\nfrobnicate\n\n!fri write");
    }

    @Test
    void aLineThatIsNotFinishedIsKeptForItsOfficerUntilItIsSaved() {
        as(diplomat, () -> kept("met @Ali"));
        List<CaptureChoice> choices = List.of(
                new CaptureChoice("Aliya\u00a0X", contact(new ContactId(UUID.randomUUID()))),
                new CaptureChoice("Bo", null));
        as(diplomat, () -> {
            captures.keepDraft("met @Aliya: hal", choices);
            return true;
        });

        assertThat(as(diplomat, captures::draft)).isEqualTo(new CaptureDraft("met @Aliya: hal", choices));
        assertThat(as(manager, captures::draft)).isNull();

        saved(diplomat, "met @Aliya" + unique + ": hello");
        assertThat(as(diplomat, captures::draft)).isNull();
        as(diplomat, () -> kept("met"));
        as(diplomat, () -> kept(" "));
        assertThat(as(diplomat, captures::draft)).isNull();
    }

    @Test
    void aLineThatTheFormTookOverIsForgottenWhenTheFormIsSaved() {
        String line = "called @Neu" + unique + ": hello";
        as(diplomat, () -> {
            captures.handOver(line, List.of());
            return true;
        });
        assertThat(as(diplomat, captures::draft)).isEqualTo(new CaptureDraft(line, List.of()));

        as(diplomat, () -> interactions.log(captures.begin(line, List.of())));
        assertThat(as(diplomat, captures::draft)).isNull();

        as(diplomat, () -> kept("met"));
        as(diplomat, () -> interactions.log(captures.begin(line, List.of())));
        assertThat(as(diplomat, captures::draft)).isNotNull();
    }

    // ---- who may

    @Test
    void whoOnlyReadsSavesNothingAndNobodyIsFoundWhoIsHidden() {
        assertThatThrownBy(() -> saved(viewer, "met: hello")).isInstanceOf(NotPermittedException.class);
        ContactId hidden = registered(person("Aliya").with(Sensitivity.CONFIDENTIAL));
        ContactId foreign = as(
                        foreigner, () -> contacts.register(person("Aliya").details()))
                .id();

        CaptureChip chip =
                read("met @Aliya " + unique + ": hello").of(CaptureKind.PERSON).get(0);
        assertThat(chip.state()).isEqualTo(CaptureChip.State.NEW);
        assertThat(as(diplomat, () -> captures.suggest("@Aliya " + unique))).isEmpty();
        for (ContactId other : List.of(hidden, foreign)) {
            List<CaptureChoice> forged = List.of(new CaptureChoice("Aliya " + unique, contact(other)));
            assertThat(as(diplomat, () -> captures.read("met @Aliya " + unique + ": hello", forged))
                            .of(CaptureKind.PERSON)
                            .get(0)
                            .record())
                    .isNull();
        }
    }

    @Test
    void readingALineCostsFewStatements() {
        registered(person("Aliya"));
        registered(person("Bo"));
        String line = "met @Aliya " + unique + " and @Bo " + unique + " yesterday at #security: hello !fri write";
        assertThat(StatementCounter.statementsOf(() -> read(line))).hasSizeLessThan(45);
    }

    // ---- around

    private Captured saved(Officer officer, String line) {
        return as(officer, () -> captures.save(line, List.of(), UUID.randomUUID()));
    }

    private CaptureReading read(String line) {
        return as(diplomat, () -> captures.read(line, List.of()));
    }

    private boolean undone(Captured made) {
        captures.undo(made.id(), "undone");
        return true;
    }

    private boolean kept(String line) {
        captures.keepDraft(line, List.of());
        return true;
    }

    private static RecordRef contact(ContactId id) {
        return new RecordRef("contact", id.value());
    }

    private InteractionView talk(Captured made) {
        return as(diplomat, () -> interactions.get(made.interaction()));
    }

    private ContactId contactOf(Captured made) {
        ContactId contact = talk(made).details().participants().get(0).contact();
        return Objects.requireNonNull(contact);
    }

    private List<FollowUpSummary> followUps(Captured made) {
        Supplier<List<FollowUpSummary>> found = () -> followUps
                .list(FollowUpQuery.ALL.about(interaction(made.interaction())), Paging.first(20))
                .items();
        return as(diplomat, found);
    }

    private List<CommitmentSummary> commitments(Captured made) {
        Supplier<List<CommitmentSummary>> found = () -> commitments
                .list(CommitmentQuery.ALL.about(interaction(made.interaction())), Paging.first(20))
                .items();
        return as(diplomat, found);
    }

    private static RecordRef interaction(InteractionId id) {
        return new RecordRef("interaction", id.value());
    }

    /** How many conversations the officer had in this test. */
    private long talks() {
        InteractionQuery mine = new InteractionQuery(
                null, null, null, null, null, null, null, diplomat.id(), null, null, Archived.WITHOUT);
        return as(diplomat, () -> interactions.count(mine, 10_000)) - talksBefore;
    }

    private List<ContactId> people() {
        return as(diplomat, () -> contacts.list(ContactQuery.ALL.withText("Neu" + unique), Paging.first(10)))
                .items()
                .stream()
                .map(one -> one.id())
                .toList();
    }
}
