package org.shanyraq.crm.followup.internal;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.shared.internal.UtcTime;

/** Something that an officer has to do. Details given to it are checked already. */
@Entity(name = "crm_follow_up")
@Table(name = "crm_follow_up")
class FollowUp extends Owed {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID ownerId = new UUID(0, 0);

    private LocalDate dueOn = LocalDate.EPOCH;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private FollowUpPriority priority = FollowUpPriority.NORMAL;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private FollowUpState state = FollowUpState.OPEN;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant escalatedAt;

    @ElementCollection
    @CollectionTable(name = "crm_follow_up_link", joinColumns = @JoinColumn(name = "follow_up_id"))
    @OrderColumn(name = "position")
    private List<LinkRow> links = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_follow_up_step", joinColumns = @JoinColumn(name = "follow_up_id"))
    @OrderColumn(name = "position")
    private List<FollowUpStepRow> steps = new ArrayList<>();

    /** For Hibernate. */
    protected FollowUp() {}

    private FollowUp(MissionId mission, Officer enteredBy) {
        super(mission, enteredBy);
    }

    static FollowUp make(
            MissionId mission, Officer enteredBy, FollowUpDetails details, List<LinkRow> links, Instant now) {
        FollowUp made = new FollowUp(mission, enteredBy);
        made.assign(details, links, Sensitivity.PUBLIC, false);
        made.steps.add(FollowUpStepRow.of(FollowUpState.OPEN, now, enteredBy, null));
        return made;
    }

    /** Takes other details; see {@link Owed#assign}. */
    void change(FollowUpDetails details, List<LinkRow> newLinks, Sensitivity lowest, boolean readersStay) {
        assign(details, newLinks, lowest, readersStay);
        touch();
    }

    private void assign(FollowUpDetails details, List<LinkRow> newLinks, Sensitivity lowest, boolean readersStay) {
        assign(details.text(), newLinks, details.sensitivity(), lowest, readersStay);
        ownerId = details.owner().value();
        if (!dueOn.equals(details.dueOn())) {
            dueOn = details.dueOn();
            escalatedAt = null;
        }
        priority = details.priority();
    }

    /** @return whether that made a difference */
    boolean move(FollowUpState wanted, Officer by, @Nullable String reason, Instant now) {
        if (state == wanted) {
            return false;
        }
        state = wanted;
        steps.add(FollowUpStepRow.of(wanted, now, by, reason));
        touch();
        return true;
    }

    /** Notes that managers were told that it is overdue; once for a day on which it is due. */
    void escalate(Instant now) {
        escalatedAt = now;
        touch();
    }

    FollowUpId id() {
        return new FollowUpId(getId());
    }

    @Override
    String kind() {
        return FollowUpReader.KIND;
    }

    @Override
    List<LinkRow> links() {
        return links;
    }

    FollowUpState state() {
        return state;
    }

    OfficerId owner() {
        return new OfficerId(ownerId);
    }

    LocalDate dueOn() {
        return dueOn;
    }

    boolean isEscalated() {
        return escalatedAt != null;
    }

    /** As entered, with all links. */
    FollowUpDetails details() {
        return new FollowUpDetails(
                text(),
                owner(),
                dueOn,
                priority,
                links.stream().map(LinkRow::ref).toList(),
                chosen());
    }

    /** As the audit trail keeps it. */
    record Noted(
            String text,
            OfficerId owner,
            LocalDate dueOn,
            FollowUpPriority priority,
            FollowUpState state,
            @Nullable String reason,
            List<UUID> links,
            Sensitivity sensitivity,
            boolean limited,
            boolean escalated) {}

    Noted noted() {
        return new Noted(
                text(),
                owner(),
                dueOn,
                priority,
                state,
                steps.get(steps.size() - 1).reason(),
                links.stream().map(LinkRow::recordId).toList(),
                sensitivity(),
                readersOf() != null,
                escalatedAt != null);
    }
}
