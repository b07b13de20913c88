package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.testing.Plans;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is proposed for the list of a dialogue, and what officers see of it. */
abstract class GuestListScene extends InvitationScene {

    static final Instant START = Instant.parse("2032-04-06T16:00:00Z");

    @Autowired
    Segments segments;

    Plans plan(Instant start) {
        return Plans.evening("Guests " + unique, start);
    }

    DialogueId dialogue(Instant start) {
        return as(diplomat, () -> dialogues.create(plan(start).details())).id();
    }

    ContactId person(String given, Sensitivity sensitivity) {
        return registered(person(given).with(sensitivity));
    }

    long counted(Officer officer, InvitationQuery query) {
        long listed = paged(officer, query, 2).size();
        assertThat(as(officer, () -> invitations.count(query))).isEqualTo(listed);
        return listed;
    }

    OrganisationId organisation(String name, @Nullable OrganisationId parent, Circle circle) {
        return organisation(name, parent, circle, OrganisationKind.THINK_TANK);
    }

    InvitationView propose(Officer officer, DialogueId dialogue, ContactId contact) {
        as(officer, () -> invitations.propose(dialogue, List.of(contact)));
        return listed(officer, dialogue).stream()
                .filter(guest -> guest.contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    /** The mark that the acting officer's page carries. */
    String mark(DialogueId dialogue) {
        return invitations.guestList(dialogue).decidable().mark();
    }

    SegmentId saved(ContactQuery query) {
        return as(
                        diplomat,
                        () -> segments.create(new SegmentDetails(
                                SegmentKind.QUERY, "Query " + unique, null, Sensitivity.INTERNAL, query)))
                .id();
    }

    List<InvitationView> listed(Officer officer, DialogueId dialogue) {
        return paged(officer, InvitationQuery.of(dialogue), 100);
    }

    List<InvitationView> paged(Officer officer, InvitationQuery query, int size) {
        List<InvitationView> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<InvitationView> slice = as(officer, () -> invitations.list(query, new Paging(from, size)));
            all.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    InvitationView only(Officer officer, DialogueId dialogue) {
        List<InvitationView> all = listed(officer, dialogue);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    static @Nullable String after(AuditEntry entry, String field) {
        return entry.changes().stream()
                .filter(change -> change.field().equals(field))
                .map(FieldChange::after)
                .findFirst()
                .orElse(null);
    }
}
