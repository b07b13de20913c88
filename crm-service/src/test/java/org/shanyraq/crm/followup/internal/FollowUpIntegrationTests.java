package org.shanyraq.crm.followup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.followup.BulkUndo;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.StateStep;
import org.shanyraq.crm.mission.ReadersChanged;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.Together;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows H1 and H5 of the features, threats Z1 and Z7. */
@ServiceTest
class FollowUpIntegrationTests extends FollowUpScene {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    // ---- making

    @Test
    void keepsAllThatWasEnteredAndNamesWhatItIsLinkedTo() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        OrganisationId organisation = organisation("House", null, Circle.BUSINESS, OrganisationKind.COMPANY);
        DialogueView dialogue = dialogue(Sensitivity.PUBLIC);
        FollowUpDetails details = new FollowUpDetails(
                " Send the text to " + unique + " ",
                colleague.id(),
                today.plusDays(9),
                FollowUpPriority.HIGH,
                List.of(ref("dialogue", dialogue.id()), ref("contact", contact), ref("organisation", organisation)),
                Sensitivity.INTERNAL);

        FollowUpView made = made(diplomat, details);

        assertThat(now(made))
                .usingRecursiveComparison()
                .ignoringFields("mayChange")
                .isEqualTo(made);
        assertThat(made.details().text()).isEqualTo("Send the text to " + unique);
        assertThat(made.details().links()).isEqualTo(details.links());
        assertThat(made.links())
                .extracting(link -> link.title().in("en"))
                .containsExactly("Roads " + unique, "Aliya " + unique, "House of " + unique);
        assertThat(made.ownerName()).isEqualTo(colleague.name());
        assertThat(made.state()).isEqualTo(FollowUpState.OPEN);
        assertThat(made.enteredBy()).isEqualTo(diplomat.id());
        assertThat(made.steps()).hasSize(1);
        assertThat(made.overdue()).isFalse();
        assertThat(hits(viewer, "follow-up")).isOne();
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndAHiddenRecordIsWrongAsNoneIs() {
        ContactId hidden = contact(Sensitivity.CONFIDENTIAL);
        FollowUpDetails details = new FollowUpDetails(
                " ",
                foreigner.id(),
                today.plusYears(11),
                FollowUpPriority.LOW,
                List.of(
                        ref("contact", hidden),
                        new RecordRef("contact", UUID.randomUUID()),
                        new RecordRef("none", UUID.randomUUID())),
                Sensitivity.CONFIDENTIAL);

        assertThat(invalid(diplomat, () -> followUps.create(details)))
                .containsExactlyInAnyOrder(
                        tuple("text", "crm.followup.error.text"),
                        tuple("sensitivity", "crm.followup.error.clearance"),
                        tuple("dueOn", "crm.followup.error.day"),
                        tuple("links", "crm.followup.error.link"),
                        tuple("links", "crm.followup.error.link"),
                        tuple("links", "crm.followup.error.link"),
                        tuple("owner", "crm.followup.error.officer"));
    }

