package org.shanyraq.crm.interaction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionFile;
import org.shanyraq.crm.interaction.InteractionFileId;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.KnownStance;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.SeenParticipant;
import org.shanyraq.crm.interaction.Stance;
import org.shanyraq.crm.interaction.StanceSource;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.timeline.Timelines;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.annotation.Autowired;

/** Rows I1, I3, I6, V1, V4, V9 of the features: what was talked about with whom, and who may know of it. */
@ServiceTest
class InteractionIntegrationTests extends OfficerScene {

    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 11);

    @Autowired
    Interactions interactions;

    @Autowired
    Contacts contacts;

    @Autowired
    Mandates mandates;

    @Autowired
    Organisations organisations;

    @Autowired
    Topics topics;

    @Autowired
    Search search;

    @Autowired
    Timelines timelines;

    @Autowired
    AuditLog log;

    @Autowired
    InteractionSights sights;

    @Autowired
    InteractionFiles files;

    // ---- what is kept
    // ------------------------------------------------------------------------------------------------------

    @Test
    void aConversationIsKeptAsItWasTold() {
        Officer diplomat = officers.diplomat("int-a");
        ContactId person = registered(diplomat, "Aya", "Example");
        TopicId energy = topic(diplomat, "energy");
        InteractionView logged = as(
                diplomat,
                () -> interactions.log(talk("Gas transit")
                        .with(Participant.of(person), new Participant(null, "Bob Passer-by", "House of the steppe"))
                        .by(diplomat)
                        .on(energy)
                        .text("They *agree* in principle.")
                        .stance(person, energy, Stance.LEANS_FOR)
                        .details()));

        InteractionView read = as(officers.viewer("int-a"), () -> interactions.get(logged.id()));
        assertThat(read.details().subject()).isEqualTo("Gas transit");
        assertThat(read.title()).isEqualTo("Gas transit");
        assertThat(read.state()).isEqualTo(InteractionState.HELD);
        assertThat(read.details().day()).isEqualTo(DAY);
        assertThat(read.details().time()).isEqualTo(LocalTime.of(15, 30));
        assertThat(read.participants())
                .extracting(SeenParticipant::name)
                .containsExactly("Aya Example", "Bob Passer-by");
        assertThat(read.details().officers()).containsExactly(diplomat.id());
        assertThat(read.topics().values()).extracting(name -> name.in("en")).containsExactly("Energy");
        assertThat(read.details().stances())
                .containsExactly(new StatedStance(person, energy, Stance.LEANS_FOR, DAY, StanceSource.SAID_TO_US));
        assertThat(read.enteredBy()).isEqualTo(diplomat.id());
        assertThat(read.limited()).isFalse();
    }

    @Test
    void withoutASubjectTheSummaryTellsWhatItIs() {
        Officer diplomat = officers.diplomat("int-a");
        InteractionView logged = as(
                diplomat,
                () -> interactions.log(talk(null)
                        .text("\n## **Visas** for students\n\nMore below.")
                        .details()));
        assertThat(logged.title()).isEqualTo("Visas for students");
    }

    @Test
    void loggingAConversationTakesAHandfulOfStatements() {
        Officer diplomat = officers.diplomat("int-a");
        ContactId one = registered(diplomat, "Count", "One");
        ContactId two = registered(diplomat, "Count", "Two");
        TopicId energy = topic(diplomat, "energy");
        InteractionDetails details = talk("Counted")
                .with(Participant.of(one), Participant.of(two))
                .by(diplomat)
                .on(energy)
                .stance(one, energy, Stance.NEUTRAL)
                .stance(two, energy, Stance.OPPOSES)
                .details();
        List<String> statements = StatementCounter.statementsOf(() -> as(diplomat, () -> interactions.log(details)));
        assertThat(statements).as(String.join("\n", statements)).hasSizeLessThanOrEqualTo(24);
    }

    // ---- what they were then
    // -----------------------------------------------------------------------------------------------

    @Test
    void postOrganisationAndCircleStayThoseOfThatDay() {
        Officer manager = officers.manager("int-b");
        OrganisationId ministry = organisation(manager, "Ministry of the Steppe", null, Circle.OFFICIAL);
        OrganisationId institute = organisation(manager, "Institute of the Steppe", null, Circle.EXPERT);
        ContactId person = registered(manager, "Mover", "Example");
        MandateView then = as(
                manager,
                () -> mandates.begin(
                        person,
                        post(ministry, PostRole.PRESIDENT),
                        Tenure.between(PartialDate.parse("2024-01-01"), PartialDate.parse("2026-06-30")),
                        null));
        as(
                manager,
                () -> mandates.begin(
                        person, post(institute, PostRole.HEAD), Tenure.since(PartialDate.parse("2026-07-01")), null));

        InteractionView logged = as(
                manager,
                () -> interactions.log(
                        talk("Before the move").with(Participant.of(person)).details()));
        assertThat(standing(logged).organisation()).isEqualTo(ministry);
        assertThat(standing(logged).circle()).isEqualTo(Circle.OFFICIAL);
        assertThat(standing(logged).role()).isEqualTo(PostRole.PRESIDENT);

        as(manager, () -> {
            MandateView now = mandates.get(then.id());
            mandates.remove(now.id(), now.version());
            return true;
        });
        InteractionView changed = as(
                manager,
                () -> interactions.change(
                        logged.id(),
                        logged.version(),
                        talk("Another word for it").with(Participant.of(person)).details()));
        assertThat(standing(changed).organisation())
                .as("whatever became of the mandate")
                .isEqualTo(ministry);
        PostId held = standing(changed).post();
        assertThat(titles(manager, query(asked -> asked.post = held))).containsExactly("Another word for it");
        assertThat(titles(manager, query(asked -> asked.within = ministry))).containsExactly("Another word for it");
        assertThat(titles(manager, query(asked -> asked.within = institute))).isEmpty();

        InteractionView moved = as(
                manager,
                () -> interactions.change(
                        logged.id(),
                        changed.version(),
                        talk("Later after all")
                                .day(LocalDate.of(2026, 8, 3))
                                .with(Participant.of(person))
                                .details()));
        assertThat(standing(moved).organisation()).as("it was another day").isEqualTo(institute);
        assertThat(standing(moved).circle()).isEqualTo(Circle.EXPERT);
    }

    // ---- who may know
    // ------------------------------------------------------------------------------------------------------

    @Test
    void whatIsForNamedReadersExistsForNobodyElse() {
        Officer diplomat = officers.diplomat("int-c");
        Officer protocol = officers.protocol("int-c");
        Officer manager = officers.manager("int-c");
        OrganisationId house = organisation(manager, "House of Secrets", null, Circle.OFFICIAL);
        ContactId person = registered(diplomat, "Whisper", "Example");
        as(manager, () -> mandates.begin(person, post(house, PostRole.HEAD), Tenure.UNKNOWN, null));
        TopicId energy = topic(diplomat, "energy");
        InteractionView logged = as(
                diplomat,
                () -> interactions.log(talk("Quietquiver agreement")
                        .with(Participant.of(person))
                        .by(diplomat, manager)
                        .on(energy)
                        .text("The word *zanzibarium* stands only here.")
                        .stance(person, energy, Stance.OPPOSES)
                        .as(Sensitivity.RESTRICTED)
                        .forReaders(protocol)
                        .details()));

        for (Officer reader : List.of(diplomat, protocol)) {
            assertThat(seen(reader, logged.id(), person, house, energy))
                    .as(reader.name())
                    .containsOnly(true);
        }
        for (Officer other : List.of(
                manager,
                officers.headquarters("int-c"),
                officers.officer(Role.VIEWER, "int-c", Sensitivity.CONFIDENTIAL),
                officers.manager("int-elsewhere"))) {
            assertThat(seen(other, logged.id(), person, house, energy))
                    .as(other.name())
                    .containsOnly(false);
            assertThatThrownBy(() -> as(other, () -> interactions.get(logged.id())))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> as(other, () -> interactions.history(logged.id(), Paging.first(10))))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> as(
                        manager,
                        () -> interactions.change(logged.id(), 0, talk("x").details())))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(manager, () -> interactions.archive(logged.id(), 0)))
                .isInstanceOf(NotFoundException.class);
        assertThat(audited(manager)).doesNotContain(logged.id().value());

        InteractionView opened = as(
                diplomat,
                () -> interactions.change(
                        logged.id(),
                        logged.version(),
                        talk("Quietquiver agreement")
                                .with(Participant.of(person))
                                .as(Sensitivity.RESTRICTED)
                                .details()));
        assertThat(opened.limited()).isFalse();
        assertThat(as(manager, () -> interactions.get(logged.id())).title()).isEqualTo("Quietquiver agreement");
        assertThat(as(manager, () -> interactions.history(logged.id(), Paging.first(50)))
                        .items())
                .extracting(entry -> entry.changes().toString())
                .as("what was noted while it was limited, or is taken out as it is opened, stays with its readers")
                .noneMatch(changes -> changes.contains("zanzibarium") || changes.contains("OPPOSES"));
        assertThat(as(
                                manager,
                                () -> log.list(
                                        new AuditQuery(null, null, logged.id().value(), null, null, null, null),
                                        Paging.first(50)))
                        .items())
                .extracting(entry -> entry.changes().toString())
                .noneMatch(changes -> changes.contains("OPPOSES"));
        assertThat(as(protocol, () -> interactions.history(logged.id(), Paging.first(50)))
                        .items())
                .extracting(entry -> entry.changes().toString())
                .anyMatch(changes -> changes.contains("zanzibarium"));
    }

    /** All ways by which one may come to know of it. */
    private List<Boolean> seen(
            Officer officer, InteractionId id, ContactId person, OrganisationId house, TopicId energy) {
        return as(
                officer,
                () -> List.of(
                        listed(InteractionQuery.ALL).contains(id),
                        interactions.count(query(asked -> asked.contact = person), 10) > 0,
                        interactions.count(query(asked -> asked.within = house), 10) > 0,
                        interactions.count(query(asked -> asked.topic = energy), 10) > 0,
                        listed(query(asked -> asked.text = "zanzibarium")).contains(id),
                        search.find("zanzibarium", 10).stream()
                                .anyMatch(hit -> hit.id().value().equals(id.value())),
                        search.find("quietquiver", 10).stream()
                                .anyMatch(hit -> hit.id().value().equals(id.value())),
                        interactions.stancesOf(person).stream()
                                .anyMatch(stance -> stance.interaction().equals(id)),
                        interactions.stancesWithin(house).stream()
                                .anyMatch(stance -> stance.interaction().equals(id)),
                        !sights.see(List.of(new RecordRef("interaction", id.value())), officer.scope())
                                .isEmpty(),
                        toldOf(new RecordRef("contact", person.value()), id),
                        toldOf(new RecordRef("organisation", house.value()), id),
                        // Met lately: left out of those without contact for years.
                        contacts.list(ContactQuery.ALL.withNoContactDays(3000), Paging.first(100)).items().stream()
                                        .noneMatch(contact -> contact.id().equals(person))
                                && contacts.list(ContactQuery.ALL, Paging.first(100)).items().stream()
                                        .anyMatch(contact -> contact.id().equals(person))));
    }

    private boolean toldOf(RecordRef subject, InteractionId id) {
        try {
            return timelines.of(subject, Set.of("interaction"), Paging.first(50)).items().stream()
                    .anyMatch(entry -> entry.record().id().equals(id.value()));
        } catch (NotFoundException beyondTheScope) {
            return false;
        }
    }

    private List<InteractionId> listed(InteractionQuery query) {
        return interactions.list(query, Paging.first(100)).items().stream()
                .map(InteractionSummary::id)
                .toList();
    }

    @Test
    void whatIsTooSensitiveIsHiddenAndPrivacyOfficersAndAdministratorsReadNone() {
        Officer manager = officers.manager("int-d");
        InteractionView secret = as(
                manager,
                () -> interactions.log(
                        talk("Xylophonic").as(Sensitivity.CONFIDENTIAL).details()));
        as(
                manager,
                () -> interactions.log(
                        talk("Xylophonic too").as(Sensitivity.PUBLIC).details()));
        assertThat(titles(officers.diplomat("int-d"), query(asked -> asked.text = "xylophonic")))
                .containsExactly("Xylophonic too");
        assertThatThrownBy(() -> as(officers.diplomat("int-d"), () -> interactions.get(secret.id())))
                .isInstanceOf(NotFoundException.class);
        assertThat(as(officers.privacyOfficer("int-d"), () -> search.find("xylophonic", 10)))
                .as("who may not read interactions finds none by the search box")
                .isEmpty();
        for (Officer other : List.of(officers.privacyOfficer("int-d"), officers.administrator("int-d"))) {
            assertThatThrownBy(() -> as(other, () -> interactions.list(InteractionQuery.ALL, Paging.first(1))))
                    .isInstanceOf(NotPermittedException.class);
        }
        for (Officer other :
                List.of(officers.viewer("int-d"), officers.protocol("int-d"), officers.headquarters("int-d"))) {
            assertThatThrownBy(() -> as(other, () -> interactions.log(talk("No").details())))
                    .isInstanceOf(NotPermittedException.class);
        }
    }

    @Test
    void participantsWhoAreHiddenFromAnOfficerStayWhenThatOfficerChangesIt() {
        Officer manager = officers.manager("int-e");
        Officer diplomat = officers.diplomat("int-e");
        ContactId open = registered(manager, "Open", "Example");
        ContactId hidden = as(
                        manager,
                        () -> contacts.register(People.named("Hidden", "Example")
                                .with(Sensitivity.CONFIDENTIAL)
                                .details()))
                .id();
        TopicId water = topic(manager, "water");
        InteractionView logged = as(
                manager,
                () -> interactions.log(talk("Two at a table")
                        .with(Participant.of(hidden), Participant.of(open))
                        .on(water)
                        .stance(hidden, water, Stance.OPPOSES)
                        .stance(open, water, Stance.SUPPORTS)
                        .details()));

        InteractionView seen = as(diplomat, () -> interactions.get(logged.id()));
        assertThat(seen.participants()).extracting(SeenParticipant::name).containsExactly("Open Example");
        assertThat(seen.details().stances()).hasSize(1);
        assertThat(as(diplomat, () -> interactions.stancesOf(hidden))).isEmpty();
        assertThat(titles(diplomat, query(asked -> asked.contact = hidden))).isEmpty();
        refused(diplomat, talk("Guessed").with(Participant.of(hidden)).details(), "participants[0].contact");
        as(
                diplomat,
                () -> interactions.change(
                        logged.id(),
                        seen.version(),
                        talk("One at a table")
                                .with(Participant.of(open))
                                .on(water)
                                .details()));

        InteractionView whole = as(manager, () -> interactions.get(logged.id()));
        assertThat(whole.participants())
                .extracting(SeenParticipant::name)
                .containsExactlyInAnyOrder("Open Example", "Hidden Example");
        assertThat(whole.details().stances()).extracting(StatedStance::contact).containsExactly(hidden);
        assertThat(as(diplomat, () -> interactions.history(logged.id(), Paging.first(50)))
                        .items())
                .extracting(entry -> entry.changes().toString())
                .as("its history tells of nobody hidden")
                .noneMatch(changes -> changes.contains(hidden.toString()));
        assertThat(as(manager, () -> interactions.history(logged.id(), Paging.first(50)))
                        .items())
                .extracting(entry -> entry.changes().toString())
                .anyMatch(changes -> changes.contains(hidden.toString()));
    }

    @Test
    void onlyWhoEnteredItOrAManagerAmongTheReadersLetsMorePeopleSeeIt() {
        Officer diplomat = officers.diplomat("int-f");
        Officer other = officers.officer(Role.DIPLOMAT, "int-f", Sensitivity.CONFIDENTIAL);
        InteractionView logged = as(
                diplomat,
                () -> interactions.log(talk("Closed").forReaders(other).details()));
        InteractionDetails open = talk("Closed").details();
        assertThatThrownBy(() -> as(other, () -> interactions.change(logged.id(), logged.version(), open)))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> assertThat(refusal.violations())
                        .extracting(Violation::field)
                        .containsExactly("readers"));
        InteractionView raised = as(
                other,
                () -> interactions.change(
                        logged.id(),
                        logged.version(),
                        talk("Closed")
                                .forReaders(other)
                                .as(Sensitivity.RESTRICTED)
                                .details()));
        assertThatThrownBy(() -> as(
                        other,
                        () -> interactions.change(
                                logged.id(),
                                raised.version(),
                                talk("Closed").forReaders(other).details())))
                .as("nor less sensitive")
                .isInstanceOf(InvalidInputException.class);
        assertThat(as(diplomat, () -> interactions.get(logged.id())).details().readers())
                .containsExactlyInAnyOrder(diplomat.id(), other.id());
    }

    // ---- planned, and what became of it
    // ------------------------------------------------------------------------------------

    @Test
    void aPlannedOneAwaitsWordUntilItIsSaidWhatBecameOfIt() {
        Officer diplomat = officers.diplomat("int-g");
        Officer viewer = officers.viewer("int-g");
        InteractionView past = as(
                diplomat, () -> interactions.plan(talk("Was it?").by(diplomat).details()));
        InteractionView future = as(
                diplomat,
                () -> interactions.plan(talk("Not yet")
                        .day(LocalDate.now(BRUSSELS).plusDays(30))
                        .by(diplomat)
                        .details()));
        assertThat(awaited(diplomat)).containsExactly("Was it?");
        assertThat(awaited(viewer)).as("not theirs to say").isEmpty();

        assertThatThrownBy(() -> as(diplomat, () -> interactions.markHeld(future.id(), future.version(), null)))
                .isInstanceOf(ConflictException.class);
        InteractionView held =
                as(diplomat, () -> interactions.markHeld(past.id(), past.version(), "They came, all of them."));
        assertThat(held.state()).isEqualTo(InteractionState.HELD);
        assertThat(held.details().summary()).isEqualTo("They came, all of them.");
        assertThat(titles(diplomat, query(asked -> asked.text = "came"))).containsExactly("Was it?");
        assertThat(awaited(diplomat)).isEmpty();
        assertThatThrownBy(() -> as(
                        diplomat, () -> interactions.markFallenThrough(held.id(), held.version(), WhyNot.OTHER, null)))
                .isInstanceOf(ConflictException.class);

        InteractionView fallen = as(
                diplomat,
                () -> interactions.markFallenThrough(
                        future.id(), future.version(), WhyNot.CANCELLED_BY_THEM, "A vote in plenary"));
        assertThat(fallen.whyNot()).isEqualTo(WhyNot.CANCELLED_BY_THEM);
        assertThat(fallen.remark()).isEqualTo("A vote in plenary");
        InteractionView again = as(diplomat, () -> interactions.planAgain(fallen.id(), fallen.version()));
        assertThat(again.state()).isEqualTo(InteractionState.PLANNED);
        assertThat(again.whyNot()).isNull();
        assertThatThrownBy(() -> as(diplomat, () -> interactions.markHeld(past.id(), past.version(), null)))
                .isInstanceOf(StaleVersionException.class);
    }

    // ---- lists
    // -------------------------------------------------------------------------------------------------------------

    @Test
    void aListIsFilteredByEachOfItsCriteria() {
        Officer diplomat = officers.diplomat("int-h");
        Officer manager = officers.manager("int-h");
        ContactId person = registered(diplomat, "Filter", "Example");
        TopicId climate = topic(diplomat, "climate");
        TopicId water = topic(diplomat, "water");
        as(
                diplomat,
                () -> interactions.log(talk("Réunion sur l'énergie du EU")
                        .with(Participant.of(person))
                        .by(manager)
                        .on(water)
                        .details()));
        as(
                diplomat,
                () -> interactions.log(talk("Звонок о воде")
                        .kind(InteractionKind.CALL)
                        .day(DAY.plusDays(2))
                        .by(diplomat)
                        .details()));
        InteractionView planned = as(
                diplomat,
                () -> interactions.plan(talk("Ahead").day(DAY.plusYears(3)).details()));
        InteractionView gone = as(diplomat, () -> interactions.log(talk("Gone").details()));
        as(diplomat, () -> interactions.archive(gone.id(), gone.version()));

        String first = "Réunion sur l'énergie du EU";
        String second = "Звонок о воде";
        assertThat(titles(diplomat, InteractionQuery.ALL)).containsExactly("Ahead", second, first);
        for (String text : List.of("reunion", "ENERGIE", "eu", "du", "énergie réu", "sur EU")) {
            assertThat(titles(diplomat, query(asked -> asked.text = text)))
                    .as(text)
                    .containsExactly(first);
        }
        for (String text : List.of("звон", "ВОДЕ", "о воде")) {
            assertThat(titles(diplomat, query(asked -> asked.text = text)))
                    .as(text)
                    .containsExactly(second);
        }
        for (String text : List.of("nergie", "+(", "the", "*", "\"")) {
            assertThat(titles(diplomat, query(asked -> asked.text = text)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(titles(diplomat, query(asked -> asked.kind = InteractionKind.CALL)))
                .containsExactly(second);
        assertThat(titles(diplomat, query(asked -> asked.state = InteractionState.PLANNED)))
                .containsExactly("Ahead");
        assertThat(titles(diplomat, query(asked -> asked.topic = climate)))
                .as("of a topic below it too")
                .containsExactly(first);
        assertThat(titles(diplomat, query(asked -> asked.contact = person))).containsExactly(first);
        assertThat(titles(diplomat, query(asked -> asked.officer = manager.id())))
                .containsExactly(first);
        assertThat(titles(diplomat, query(asked -> {
                    asked.from = DAY.plusDays(1);
                    asked.until = DAY.plusDays(2);
                })))
                .containsExactly(second);
        assertThat(titles(diplomat, query(asked -> asked.archived = Archived.ONLY)))
                .containsExactly("Gone");
        assertThat(as(diplomat, () -> interactions.count(InteractionQuery.ALL, 2)))
                .isEqualTo(2);

        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<InteractionSummary> slice =
                    as(diplomat, () -> interactions.list(InteractionQuery.ALL, new Paging(from, 1)));
            slice.items().forEach(one -> paged.add(one.title()));
            cursor = slice.next();
        } while (cursor != null);
        assertThat(paged).containsExactly("Ahead", second, first);
        assertThat(planned.state()).isEqualTo(InteractionState.PLANNED);
    }

    @Test
    void ofEachPersonAndTopicTheLatestStanceIsKnown() {
        Officer diplomat = officers.diplomat("int-i");
        ContactId person = registered(diplomat, "Stance", "Example");
        TopicId energy = topic(diplomat, "energy");
        TopicId water = topic(diplomat, "water");
        as(
                diplomat,
                () -> interactions.log(talk("Newer")
                        .day(DAY.plusDays(1))
                        .with(Participant.of(person))
                        .on(energy)
                        .stance(person, energy, Stance.SUPPORTS)
                        .details()));
        as(
                diplomat,
                () -> interactions.log(talk("Older")
                        .with(Participant.of(person))
                        .on(energy, water)
                        .stance(person, energy, Stance.OPPOSES)
                        .stance(person, water, Stance.NEUTRAL)
                        .details()));
        assertThat(as(diplomat, () -> interactions.stancesOf(person)))
                .extracting(KnownStance::topic, KnownStance::stance)
                .containsExactly(tuple(energy, Stance.SUPPORTS), tuple(water, Stance.NEUTRAL));
    }

    // ---- files
    // -------------------------------------------------------------------------------------------------------------

    @Test
    void filesHaveTheRightsOfTheirInteraction() {
        Officer diplomat = officers.diplomat("int-l");
        Officer manager = officers.manager("int-l");
        InteractionView talk =
                as(diplomat, () -> interactions.log(talk("With a letter").details()));
        InteractionView other =
                as(diplomat, () -> interactions.log(talk("Without").details()));
        InteractionFile file = attached(diplomat, talk.id(), "/tmp/letter.txt", "Dear zanzibarians");
        assertThat(file.fileName()).isEqualTo("letter.txt");
        assertThat(file.type()).isEqualTo(AttachmentType.TEXT);
        assertThat(as(manager, () -> files.list(talk.id()))).containsExactly(file);
        assertThat(content(manager, talk.id(), file.id())).isEqualTo("Dear zanzibarians");
        assertThatThrownBy(() -> as(manager, () -> files.get(other.id(), file.id())))
                .as("under another interaction")
                .isInstanceOf(NotFoundException.class);

        InteractionView closed = as(
                diplomat,
                () -> interactions.change(
                        talk.id(),
                        talk.version(),
                        talk("With a letter").forReaders(diplomat).details()));
        assertThatThrownBy(() -> as(manager, () -> files.list(talk.id()))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(manager, () -> files.get(talk.id(), file.id())))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> content(manager, talk.id(), file.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> attached(manager, talk.id(), "x.txt", "x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(manager, () -> {
                    files.remove(talk.id(), file.id());
                    return true;
                }))
                .isInstanceOf(NotFoundException.class);
        assertThat(content(diplomat, talk.id(), file.id())).isEqualTo("Dear zanzibarians");

        assertThatThrownBy(() -> attached(diplomat, talk.id(), "page.txt", "<html><script>alert(1)</script></html>"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> attached(officers.viewer("int-l"), other.id(), "x.txt", "x"))
                .isInstanceOf(NotPermittedException.class);
        InteractionView archived = as(diplomat, () -> interactions.archive(talk.id(), closed.version()));
        assertThatThrownBy(() -> attached(diplomat, talk.id(), "x.txt", "x")).isInstanceOf(ConflictException.class);
        as(diplomat, () -> interactions.restore(talk.id(), archived.version()));
        as(diplomat, () -> {
            files.remove(talk.id(), file.id());
            return true;
        });
        assertThat(as(diplomat, () -> files.list(talk.id()))).isEmpty();
        assertThat(as(diplomat, () -> interactions.history(talk.id(), Paging.first(50)))
                        .items())
                .filteredOn(entry -> entry.kind().equals("interaction-file"))
                .hasSize(2);
        assertThat(audited(manager)).doesNotContain(file.id().value());
    }

    @Test
    void anInteractionHasSoManyFilesAndNoMore() {
        Officer diplomat = officers.diplomat("int-m");
        InteractionView talk =
                as(diplomat, () -> interactions.log(talk("Many letters").details()));
        for (int i = 0; i < InteractionFiles.MOST; i++) {
            attached(diplomat, talk.id(), i + ".txt", "letter " + i);
        }
        assertThatThrownBy(() -> attached(diplomat, talk.id(), "more.txt", "more"))
                .isInstanceOf(ConflictException.class);
        assertThat(as(diplomat, () -> files.list(talk.id()))).hasSize(InteractionFiles.MOST);
    }

    private InteractionFile attached(Officer officer, InteractionId interaction, String name, String content) {
        return as(officer, () -> {
            try {
                return files.attach(
                        interaction, name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private String content(Officer officer, InteractionId interaction, InteractionFileId id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        as(officer, () -> {
            try {
                files.write(interaction, id, out);
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        return out.toString(StandardCharsets.UTF_8);
    }

    // ---- rules
    // -------------------------------------------------------------------------------------------------------------

    @Test
    void rulesAreSaidPerField() {
        Officer diplomat = officers.diplomat("int-j");
        Officer foreigner = officers.diplomat("int-elsewhere");
        ContactId person = registered(diplomat, "Rule", "Example");
        TopicId energy = topic(diplomat, "energy");
        TopicId foreign = topic(foreigner, "energy");
        refused(diplomat, talk(null).details(), "subject");
        refused(diplomat, talk(" ").text(" ").details(), "subject");
        refused(diplomat, talk("x").day(LocalDate.now(BRUSSELS).plusDays(2)).details(), "day");
        refused(diplomat, talk("x").day(LocalDate.of(1, 1, 1)).details(), "day");
        refused(diplomat, talk("x").as(Sensitivity.CONFIDENTIAL).details(), "sensitivity");
        refused(diplomat, talk("x").with(new Participant(null, " ", null)).details(), "participants[0].name");
        refused(
                diplomat,
                talk("x").with(Participant.of(person), Participant.of(person)).details(),
                "participants[1].contact");
        refused(diplomat, talk("x").with(new Participant(person, "Name", null)).details(), "participants[0].name");
        refused(diplomat, talk("x").by(foreigner).details(), "officers");
        refused(diplomat, talk("x").on(foreign).details(), "topics");
        refused(
                diplomat,
                talk("x").on(energy).stance(person, energy, Stance.NEUTRAL).details(),
                "stances[0].contact");
        refused(
                diplomat,
                talk("x")
                        .with(Participant.of(person))
                        .stance(person, energy, Stance.NEUTRAL)
                        .details(),
                "stances[0].topic");
        refused(
                diplomat,
                talk("x")
                        .with(Participant.of(person))
                        .on(energy)
                        .stance(person, energy, Stance.NEUTRAL)
                        .stance(person, energy, Stance.OPPOSES)
                        .details(),
                "stances[1].topic");
        refused(diplomat, talk("x").forReaders(foreigner).details(), "readers");
        refused(diplomat, talk("a\u202Eb").details(), "subject");
        assertThat(as(diplomat, () -> interactions.count(InteractionQuery.ALL, 10)))
                .as("nothing was kept")
                .isZero();
    }

    @Test
    void whatSaysNothingNewMakesNoNewVersionAndAnArchivedOneIsNotChanged() {
        Officer diplomat = officers.diplomat("int-k");
        InteractionDetails details =
                talk("Same").by(diplomat).forReaders(diplomat).details();
        InteractionView logged = as(diplomat, () -> interactions.log(details));
        InteractionView same = as(diplomat, () -> interactions.change(logged.id(), logged.version(), details));
        assertThat(same.version()).isEqualTo(logged.version());
        assertThat(as(diplomat, () -> interactions.history(logged.id(), Paging.first(10)))
                        .items())
                .hasSize(1);
        InteractionView archived = as(diplomat, () -> interactions.archive(logged.id(), logged.version()));
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> interactions.change(
                                logged.id(), archived.version(), talk("Other").details())))
                .isInstanceOf(ConflictException.class);
        InteractionView restored = as(diplomat, () -> interactions.restore(logged.id(), archived.version()));
        assertThatThrownBy(() -> as(diplomat, () -> interactions.change(logged.id(), logged.version(), details)))
                .isInstanceOf(StaleVersionException.class);
        assertThat(restored.archived()).isFalse();
    }

    // ---- the scene
    // --------------------------------------------------------------------------------------------------------

    private List<UUID> audited(Officer officer) {
        Slice<AuditEntry> entries = as(
                officer,
                () -> log.list(
                        new AuditQuery(mission(officer), null, null, null, null, null, null), Paging.first(100)));
        return entries.items().stream().map(AuditEntry::record).toList();
    }

    private static MissionId mission(Officer officer) {
        return officer.scope().missions().iterator().next();
    }

    private static SeenParticipant.Standing standing(InteractionView view) {
        SeenParticipant.Standing standing = view.participants().get(0).standing();
        assertThat(standing).isNotNull();
        return Objects.requireNonNull(standing);
    }

    private List<String> awaited(Officer officer) {
        return as(officer, () -> interactions.awaitingWord(10)).stream()
                .map(InteractionSummary::title)
                .toList();
    }

    private List<String> titles(Officer officer, InteractionQuery query) {
        return as(officer, () -> interactions.list(query, Paging.first(50))).items().stream()
                .map(InteractionSummary::title)
                .toList();
    }

    private ContactId registered(Officer officer, String given, String family) {
        return as(officer, () -> contacts.register(People.named(given, family).details()))
                .id();
    }

    private OrganisationId organisation(Officer officer, String name, @Nullable OrganisationId parent, Circle circle) {
        return as(
                        officer,
                        () -> organisations.register(new OrganisationDetails(
                                LocalizedText.of("en", name),
                                null,
                                OrganisationKind.OTHER,
                                circle,
                                parent,
                                Tenure.UNKNOWN,
                                null,
                                null,
                                null,
                                List.of())))
                .id();
    }

    private static PostDetails post(OrganisationId organisation, PostRole role) {
        return new PostDetails(organisation, role, LocalizedText.EMPTY, null, Tenure.UNKNOWN);
    }

    private TopicId topic(Officer officer, String handle) {
        return as(officer, () -> topics.tree("en")).stream()
                .filter(topic -> topic.details().handle().equals(handle))
                .map(TopicView::id)
                .findFirst()
                .orElseThrow();
    }

    private void refused(Officer officer, InteractionDetails details, String field) {
        Supplier<InteractionView> act = () -> interactions.log(details);
        assertThatThrownBy(() -> as(officer, act))
                .as(field)
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> assertThat(refusal.violations())
                        .extracting(Violation::field)
                        .contains(field));
    }

    private static InteractionQuery query(Consumer<Asked> criteria) {
        Asked asked = new Asked();
        criteria.accept(asked);
        return new InteractionQuery(
                asked.text,
                asked.kind,
                asked.state,
                asked.topic,
                asked.contact,
                asked.post,
                asked.within,
                asked.officer,
                asked.from,
                asked.until,
                asked.archived);
    }

    /** A query while it is put together. */
    private static final class Asked {

        private @Nullable String text;
        private @Nullable InteractionKind kind;
        private @Nullable InteractionState state;
        private @Nullable TopicId topic;
        private @Nullable ContactId contact;
        private @Nullable PostId post;
        private @Nullable OrganisationId within;
        private @Nullable OfficerId officer;
        private @Nullable LocalDate from;
        private @Nullable LocalDate until;
        private Archived archived = Archived.WITHOUT;
    }

    private static Talk talk(@Nullable String subject) {
        return new Talk(subject);
    }

    /** A fictional conversation, made step by step. */
    private static final class Talk {

        private final @Nullable String subject;
        private InteractionKind kind = InteractionKind.MEETING;
        private LocalDate day = DAY;
        private List<Participant> participants = List.of();
        private List<OfficerId> officers = List.of();
        private List<TopicId> topics = List.of();
        private @Nullable String summary;
        private final List<StatedStance> stances = new ArrayList<>();
        private Sensitivity sensitivity = Sensitivity.INTERNAL;
        private List<OfficerId> readers = List.of();

        private Talk(@Nullable String subject) {
            this.subject = subject;
        }

        private Talk kind(InteractionKind other) {
            kind = other;
            return this;
        }

        private Talk day(LocalDate other) {
            day = other;
            return this;
        }

        private Talk with(Participant... people) {
            participants = List.of(people);
            return this;
        }

        private Talk by(Officer... ours) {
            officers = List.of(ours).stream().map(Officer::id).toList();
            return this;
        }

        private Talk on(TopicId... subjects) {
            topics = List.of(subjects);
            return this;
        }

        private Talk text(String words) {
            summary = words;
            return this;
        }

        private Talk stance(ContactId contact, TopicId topic, Stance stance) {
            stances.add(new StatedStance(contact, topic, stance, null, StanceSource.SAID_TO_US));
            return this;
        }

        private Talk as(Sensitivity other) {
            sensitivity = other;
            return this;
        }

        private Talk forReaders(Officer... named) {
            readers = List.of(named).stream().map(Officer::id).toList();
            return this;
        }

        private InteractionDetails details() {
            return new InteractionDetails(
                    kind,
                    subject,
                    day,
                    LocalTime.of(15, 30),
                    BRUSSELS,
                    "House of the steppe",
                    participants,
                    officers,
                    topics,
                    summary,
                    stances,
                    sensitivity,
                    readers);
        }
    }
}
