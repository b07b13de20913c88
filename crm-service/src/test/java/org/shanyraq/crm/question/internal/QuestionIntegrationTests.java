package org.shanyraq.crm.question.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.GuestQuestion;
import org.shanyraq.crm.question.KnownAsker;
import org.shanyraq.crm.question.MailTrouble;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionFigures;
import org.shanyraq.crm.question.QuestionLoop;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.Timelines;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows G1 to G4, V10 and V11 of the features: what was asked, what was answered, and what is owed until it is. */
@ServiceTest
class QuestionIntegrationTests extends GuestScene {

    @Autowired
    private Questions questions;

    @Autowired
    private Commitments commitments;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private WorkingDays workingDays;

    @Autowired
    private Lines lines;

    @Autowired
    private Topics topics;

    @Autowired
    private Timelines timelines;

    @Autowired
    private Search search;

    @Autowired
    private AnswerMails mailOwner;

    @Autowired
    private PlatformTransactionManager transactions;

    private DialogueId dialogue = new DialogueId(new UUID(0, 0));

    QuestionIntegrationTests() {
        super("question-one", "question-two");
    }

    @BeforeEach
    void invite() {
        dialogue = inviting(Plans.about("Corridors " + unique));
    }

    // ---- what is kept

    @Test
    void aQuestionOfTheDeskIsAskedAndKeepsWhatTheAskerWas() {
        ContactId asker = registered(person("Aya"));
        OrganisationId house = organisation("House", null, Circle.BUSINESS, OrganisationKind.COMPANY);
        as(
                manager,
                () -> mandates.begin(
                        asker, post(house, PostRole.PRESIDENT), Tenure.since(PartialDate.parse("2020-01-01")), null));
        TopicId energy = topic("energy");
        QuestionDetails details = new QuestionDetails(
                null,
                Asker.of(asker),
                Answerer.of(protocol.id()),
                List.of(energy),
                "When does the " + unique + " open?",
                "fr",
                Sensitivity.PUBLIC);
        UUID entry = UUID.randomUUID();

        QuestionView noted = as(protocol, () -> questions.note(dialogue, details, null, entry));

        assertThat(noted.state()).isEqualTo(QuestionState.ASKED);
        assertThat(noted.summary().number()).isOne();
        assertThat(noted.summary().origin()).isEqualTo(QuestionOrigin.DESK);
        assertThat(noted.summary().to()).isEqualTo(protocol.name());
        assertThat(noted.summary().sensitivity()).isEqualTo(Sensitivity.INTERNAL);
        assertThat(noted.details()).isEqualTo(details);
        QuestionView.Standing standing = Objects.requireNonNull(noted.standing());
        assertThat(standing.organisation()).isEqualTo(house);
        assertThat(standing.role()).isEqualTo(PostRole.PRESIDENT);
        assertThat(as(protocol, () -> questions.note(dialogue, details, null, entry))
                        .id())
                .as("the same form sent twice")
                .isEqualTo(noted.id());
        for (QuestionQuery query : List.of(
                QuestionQuery.of(dialogue),
                QuestionQuery.with(asker),
                QuestionQuery.ALL.in(QuestionState.ASKED),
                new QuestionQuery(null, null, null, null, null, house, null, null, false, Archived.WITHOUT),
                new QuestionQuery(
                        unique, null, null, energy, null, house, QuestionOrigin.DESK, null, false, Archived.WITHOUT))) {
            assertThat(found(viewer, query)).as("%s", query).contains(noted.id().value());
            assertThat(as(viewer, () -> questions.count(query, 0)))
                    .isEqualTo(found(viewer, query).size());
        }
        assertThat(found(viewer, QuestionQuery.of(dialogue).in(QuestionState.ANSWERED)))
                .isEmpty();
        absent(foreigner, () -> questions.get(noted.id()));
        assertThatThrownBy(() -> as(viewer, () -> questions.note(dialogue, details, null, UUID.randomUUID())))
                .isInstanceOf(NotPermittedException.class);
        Officer administrator = officers.officer(Role.ADMINISTRATOR, mission, Sensitivity.CONFIDENTIAL);
        assertThatThrownBy(() -> as(administrator, () -> questions.get(noted.id())))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void theBestLineIsTheAnswerAndItsUseIsNotedOnTheAsker() {
        Officer otherManager = officers.officer(Role.MANAGER, mission, Sensitivity.RESTRICTED);
        LineView line = as(
                diplomat,
                () -> lines.draft(new LineDetails(
                        Map.of("en", new LineText("The " + unique + "?", "We build it.")),
                        List.of(),
                        null,
                        Sensitivity.INTERNAL,
                        diplomat.id())));
        LineView proposed = as(diplomat, () -> lines.propose(line.id(), line.version()));
        as(otherManager, () -> lines.approve(proposed.id(), proposed.version()));
        ContactId asker = registered(person("Aya"));
        GivenAnswer answer = new GivenAnswer("We build it.", Answerer.named("The minister"), line.id(), 1, "en");

        QuestionView noted = as(
                protocol,
                () -> questions.note(
                        dialogue, QuestionDetails.of(Asker.of(asker), "Who builds it?"), answer, UUID.randomUUID()));

        assertThat(noted.state()).isEqualTo(QuestionState.ANSWERED);
        assertThat(noted.answer()).isEqualTo(answer);
        assertThat(noted.answeredBy()).isEqualTo("The minister");
        assertThat(as(viewer, () -> lines.uses(line.id(), Paging.first(9))).items())
                .extracting(LineUse::contact, LineUse::during)
                .containsExactly(
                        tuple(asker, new RecordRef("question", noted.id().value())));
        QuestionView mended = as(
                protocol,
                () -> questions.answer(
                        noted.id(),
                        noted.version(),
                        new GivenAnswer("We build it well.", Answerer.NOBODY, line.id(), 1, "en")));
        assertThat(as(viewer, () -> lines.uses(line.id(), Paging.first(9))).items())
                .as("mending an answer is no second use")
                .hasSize(1);
        QuestionView back = as(protocol, () -> questions.stepBack(mended.id(), mended.version()));
        assertThat(back.state()).isEqualTo(QuestionState.ASKED);
        assertThat(back.answer()).isNull();
    }

    @Test
    void aGuestsQuestionWaitsUntilSomebodyApprovesIt() {
        UUID entry = UUID.randomUUID();
        GuestQuestion sent = new GuestQuestion(entry, null, "Why not sooner, " + unique + "?", "fr");
        QuestionView received = as(Officer.system(home()), () -> questions.receive(dialogue, sent));
        assertThat(as(Officer.system(home()), () -> questions.receive(dialogue, sent))
                        .id())
                .isEqualTo(received.id());
        assertThat(received.state()).isEqualTo(QuestionState.RECEIVED);
        assertThat(received.summary().origin()).isEqualTo(QuestionOrigin.GUEST);
        assertThat(received.summary().anonymous()).isTrue();
        assertThat(received.summary().language()).isEqualTo("fr");
        refused(
                "crm.question.error.act.answer",
                () -> as(protocol, () -> questions.answer(received.id(), received.version(), GivenAnswer.of("So."))));
        QuestionView approved = as(protocol, () -> questions.approve(received.id(), received.version()));
        assertThat(approved.state()).isEqualTo(QuestionState.APPROVED);
        assertThatThrownBy(() -> as(protocol, () -> questions.ask(received.id(), received.version())))
                .isInstanceOf(StaleVersionException.class);
        assertThat(invalid(
                        protocol, () -> questions.decline(approved.id(), approved.version(), DeclineReason.OTHER, " ")))
                .containsExactly(tuple("remark", "crm.question.error.remark-missing"));
        QuestionView declined =
                as(protocol, () -> questions.decline(approved.id(), approved.version(), DeclineReason.NO_TIME, null));
        assertThat(declined.declined()).isEqualTo(DeclineReason.NO_TIME);
        assertThat(as(protocol, () -> questions.stepBack(declined.id(), declined.version()))
                        .state())
                .isEqualTo(QuestionState.APPROVED);
    }

    @Test
    void theRunningOrderIsMovedQuestionByQuestion() {
        QuestionView one = noted("One?");
        QuestionView two = noted("Two?");
        QuestionView three = noted("Three?");
        QuestionView four = noted("Four?");
        moved(four, two);
        assertThat(order()).containsExactly(1, 4, 2, 3);
        moved(one, three);
        assertThat(order()).containsExactly(4, 2, 1, 3);
        moved(four, null);
        assertThat(order()).containsExactly(2, 1, 3, 4);
        noted("Five?");
        assertThat(order()).containsExactly(2, 1, 3, 4, 5);
        assertThat(as(protocol, () -> questions.get(two.id())).version())
                .as("nobody who works on one is disturbed")
                .isEqualTo(two.version());
    }

    private void moved(QuestionView question, @Nullable QuestionView before) {
        as(protocol, () -> {
            questions.reorder(question.id(), before == null ? null : before.id());
            return true;
        });
    }

    private List<Integer> order() {
        return as(viewer, () -> questions.running(dialogue)).stream()
                .map(QuestionSummary::number)
                .toList();
    }

    @Test
    void votesOfAMergedQuestionCountOnceAndGoBackWithIt() {
        QuestionView one = noted("One?");
        QuestionView two = noted("The same as one?");
        QuestionView three = noted("The same as well?");
        votes(one, 3);
        votes(two, 4);
        QuestionView merged = as(protocol, () -> questions.merge(two.id(), two.version(), one.id()));
        assertThat(merged.summary().mergedInto()).isEqualTo(1);
        QuestionView stands = as(protocol, () -> questions.get(one.id()));
        assertThat(stands.summary().votes()).isEqualTo(7);
        assertThat(stands.merged()).extracting(QuestionView.Merged::number).containsExactly(2);
        assertThat(invalid(protocol, () -> questions.merge(three.id(), three.version(), two.id())))
                .containsExactly(tuple("into", "crm.question.error.into-over"));
        QuestionView away = as(protocol, () -> questions.merge(one.id(), stands.version(), three.id()));
        refused(
                "crm.question.error.split-other-first",
                () -> as(protocol, () -> questions.split(merged.id(), merged.version())));
        as(protocol, () -> questions.split(away.id(), away.version()));
        as(protocol, () -> questions.split(merged.id(), merged.version()));
        assertThat(as(protocol, () -> questions.running(dialogue)))
                .extracting(QuestionSummary::votes)
                .containsExactly(3, 4, 0);
    }

    private void votes(QuestionView question, int votes) {
        database.sql("update crm_question set votes = ? where id = unhex(?)")
                .params(votes, question.id().toString().replace("-", ""))
                .update();
    }

    // ---- who sees it

    @Test
    void aQuestionIsNeverLessSensitiveThanItsDialogueAndFollowsItAtOnce() {
        QuestionView noted = noted("Open?");
        assertThat(as(viewer, () -> questions.get(noted.id())).summary().sensitivity())
                .isEqualTo(Sensitivity.INTERNAL);
        changedAs(Sensitivity.CONFIDENTIAL);
        Officer uncleared = officers.officer(Role.VIEWER, mission, Sensitivity.INTERNAL);
        absent(uncleared, () -> questions.get(noted.id()));
        assertThat(found(uncleared, QuestionQuery.ALL))
                .doesNotContain(noted.id().value());
        QuestionView now = as(clearedProtocol, () -> questions.get(noted.id()));
        assertThat(now.summary().sensitivity()).isEqualTo(Sensitivity.CONFIDENTIAL);
        assertThat(as(clearedProtocol, () -> questions.history(noted.id(), Paging.first(9)))
                        .items())
                .extracting(AuditEntry::action)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private void changedAs(Sensitivity sensitivity) {
        var view = as(clearedProtocol, () -> dialogues.get(dialogue));
        as(
                clearedProtocol,
                () -> dialogues.change(
                        dialogue,
                        view.version(),
                        new Plans(view.details()).as(sensitivity).details()));
    }

    @Test
    void anAskerWhomTheOfficerMayNotSeeIsNobodyAndStaysWhenOthersChangeTheQuestion() {
        ContactId hidden = registered(person("Aya").with(Sensitivity.CONFIDENTIAL));
        QuestionView noted = as(
                clearedProtocol,
                () -> questions.note(
                        dialogue, QuestionDetails.of(Asker.of(hidden), "Who am I?"), null, UUID.randomUUID()));
        Officer uncleared = officers.officer(Role.PROTOCOL, mission, Sensitivity.INTERNAL);
        QuestionView seen = as(uncleared, () -> questions.get(noted.id()));
        assertThat(seen.summary().askerHidden()).isTrue();
        assertThat(seen.summary().asker()).isNull();
        assertThat(seen.details().asker()).isEqualTo(Asker.ANONYMOUS);
        assertThat(seen.standing()).isNull();
        assertThat(found(uncleared, QuestionQuery.with(hidden))).isEmpty();
        as(
                uncleared,
                () -> questions.change(
                        noted.id(), noted.version(), seen.details().withText("Who am I then?")));
        assertThat(as(clearedProtocol, () -> questions.get(noted.id()))
                        .details()
                        .asker())
                .isEqualTo(Asker.of(hidden));
        assertThat(as(uncleared, () -> questions.history(noted.id(), Paging.first(9)))
                        .items())
                .extracting(AuditEntry::kind)
                .containsOnly("question");
    }

    @Test
    void thePartOfTheDialogueSaysWhetherTheAskerMayBeNamedToOthers() {
        DialogueView now = as(protocol, () -> dialogues.get(dialogue));
        AgendaItem open = AgendaItem.of(AgendaItemKind.QUESTIONS, 30);
        AgendaItem quiet = new AgendaItem(
                null,
                AgendaItemKind.QUESTIONS,
                LocalizedText.of("en", "Behind closed doors"),
                30,
                List.of(),
                Attribution.NOT_FOR_ATTRIBUTION);
        DialogueView planned = as(
                protocol,
                () -> dialogues.change(dialogue, now.version(), now.details().withAgenda(List.of(open, quiet))));
        assertThat(planned.details().agenda())
                .extracting(AgendaItem::attribution)
                .containsExactly(Attribution.ON_RECORD, Attribution.NOT_FOR_ATTRIBUTION);
        QuestionDetails details = QuestionDetails.of(Asker.named("Somebody"), "Why?");
        List<QuestionSummary> noted = planned.details().agenda().stream()
                .map(part -> new QuestionDetails(
                        part.id(),
                        details.asker(),
                        details.to(),
                        List.of(),
                        details.text(),
                        null,
                        details.sensitivity()))
                .map(there -> as(protocol, () -> questions.note(dialogue, there, null, UUID.randomUUID()))
                        .summary())
                .toList();
        QuestionSummary named = noted.get(0);
        QuestionSummary unnamed = noted.get(1);
        assertThat(named.askerForOthers()).isEqualTo("Somebody");
        assertThat(unnamed.attribution()).isEqualTo(Attribution.NOT_FOR_ATTRIBUTION);
        assertThat(unnamed.asker()).isEqualTo("Somebody");
        assertThat(unnamed.askerForOthers()).isNull();
    }

    // ---- what was taken away

    @Test
    void whatIsTakenAwayIsOwedToTheAskerUntilTheAnswerIsClearedAndGiven() {
        ContactId asker = registered(person("Aya"));
        QuestionView noted = as(
                diplomat,
                () -> questions.note(
                        dialogue,
                        QuestionDetails.of(Asker.of(asker), "How much, " + unique + "?"),
                        null,
                        UUID.randomUUID()));
        QuestionView taken = as(diplomat, () -> questions.takeAway(noted.id(), noted.version(), diplomat.id(), null));
        assertThat(taken.state()).isEqualTo(QuestionState.TAKEN_AWAY);
        QuestionLoop loop = Objects.requireNonNull(taken.loop());
        assertThat(loop.dueOn())
                .isEqualTo(as(diplomat, () -> workingDays.after(workingDays.today(), WorkingDays.USUAL)));
        var commitment = as(viewer, () -> commitments.get(Objects.requireNonNull(loop.commitment())));
        assertThat(commitment.details().contact()).isEqualTo(asker);
        assertThat(commitment.details().source())
                .isEqualTo(new RecordRef("question", noted.id().value()));
        var followUp = as(viewer, () -> followUps.get(Objects.requireNonNull(loop.followUp())));
        assertThat(followUp.details().owner()).isEqualTo(diplomat.id());
        assertThat(followUp.details().links()).extracting(RecordRef::kind).containsExactly("question", "commitment");

        QuestionView drafted = as(diplomat, () -> questions.draft(taken.id(), taken.version(), "Nothing at all."));
        assertThatThrownBy(() -> as(diplomat, () -> questions.clear(drafted.id(), drafted.version())))
                .isInstanceOf(NotPermittedException.class);
        QuestionView returned =
                as(manager, () -> questions.giveBack(drafted.id(), drafted.version(), "Say how little."));
        assertThat(Objects.requireNonNull(returned.loop()).returned()).isEqualTo("Say how little.");
        QuestionView own = as(manager, () -> questions.draft(returned.id(), returned.version(), "Ten."));
        refused("crm.question.error.own-draft", () -> as(manager, () -> questions.clear(own.id(), own.version())));
        Officer other = officers.officer(Role.MANAGER, mission, Sensitivity.RESTRICTED);
        QuestionView cleared = as(other, () -> questions.clear(own.id(), own.version()));
        assertThat(Objects.requireNonNull(cleared.loop()).clearedBy()).isEqualTo(other.name());
    }

    @Test
    void theClearedAnswerGoesToTheAskerByMailAndTheQuestionIsClosedWhenItWentOut() {
        ContactId asker = registered(person("Aya"));
        QuestionDetails details = new QuestionDetails(
                null,
                Asker.of(asker),
                Answerer.NOBODY,
                List.of(),
                "Combien, " + unique + " ?",
                "fr",
                Sensitivity.PUBLIC);
        QuestionView noted = as(diplomat, () -> questions.note(dialogue, details, null, UUID.randomUUID()));
        QuestionView taken = as(diplomat, () -> questions.takeAway(noted.id(), noted.version(), diplomat.id(), null));
        QuestionView drafted = as(diplomat, () -> questions.draft(taken.id(), taken.version(), "Dix."));
        assertThat(mails(noted)).isEmpty();
        QuestionView cleared = as(manager, () -> questions.clear(drafted.id(), drafted.version()));
        assertThat(Objects.requireNonNull(cleared.loop()).trouble()).isNull();
        Mail mail = mails(noted).get(0);
        assertThat(mails(noted)).hasSize(1);
        assertThat(mail.to().address()).isEqualTo(address("Aya"));
        assertThat(mail.language()).isEqualTo("fr");
        refused(
                "crm.question.error.on-its-way",
                () -> as(diplomat, () -> questions.close(noted.id(), cleared.version())));
        MailText text = as(Officer.system(home()), () -> mailOwner.textOf(mail)).orElseThrow();
        assertThat(text.subject()).isEqualTo("Votre question : Corridors " + unique);
        assertThat(text.text()).contains("> Combien, " + unique + " ?").contains("Dix.");

        ended(mail, MailState.FAILED);
        QuestionView failed = as(viewer, () -> questions.get(noted.id()));
        assertThat(Objects.requireNonNull(failed.loop()).trouble()).isEqualTo(MailTrouble.FAILED);
        QuestionView again = as(diplomat, () -> questions.draft(noted.id(), failed.version(), "Onze."));
        assertThat(as(Officer.system(home()), () -> mailOwner.textOf(mail)))
                .as("what was called back is not sent")
                .isEmpty();
        as(manager, () -> questions.clear(noted.id(), again.version()));
        Mail second = mails(noted).get(1);
        ended(mail, MailState.SENT);
        assertThat(as(viewer, () -> questions.get(noted.id())).state())
                .as("an earlier mail closes nothing")
                .isEqualTo(QuestionState.TAKEN_AWAY);
        ended(second, MailState.SENT);
        ended(second, MailState.SENT);
        QuestionView closed = as(viewer, () -> questions.get(noted.id()));
        assertThat(closed.state()).isEqualTo(QuestionState.ANSWERED_AFTER);
        assertThat(Objects.requireNonNull(closed.answer()).text()).isEqualTo("Onze.");
        QuestionLoop loop = Objects.requireNonNull(closed.loop());
        assertThat(loop.mailedAt()).isNotNull();
        assertThat(loop.trouble()).isNull();
        var commitment = as(viewer, () -> commitments.get(Objects.requireNonNull(loop.commitment())));
        assertThat(commitment.state()).isEqualTo(CommitmentState.KEPT);
        assertThat(commitment.evidence()).isEqualTo("Onze.");
        assertThat(as(viewer, () -> followUps.get(Objects.requireNonNull(loop.followUp())))
                        .state())
                .isEqualTo(FollowUpState.DONE);
        for (RecordRef record :
                List.of(new RecordRef("contact", asker.value()), new RecordRef("dialogue", dialogue.value()))) {
            assertThat(as(viewer, () -> timelines.of(record, Set.of("question"), Paging.first(9)))
                            .items())
                    .extracting(TimelineEntry::event, entry -> entry.record().id(), TimelineEntry::personName)
                    .containsExactly(tuple("answered-after", noted.id().value(), "Aya " + unique));
        }
        assertThat(as(viewer, () -> search.find("onze " + unique, 10)))
                .extracting(SearchHit::kind, hit -> hit.id().value())
                .contains(tuple("question", noted.id().value()));
    }

    private List<Mail> mails(QuestionView question) {
        return database.sql(
                        "select id, occurrence, address, language, sensitivity from crm_mail where kind = 'question-answer'"
                                + " and subject_id = unhex(?) order by id")
                .param(question.id().toString().replace("-", ""))
                .query((row, index) -> new Mail(
                        new MailId(Bytes16.uuid(row, "id")),
                        home(),
                        "question-answer",
                        question.id().value(),
                        row.getString("occurrence"),
                        MailAddress.of(row.getString("address")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        row.getString("language"),
                        1))
                .list();
    }

    private void ended(Mail mail, MailState state) {
        as(Officer.system(home()), () -> new TransactionTemplate(transactions).execute(status -> {
            mailOwner.ended(mail, state, null);
            return true;
        }));
    }

    @Test
    void theFormOffersWhoAskedLastThenWhoCameThenTheGuestListThenAllContacts() {
        ContactId asked = registered(person("Aasked"));
        ContactId listed = approved(dialogue, person("Alisted")).contact();
        ContactId known = registered(person("Aknown"));
        ContactId hidden = registered(person("Ahidden").with(Sensitivity.CONFIDENTIAL));
        as(
                clearedProtocol,
                () -> questions.note(dialogue, QuestionDetails.of(Asker.of(hidden), "Who?"), null, UUID.randomUUID()));
        as(
                protocol,
                () -> questions.note(dialogue, QuestionDetails.of(Asker.of(asked), "When?"), null, UUID.randomUUID()));
        as(
                protocol,
                () -> questions.note(
                        dialogue,
                        QuestionDetails.of(Asker.named("Awalkin " + unique), "Where?"),
                        null,
                        UUID.randomUUID()));
        Officer uncleared = officers.officer(Role.PROTOCOL, mission, Sensitivity.INTERNAL);
        assertThat(as(uncleared, () -> questions.askers(dialogue, unique)))
                .extracting(one -> one.asker().contact(), KnownAsker::name, KnownAsker::place)
                .containsExactly(
                        tuple(null, "Awalkin " + unique, KnownAsker.Place.HERE),
                        tuple(asked, "Aasked " + unique, KnownAsker.Place.HERE),
                        tuple(listed, "Alisted " + unique, KnownAsker.Place.LISTED),
                        tuple(known, "Aknown " + unique, KnownAsker.Place.KNOWN));
    }

    @Test
    void somebodyWithoutAnAddressIsToldOtherwiseAndTheQuestionClosed() {
        QuestionView noted = noted("And the " + unique + "?");
        QuestionView taken = as(diplomat, () -> questions.takeAway(noted.id(), noted.version(), diplomat.id(), null));
        assertThat(Objects.requireNonNull(taken.loop()).commitment()).isNull();
        QuestionView drafted = as(diplomat, () -> questions.draft(taken.id(), taken.version(), "Ten."));
        QuestionView cleared = as(manager, () -> questions.clear(drafted.id(), drafted.version()));
        QuestionView closed = as(diplomat, () -> questions.close(cleared.id(), cleared.version()));
        assertThat(closed.state()).isEqualTo(QuestionState.ANSWERED_AFTER);
        assertThat(Objects.requireNonNull(closed.answer()).text()).isEqualTo("Ten.");
        assertThat(Objects.requireNonNull(closed.loop()).workingDays()).isZero();
        assertThat(as(
                                viewer,
                                () -> followUps.get(Objects.requireNonNull(
                                        Objects.requireNonNull(taken.loop()).followUp())))
                        .state())
                .isEqualTo(FollowUpState.DONE);
        QuestionFigures figures = as(viewer, () -> questions.figures(dialogue));
        assertThat(figures.all()).isOne();
        assertThat(figures.states().get(QuestionState.ANSWERED_AFTER)).isOne();
        assertThat(figures.medianDays()).isZero();
        for (QuestionState state : QuestionState.values()) {
            assertThat(figures.states().get(state))
                    .isEqualTo(as(
                            viewer,
                            () -> questions.count(QuestionQuery.of(dialogue).in(state), 0)));
        }
    }

    @Test
    void whoPutsAQuestionBackReleasesWhatWasUndertaken() {
        ContactId asker = registered(person("Aya"));
        QuestionView noted = as(
                diplomat,
                () -> questions.note(
                        dialogue, QuestionDetails.of(Asker.of(asker), "How much?"), null, UUID.randomUUID()));
        QuestionView taken = as(diplomat, () -> questions.takeAway(noted.id(), noted.version(), diplomat.id(), null));
        QuestionLoop loop = Objects.requireNonNull(taken.loop());
        QuestionView back = as(diplomat, () -> questions.stepBack(taken.id(), taken.version()));
        assertThat(back.state()).isEqualTo(QuestionState.ASKED);
        assertThat(back.loop()).isNull();
        assertThat(as(viewer, () -> commitments.get(Objects.requireNonNull(loop.commitment())))
                        .state())
                .isEqualTo(CommitmentState.RELEASED);
        assertThat(as(viewer, () -> followUps.get(Objects.requireNonNull(loop.followUp())))
                        .state())
                .isEqualTo(FollowUpState.DROPPED);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        ContactId strange = as(
                        foreigner,
                        () -> contacts.register(People.named("Far", unique).details()))
                .id();
        QuestionDetails wrong = new QuestionDetails(
                new AgendaItemId(UUID.randomUUID()),
                Asker.of(strange),
                Answerer.of(foreigner.id()),
                List.of(new TopicId(UUID.randomUUID())),
                "x".repeat(1_001),
                "zz",
                Sensitivity.PUBLIC);
        assertThat(invalid(protocol, () -> questions.note(dialogue, wrong, null, UUID.randomUUID())))
                .containsExactlyInAnyOrder(
                        tuple("text", "crm.question.error.too-long"),
                        tuple("part", "crm.question.error.part-unknown"),
                        tuple("language", "crm.question.error.language"),
                        tuple("asker.contact", "crm.question.error.asker-unknown"),
                        tuple("to", "crm.question.error.officer-unknown"),
                        tuple("topics", "crm.question.error.topic-unknown"));
    }

    // ---- helpers

    private QuestionView noted(String text) {
        return as(
                protocol,
                () -> questions.note(
                        dialogue, QuestionDetails.of(Asker.named("Somebody"), text), null, UUID.randomUUID()));
    }

    private List<UUID> found(Officer officer, QuestionQuery query) {
        return as(officer, () -> questions.list(query, Paging.first(100))).items().stream()
                .map(question -> question.id().value())
                .toList();
    }

    private MissionId home() {
        return Objects.requireNonNull(protocol.home());
    }

    private TopicId topic(String handle) {
        return as(diplomat, () -> topics.tree("en")).stream()
                .filter(topic -> topic.details().handle().equals(handle))
                .map(topic -> topic.id())
                .findFirst()
                .orElseThrow();
    }
}