    @Test
    void isGivenOnlyToWhoWorksOnFollowUpsAndMaySeeWhatItIsLinkedTo() {
        ContactId restricted = contact(Sensitivity.RESTRICTED);
        Officer junior = officers.officer(Role.DIPLOMAT, mission, Sensitivity.INTERNAL);
        RecordRef link = ref("contact", restricted);

        assertThat(invalid(diplomat, () -> followUps.create(task(viewer, today))))
                .containsExactly(tuple("owner", "crm.followup.error.officer-role"));
        assertThat(invalid(diplomat, () -> followUps.create(task(junior, today, link))))
                .containsExactly(tuple("owner", "crm.followup.error.officer-sight"));
        assertThat(made(diplomat, task(junior, today)).ownerName()).isEqualTo(junior.name());
        assertThat(made(diplomat, task(colleague, today, link)).sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
    }

    @Test
    void aFollowUpOfAFollowUpIsNone() {
        FollowUpView made = made(diplomat, task(diplomat, today));
        assertThat(invalid(diplomat, () -> followUps.create(task(diplomat, today, ref("follow-up", made.id())))))
                .containsExactly(tuple("links", "crm.followup.error.link"));
    }

    // ---- sight

    @Test
    void isAsHiddenAsTheMostSensitiveRecordThatItIsLinkedToAndFollowsItAtOnce() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        FollowUpView made = made(diplomat, task(diplomat, today, ref("contact", contact)));
        assertThat(found(viewer)).hasSize(1);

        seen(contact, Sensitivity.CONFIDENTIAL);

        for (Officer blind : List.of(viewer, diplomat, protocol, foreigner)) {
            assertThat(found(blind)).isEmpty();
            assertThat(as(blind, () -> followUps.count(FollowUpQuery.ALL.withText(unique), 10)))
                    .isZero();
            assertThat(hits(blind, "follow-up")).isZero();
            assertThat(as(blind, () -> followUps.see(List.of(ref("follow-up", made.id())))))
                    .isEmpty();
            absent(blind, () -> followUps.get(made.id()));
            absent(blind, () -> followUps.history(made.id(), Paging.first(10)));
        }
        absent(diplomat, () -> followUps.move(made.id(), made.version() + 1, FollowUpState.DONE, null));
        assertThat(found(manager)).extracting(FollowUpSummary::sensitivity).containsExactly(Sensitivity.CONFIDENTIAL);
        assertThat(as(manager, () -> followUps.history(made.id(), Paging.first(10)))
                        .items())
                .hasSize(2);

        seen(contact, Sensitivity.PUBLIC);
        assertThat(found(viewer)).extracting(FollowUpSummary::sensitivity).containsExactly(Sensitivity.INTERNAL);
    }

    // I3
    @Test
    void obeysTheNamedReadersOfWhatItIsLinkedToWhoeverElseMaySeeIt() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        FollowUpView made = made(diplomat, task(diplomat, today, ref("contact", contact)));
        UUID list = UUID.randomUUID();
        database.sql("insert into crm_reader (record_id, officer_id) values (?, ?)")
                .params(Bytes16.of(list), Bytes16.of(diplomat.id()))
                .update();

        access.runAs(
                diplomat,
                () -> transactions.executeWithoutResult(status -> events.publishEvent(
                        new RecordSightChanged(ref("contact", contact), made.mission(), Sensitivity.INTERNAL, list))));

