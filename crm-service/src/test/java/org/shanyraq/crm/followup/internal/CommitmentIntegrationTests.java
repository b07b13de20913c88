package org.shanyraq.crm.followup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.StateStep;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.beans.factory.annotation.Autowired;

/** Rows H2 and U7 of the features. */
@ServiceTest
class CommitmentIntegrationTests extends FollowUpScene {

    @Autowired
    private Timelines timelines;

    @Test
    void keepsWhoOwesWhatToWhomAndWhereThatWasVoiced() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        OrganisationId organisation = organisation("House", null, Circle.BUSINESS, OrganisationKind.COMPANY);
        DialogueView dialogue = dialogue(Sensitivity.PUBLIC);
        CommitmentDetails details = new CommitmentDetails(
                CommitmentDirection.THEIRS,
                "They answer " + unique,
                colleague.id(),
                contact,
                organisation,
                today.minusDays(3),
                today.minusDays(1),
                ref("dialogue", dialogue.id()),
                Sensitivity.INTERNAL);

        CommitmentView made = noted(diplomat, details);

        assertThat(made.details()).isEqualTo(details);
        assertThat(made.officerName()).isEqualTo(colleague.name());
        assertThat(made.overdue()).isTrue();
        assertThat(Objects.requireNonNull(made.link("dialogue")).title().in("en"))
                .isEqualTo("Roads " + unique);
        assertThat(as(viewer, () -> commitments.get(made.id())).details()).isEqualTo(details);
        assertThat(hits(viewer, "commitment")).isOne();
        assertThat(as(viewer, () -> timelines.subject(ref("commitment", made.id())))
                        .title()
                        .in("en"))
                .isEqualTo("They answer " + unique);
        absent(officers.privacyOfficer(mission), () -> timelines.subject(ref("commitment", made.id())));
        for (var link :
                List.of(ref("contact", contact), ref("organisation", organisation), ref("dialogue", dialogue.id()))) {
            assertThat(found(viewer, CommitmentQuery.ALL.about(link)))
                    .extracting(CommitmentSummary::id)
                    .containsExactly(made.id());
            assertThat(as(viewer, () -> timelines.of(link, Set.of("commitment"), Paging.first(9)))
                            .items())
                    .extracting(TimelineEntry::event, entry -> entry.record().id(), TimelineEntry::by)
                    .containsExactly(tuple("open", made.id().value(), diplomat.name()));
        }
    }

    private List<CommitmentSummary> found(Officer officer, CommitmentQuery query) {
        return as(officer, () -> commitments.list(query, Paging.first(50))).items();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        ContactId hidden = contact(Sensitivity.CONFIDENTIAL);
        CommitmentDetails details = new CommitmentDetails(
                CommitmentDirection.OURS,
                "",
                foreigner.id(),
                null,
                null,
                today.plusDays(1),
                today,
                ref("contact", hidden),
                Sensitivity.CONFIDENTIAL);
        assertThat(invalid(diplomat, () -> commitments.create(details)))
                .containsExactlyInAnyOrder(
                        tuple("text", "crm.followup.error.text"),
                        tuple("sensitivity", "crm.followup.error.clearance"),
                        tuple("contact", "crm.followup.error.other-side"),
                        tuple("madeOn", "crm.followup.error.made-later"),
                        tuple("dueOn", "crm.followup.error.due-before"),
                        tuple("source", "crm.followup.error.link"),
                        tuple("officer", "crm.followup.error.officer"));
        assertThat(invalid(diplomat, () -> commitments.create(promise(hidden, null))))
                .containsExactly(tuple("contact", "crm.followup.error.link"));
    }

    @Test
    void isKeptWithEvidenceBrokenOrReleasedWithAReasonAndEachCanBeTakenBack() {
        CommitmentView made = noted(diplomat, promise(contact(Sensitivity.INTERNAL), null));

        assertThat(invalid(diplomat, () -> commitments.keep(made.id(), made.version(), " ", null)))
                .containsExactly(tuple("evidence", "crm.followup.error.evidence"));
        for (String bad : List.of(
                "http://paper.example/1", "javascript:alert(1)", "https://", "https://a:b@paper.example/", "paper")) {
            assertThat(invalid(diplomat, () -> commitments.keep(made.id(), made.version(), null, bad)))
                    .as(bad)
                    .containsExactly(tuple("link", "crm.followup.error.evidence-link"));
        }
        CommitmentView kept = as(
                diplomat,
                () -> commitments.keep(made.id(), made.version(), "Published", "https://paper.example/1?a=b"));
        assertThat(kept.state()).isEqualTo(CommitmentState.KEPT);
        assertThat(kept.evidenceLink()).isEqualTo("https://paper.example/1?a=b");
        refused(
                "crm.followup.error.commitment-over",
                () -> as(diplomat, () -> commitments.breakOff(made.id(), kept.version(), "No")));

        assertThat(invalid(diplomat, () -> commitments.reopen(made.id(), kept.version(), null)))
                .containsExactly(tuple("reason", "crm.followup.error.reason"));
        CommitmentView open = as(diplomat, () -> commitments.reopen(made.id(), kept.version(), "It was another paper"));
        assertThat(open.evidence()).isNull();
        refused(
                "crm.followup.error.commitment-open",
                () -> as(diplomat, () -> commitments.reopen(made.id(), open.version(), "x")));
        CommitmentView broken = as(diplomat, () -> commitments.breakOff(made.id(), open.version(), "No time"));
        CommitmentView again = as(diplomat, () -> commitments.reopen(made.id(), broken.version(), "There is time"));
        CommitmentView released = as(diplomat, () -> commitments.release(made.id(), again.version(), "They found it"));

        assertThat(released.steps())
                .extracting(StateStep::state, StateStep::reason)
                .containsExactly(
                        tuple(CommitmentState.OPEN, null),
                        tuple(CommitmentState.KEPT, null),
                        tuple(CommitmentState.OPEN, "It was another paper"),
                        tuple(CommitmentState.BROKEN, "No time"),
                        tuple(CommitmentState.OPEN, "There is time"),
                        tuple(CommitmentState.RELEASED, "They found it"));
        assertThatThrownBy(() -> as(diplomat, () -> commitments.reopen(made.id(), made.version(), "x")))
                .isInstanceOf(StaleVersionException.class);
    }

    @Test
    void othersNeedTheRightToChangeIt() {
        Officer third = officers.officer(Role.DIPLOMAT, mission, Sensitivity.INTERNAL);
        CommitmentView made = noted(colleague, promise(contact(Sensitivity.INTERNAL), null));
        for (Officer other : List.of(viewer, protocol, third)) {
            assertThat(as(other, () -> commitments.get(made.id())).mayChange()).isFalse();
            assertThatThrownBy(() -> as(other, () -> commitments.release(made.id(), made.version(), "x")))
                    .isInstanceOf(NotPermittedException.class);
        }
        assertThat(as(diplomat, () -> commitments.get(made.id())).mayChange()).isTrue();
        assertThat(as(manager, () -> commitments.release(made.id(), made.version(), "x"))
                        .state())
                .isEqualTo(CommitmentState.RELEASED);
    }

    @Test
    void isNeverLessSensitiveThanWhereItWasVoicedAndWhatIsToBeDoneForItFollows() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        CommitmentView made = noted(diplomat, promise(contact, null));
        made(diplomat, task(diplomat, today, ref("commitment", made.id())));
        assertThat(found(viewer)).hasSize(1);

        seen(contact, Sensitivity.CONFIDENTIAL);

        assertThat(as(colleague, () -> commitments.get(made.id())).sensitivity())
                .isEqualTo(Sensitivity.CONFIDENTIAL);
        absent(diplomat, () -> commitments.get(made.id()));
        absent(diplomat, () -> commitments.history(made.id(), Paging.first(5)));
        assertThat(found(viewer)).isEmpty();
        assertThat(hits(viewer, "commitment")).isZero();
        assertThat(found(viewer, CommitmentQuery.ALL.withText(unique))).isEmpty();
        assertThat(as(viewer, () -> commitments.count(CommitmentQuery.ALL.withText(unique), 5)))
                .isZero();
    }

    @Test
    void whatIsDueFirstComesFirstAndWhatHasNoDayLast() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        CommitmentDetails due = promise(contact, null);
        CommitmentDetails never = new CommitmentDetails(
                CommitmentDirection.THEIRS, due.text(), null, contact, null, today, null, null, Sensitivity.PUBLIC);
        CommitmentView last = noted(diplomat, never);
        CommitmentView first = noted(diplomat, due);
        var all = CommitmentQuery.ALL.about(ref("contact", contact));
        var page = as(viewer, () -> commitments.list(all, Paging.first(1)));
        assertThat(page.items()).extracting(CommitmentSummary::id).containsExactly(first.id());
        assertThat(as(viewer, () -> commitments.list(all, new Paging(page.next(), 1)))
                        .items())
                .extracting(CommitmentSummary::id)
                .containsExactly(last.id());
        assertThat(found(viewer, new CommitmentQuery(unique, CommitmentDirection.THEIRS, null, null, null, null)))
                .hasSize(1);
        assertThat(found(
                        viewer,
                        new CommitmentQuery(unique, null, CommitmentState.OPEN, null, today.plusYears(1), null)))
                .extracting(CommitmentSummary::id)
                .containsExactly(first.id());
    }
}
