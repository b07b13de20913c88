package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.SeenFollowUp;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Officers who owe, and to whom something is owed: what tests of follow-ups begin with. */
abstract class FollowUpScene extends GuestScene {

    @Autowired
    FollowUps followUps;

    @Autowired
    Commitments commitments;

    @Autowired
    Search search;

    /** Another diplomat, who sees everything. */
    Officer colleague;

    @Autowired
    @Qualifier("crmClock")
    Clock clock;

    LocalDate today = LocalDate.EPOCH;

    FollowUpScene() {
        this("owed-one");
    }

    FollowUpScene(String mission) {
        super(mission, "owed-two");
    }

    @BeforeEach
    @Override
    protected void signIn() {
        super.signIn();
        today = LocalDate.now(clock);
        colleague = officers.officer(Role.DIPLOMAT, mission, Sensitivity.CONFIDENTIAL);
    }

    FollowUpDetails task(Officer owner, LocalDate due, RecordRef... links) {
        return new FollowUpDetails(
                "Send the text to " + unique,
                owner.id(),
                due,
                FollowUpPriority.NORMAL,
                List.of(links),
                Sensitivity.INTERNAL);
    }

    FollowUpView made(Officer by, FollowUpDetails details) {
        return as(by, () -> followUps.create(details));
    }

    CommitmentDetails promise(@Nullable ContactId contact, @Nullable RecordRef source) {
        return new CommitmentDetails(
                CommitmentDirection.OURS,
                "We write to " + unique,
                diplomat.id(),
                contact,
                null,
                today,
                today.plusDays(20),
                source,
                Sensitivity.INTERNAL);
    }

    CommitmentView noted(Officer by, CommitmentDetails details) {
        return as(by, () -> commitments.create(details));
    }

    ContactId contact(Sensitivity sensitivity) {
        return registered(People.named("Aliya", unique).with(sensitivity));
    }

    /** Makes the contact so sensitive. */
    void seen(ContactId contact, Sensitivity sensitivity) {
        ContactView now = as(manager, () -> contacts.get(contact));
        as(
                manager,
                () -> contacts.change(
                        contact,
                        now.version(),
                        new People(now.details()).with(sensitivity).details()));
    }

    DialogueView dialogue(Sensitivity sensitivity) {
        return as(
                manager,
                () -> dialogues.create(
                        Plans.about("Roads " + unique).as(sensitivity).details()));
    }

    static RecordRef ref(String kind, EntityId id) {
        return new RecordRef(kind, id.value());
    }

    static SeenFollowUp seen(FollowUpView followUp) {
        return new SeenFollowUp(followUp.id(), followUp.version());
    }

    FollowUpView now(FollowUpView followUp) {
        return as(manager, () -> followUps.get(followUp.id()));
    }

    List<FollowUpSummary> found(Officer officer) {
        return found(officer, FollowUpQuery.ALL.withText(unique));
    }

    List<FollowUpSummary> found(Officer officer, FollowUpQuery query) {
        return as(officer, () -> followUps.list(query, Paging.first(100))).items();
    }

    /** How many hits of that kind the search has for the letters of this test. */
    long hits(Officer officer, String kind) {
        Supplier<Long> hits = () -> search.find(unique, 10).stream()
                .filter(hit -> hit.kind().equals(kind))
                .count();
        return as(officer, hits);
    }
}