        assertThat(found(diplomat)).hasSize(1);
        assertThat(as(diplomat, () -> followUps.history(made.id(), Paging.first(10)))
                        .items())
                .hasSize(2);
        for (Officer other : List.of(manager, colleague, viewer, officers.headquarters(mission))) {
            assertThat(found(other)).isEmpty();
            assertThat(as(other, () -> followUps.count(FollowUpQuery.ALL.withText(unique), 10)))
                    .isZero();
            assertThat(hits(other, "follow-up")).isZero();
            absent(other, () -> followUps.get(made.id()));
            absent(other, () -> followUps.history(made.id(), Paging.first(10)));
        }
        absent(manager, () -> followUps.move(made.id(), made.version() + 1, FollowUpState.DONE, null));
    }

    // I3: linked to two records that are limited afterwards it is for the readers of both, as they are on these lists
    // now.
    @Test
    void isForTheReadersOfAllThatItIsLinkedTo() {
        ContactId first = contact(Sensitivity.INTERNAL);
        ContactId second = contact(Sensitivity.INTERNAL);
        FollowUpView made = made(diplomat, task(diplomat, today, ref("contact", first), ref("contact", second)));
        UUID ofFirst = listOf(diplomat, colleague, manager);
        UUID ofSecond = listOf(diplomat, colleague);
        limited(first, made, ofFirst);
        assertThat(found(manager)).hasSize(1);
        limited(second, made, ofSecond);
        assertThat(found(diplomat)).hasSize(1);
        assertThat(found(colleague)).hasSize(1);
        assertThat(hits(colleague, "follow-up")).isOne();
        assertThat(found(manager)).isEmpty();
        assertThat(hits(manager, "follow-up")).isZero();
        absent(manager, () -> followUps.get(made.id()));
        absent(manager, () -> followUps.history(made.id(), Paging.first(10)));

        database.sql("delete from crm_reader where record_id = ? and officer_id = ?")
                .params(Bytes16.of(ofFirst), Bytes16.of(colleague.id()))
                .update();
        transactions.executeWithoutResult(status -> events.publishEvent(new ReadersChanged(made.mission(), ofFirst)));
        assertThat(found(colleague)).isEmpty();
        assertThat(found(diplomat)).hasSize(1);

        limited(second, made, null);
        assertThat(found(manager)).hasSize(1);
        assertThat(found(colleague)).isEmpty();
    }

    private UUID listOf(Officer... readers) {
        UUID list = UUID.randomUUID();
        for (Officer reader : readers) {
            database.sql("insert into crm_reader (record_id, officer_id) values (?, ?)")
                    .params(Bytes16.of(list), Bytes16.of(reader.id()))
                    .update();
        }
        return list;
    }

    private void limited(ContactId contact, FollowUpView made, @Nullable UUID list) {
        access.runAs(
                diplomat,
                () -> transactions.executeWithoutResult(status -> events.publishEvent(
                        new RecordSightChanged(ref("contact", contact), made.mission(), Sensitivity.INTERNAL, list))));
    }

    // A record that becomes more sensitive while somebody links to it takes the follow-up along, or the link is
    // refused.
    @Test
    void nobodyLinksToARecordAsItWasBefore() throws Exception {
        ContactId contact = contact(Sensitivity.INTERNAL);
        CountDownLatch raised = new CountDownLatch(1);
        Thread linking = new Thread(() -> {
            try {
                raised.await();
                made(colleague, task(colleague, today, ref("contact", contact)));
            } catch (ConflictException | InterruptedException refused) {
                // As it should be.
            }
        });
        linking.start();
        access.runAs(
                manager,
                () -> transactions.executeWithoutResult(status -> {
                    ContactView now = contacts.get(contact);
                    contacts.change(
                            contact,
                            now.version(),
                            new People(now.details())
                                    .with(Sensitivity.CONFIDENTIAL)
                                    .details());
                    raised.countDown();
                    await().until(() -> database.sql(
                                            "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
                                    .query(Integer.class)
                                    .single()
                            > 0);
                }));
        linking.join();
        assertThat(found(viewer)).isEmpty();
        assertThat(found(diplomat)).isEmpty();
    }

    @Test
    void followsADialogueToo() {
        DialogueView dialogue = dialogue(Sensitivity.INTERNAL);
        made(diplomat, task(diplomat, today, ref("dialogue", dialogue.id())));

        as(manager, () -> {
            DialogueView now = dialogues.get(dialogue.id());
            DialogueDetails raised =
                    new Plans(now.details()).as(Sensitivity.CONFIDENTIAL).details();
            return dialogues.change(now.id(), now.version(), raised);
        });

        assertThat(found(diplomat)).isEmpty();
        assertThat(found(colleague)).hasSize(1);
    }

    @Test
    void whoMayNotLowerSensitivityCannotDoSoByTakingALinkAway() {
        ContactId restricted = contact(Sensitivity.RESTRICTED);
        FollowUpView made = made(diplomat, task(diplomat, today, ref("contact", restricted)));

        FollowUpView without = as(
                diplomat,
                () -> followUps.change(made.id(), made.version(), made.details().linkedTo(List.of())));
        assertThat(without.sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(found(viewer)).isEmpty();
        FollowUpDetails lower = new FollowUpDetails(
                made.details().text(), diplomat.id(), today, FollowUpPriority.LOW, List.of(), Sensitivity.PUBLIC);
        assertThat(invalid(diplomat, () -> followUps.change(made.id(), without.version(), lower)))
                .containsExactly(tuple("sensitivity", "crm.followup.error.lowered"));
        assertThat(as(manager, () -> followUps.change(made.id(), without.version(), lower))
                        .sensitivity())
                .isEqualTo(Sensitivity.PUBLIC);
    }

    @Test
    void noRecordGoesWhileSomethingIsLinkedToIt() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        made(diplomat, task(diplomat, today, ref("contact", contact)));
        long version = as(manager, () -> contacts.get(contact)).version();
        refused("crm.contact.error.in-use", () -> access.runAs(manager, () -> contacts.withdraw(contact, version)));
    }

    // ---- rights

    @Test
    void whoMadeItAndWhoHasToDoItChangeItAndManagersToo() {
        Officer third = officers.officer(Role.DIPLOMAT, mission, Sensitivity.INTERNAL);
        FollowUpView made = made(diplomat, task(colleague, today));

        for (Officer reader : List.of(viewer, protocol)) {
            assertThat(as(reader, () -> followUps.get(made.id())).mayChange()).isFalse();
            denied(reader, () -> followUps.create(task(diplomat, today)));
            denied(reader, () -> followUps.move(made.id(), made.version(), FollowUpState.DONE, null));
        }
        denied(officers.administrator(mission), () -> followUps.get(made.id()));
        assertThat(as(third, () -> followUps.get(made.id())).mayChange()).isFalse();
        denied(third, () -> followUps.move(made.id(), made.version(), FollowUpState.DONE, null));
        denied(third, () -> followUps.change(made.id(), made.version(), made.details()));
        denied(third, () -> followUps.finish(List.of(seen(made))));
        assertThat(now(made).version()).isEqualTo(made.version());

        FollowUpView begun = as(colleague, () -> followUps.move(made.id(), made.version(), FollowUpState.DOING, null));
        FollowUpView given = as(
                diplomat,
                () -> followUps.change(
                        made.id(), begun.version(), begun.details().ownedBy(third.id())));
        assertThat(given.ownerName()).isEqualTo(third.name());
        assertThat(as(manager, () -> followUps.move(made.id(), given.version(), FollowUpState.DONE, null))
                        .state())
                .isEqualTo(FollowUpState.DONE);
    }

    private void denied(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotPermittedException.class);
    }

    // ---- states

    @Test
    void everyStepOfItsLifeIsKeptWithWhoAndWhy() {
        FollowUpView made = made(diplomat, task(diplomat, today));
        assertThat(invalid(diplomat, () -> followUps.move(made.id(), made.version(), FollowUpState.DROPPED, " ")))
                .containsExactly(tuple("reason", "crm.followup.error.reason"));
        FollowUpView dropped = as(
                diplomat,
                () -> followUps.move(made.id(), made.version(), FollowUpState.DROPPED, "They have it already"));
        FollowUpView again = as(manager, () -> followUps.move(made.id(), dropped.version(), FollowUpState.OPEN, null));

        assertThat(again.steps())
                .extracting(StateStep::state, StateStep::byName, StateStep::reason)
                .containsExactly(
                        tuple(FollowUpState.OPEN, diplomat.name(), null),
                        tuple(FollowUpState.DROPPED, diplomat.name(), "They have it already"),
                        tuple(FollowUpState.OPEN, manager.name(), null));
        assertThatThrownBy(() -> as(diplomat, () -> followUps.move(made.id(), 0, FollowUpState.DONE, null)))
                .isInstanceOf(StaleVersionException.class);
        assertThat(as(diplomat, () -> followUps.move(made.id(), again.version(), FollowUpState.OPEN, null))
                        .version())
                .isEqualTo(again.version());
    }

    @Test
    void theLastOneOfACommitmentAsksWhetherThatIsKept() {
        CommitmentView promise = noted(diplomat, promise(contact(Sensitivity.INTERNAL), null));
        RecordRef link = ref("commitment", promise.id());
        FollowUpView first = made(diplomat, task(diplomat, today, link));
        FollowUpView second = made(diplomat, task(diplomat, today, link));

        FollowUpView done = as(diplomat, () -> followUps.move(first.id(), first.version(), FollowUpState.DONE, null));
        assertThat(done.settled()).isEmpty();
        FollowUpView last = as(diplomat, () -> followUps.move(second.id(), second.version(), FollowUpState.DONE, null));
        assertThat(last.settled()).extracting(RecordSight::ref).containsExactly(link);
        as(diplomat, () -> commitments.keep(promise.id(), promise.version(), "The letter of today", null));
        assertThat(now(second).settled()).isEmpty();
    }

    // ---- lists

    @Test
    void listsAreOrderedByTheDayAndPagedAndFiltered() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        RecordRef link = ref("contact", contact);
        FollowUpView late = made(diplomat, task(diplomat, today.minusDays(2), link));
        FollowUpView soon = made(diplomat, task(colleague, today.plusDays(1), link));
        FollowUpView far = made(diplomat, task(diplomat, today.plusDays(30), link));
        FollowUpView done = made(diplomat, task(diplomat, today.plusDays(2)));
        as(diplomat, () -> followUps.move(done.id(), done.version(), FollowUpState.DONE, null));

        assertThat(paged(FollowUpQuery.ALL.withText(unique)))
                .containsExactly(
                        late.id().value(),
                        soon.id().value(),
                        done.id().value(),
                        far.id().value());
        assertThat(paged(FollowUpQuery.OPEN.about(link)))
                .containsExactly(late.id().value(), soon.id().value(), far.id().value());
        FollowUpQuery open = FollowUpQuery.OPEN.withText(unique);
        assertThat(found(viewer, open.of(colleague.id())))
                .extracting(FollowUpSummary::id)
                .containsExactly(soon.id());
        assertThat(found(viewer, open.dueBy(today.minusDays(1))))
                .extracting(FollowUpSummary::id, FollowUpSummary::overdue)
                .containsExactly(tuple(late.id(), true));
        assertThat(found(viewer, open.in(Set.of(FollowUpState.DONE))))
                .extracting(FollowUpSummary::id)
                .containsExactly(done.id());
        assertThat(found(viewer, new FollowUpQuery(unique, null, Set.of(), today.plusDays(2), today.plusDays(2), null)))
                .extracting(FollowUpSummary::id)
                .containsExactly(done.id());
        assertThat(as(viewer, () -> followUps.count(open, 10))).isEqualTo(3);
        // The rows, their links, and what the contacts are called.
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> followUps.list(FollowUpQuery.OPEN.about(link), Paging.first(50)))))
                .hasSize(3);
    }

    private List<UUID> paged(FollowUpQuery query) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<FollowUpSummary> slice = as(viewer, () -> followUps.list(query, new Paging(from, 1)));
            slice.items().forEach(one -> all.add(one.id().value()));
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    // ---- several at once

    @Test
    void severalAreDoneOrNoneAndComeBackAsTheyWere() {
        FollowUpView one = made(diplomat, task(diplomat, today.plusDays(1)));
        FollowUpView two = made(diplomat, task(colleague, today.plusDays(2)));
        FollowUpView begun = as(colleague, () -> followUps.move(two.id(), two.version(), FollowUpState.DOING, null));

        refused(
                "crm.followup.error.several-stale",
                () -> as(diplomat, () -> followUps.finish(List.of(seen(one), seen(two)))));
        assertThat(now(one).state()).isEqualTo(FollowUpState.OPEN);
        BulkUndo undo = as(diplomat, () -> followUps.finish(List.of(seen(one), seen(begun))));
        assertThat(undo.number()).isEqualTo(2);
        assertThat(List.of(now(one), now(two))).extracting(FollowUpView::state).containsOnly(FollowUpState.DONE);
        refused(
                "crm.followup.error.several-over",
                () -> as(diplomat, () -> followUps.postpone(List.of(seen(now(one))), today)));

        refused("crm.followup.error.undo-gone", () -> as(colleague, () -> followUps.undo(undo.id())));
        assertThat(as(diplomat, () -> followUps.undo(undo.id()))).isEqualTo(2);
        assertThat(List.of(now(one), now(two)))
                .extracting(FollowUpView::state)
                .containsExactly(FollowUpState.OPEN, FollowUpState.DOING);
        refused("crm.followup.error.undo-gone", () -> as(diplomat, () -> followUps.undo(undo.id())));
    }

    @Test
    void severalArePostponedAndGivenAwayAndTakenBack() {
        FollowUpView one = made(diplomat, task(diplomat, today.plusDays(1)));
        FollowUpView two = made(diplomat, task(diplomat, today.plusDays(2)));
        LocalDate later = today.plusDays(40);

        as(diplomat, () -> followUps.postpone(List.of(seen(one), seen(two)), later));
        assertThat(List.of(now(one), now(two)))
                .extracting(each -> each.details().dueOn())
                .containsOnly(later);
        BulkUndo given = as(diplomat, () -> followUps.give(List.of(seen(now(one)), seen(now(two))), colleague.id()));
        assertThat(List.of(now(one), now(two)))
                .extracting(FollowUpView::ownerName)
                .containsOnly(colleague.name());
        as(diplomat, () -> followUps.undo(given.id()));

        assertThat(List.of(now(one), now(two)))
                .extracting(each -> each.details().owner())
                .containsOnly(diplomat.id());
        // What came before the last act stays as that act found it.
        assertThat(List.of(now(one), now(two)))
                .extracting(each -> each.details().dueOn())
                .containsOnly(later);
        assertThat(invalid(diplomat, () -> followUps.give(List.of(seen(now(one))), viewer.id())))
                .containsExactly(tuple("owner", "crm.followup.error.officer-role"));
    }

    @Test
    void whatWasChangedSinceIsNotTakenBackAndNothingElseEither() {
        FollowUpView one = made(diplomat, task(diplomat, today.plusDays(1)));
        FollowUpView two = made(diplomat, task(diplomat, today.plusDays(2)));
        BulkUndo undo = as(diplomat, () -> followUps.finish(List.of(seen(one), seen(two))));
        FollowUpView done = now(two);
        as(manager, () -> followUps.move(two.id(), done.version(), FollowUpState.DOING, null));

        refused("crm.followup.error.undo-stale", () -> as(diplomat, () -> followUps.undo(undo.id())));
        assertThat(now(one).state()).isEqualTo(FollowUpState.DONE);
        assertThat(now(two).state()).isEqualTo(FollowUpState.DOING);
    }

    @Test
    void ofTwoWhoTickTheSameAtOnceOneIsRefused() throws Exception {
        FollowUpView one = made(diplomat, task(diplomat, today.plusDays(1)));
        FollowUpView two = made(diplomat, task(diplomat, today.plusDays(1)));
        List<Boolean> done = Together.atOnce(2, number -> {
            try {
                as(
                        number == 0 ? diplomat : manager,
                        () -> followUps.postpone(
                                number == 0 ? List.of(seen(one), seen(two)) : List.of(seen(two), seen(one)),
                                today.plusDays(10 + number)));
                return true;
            } catch (ConflictException refused) {
                return false;
            }
        });
        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(now(one).details().dueOn()).isEqualTo(now(two).details().dueOn());
    }

    @Test
    void whatIsHiddenCannotBeTicked() {
        FollowUpView hidden = made(manager, task(colleague, today, ref("contact", contact(Sensitivity.CONFIDENTIAL))));
        refused("crm.followup.error.several-stale", () -> as(diplomat, () -> followUps.finish(List.of(seen(hidden)))));
        assertThatThrownBy(() -> as(diplomat, () -> followUps.get(hidden.id()))).isInstanceOf(NotFoundException.class);
    }
}
