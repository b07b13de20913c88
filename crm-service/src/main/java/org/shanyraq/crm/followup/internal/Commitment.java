package org.shanyraq.crm.followup.internal;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
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
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.shared.ConflictException;

/** Something that one side undertook for the other. Details given to it are checked already. */
@Entity(name = "crm_commitment")
@Table(name = "crm_commitment")
class Commitment extends Owed {

    /** Where those without a day stand in the order of a list. */
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private CommitmentDirection direction = CommitmentDirection.OURS;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID officerId;

    private LocalDate madeOn = LocalDate.EPOCH;

    private @Nullable LocalDate dueOn;

    private LocalDate dueSort = LAST;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private CommitmentState state = CommitmentState.OPEN;

    private @Nullable String evidence;

    private @Nullable String evidenceLink;

    @ElementCollection
    @CollectionTable(name = "crm_commitment_link", joinColumns = @JoinColumn(name = "commitment_id"))
    @OrderColumn(name = "position")
    private List<LinkRow> links = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_commitment_step", joinColumns = @JoinColumn(name = "commitment_id"))
    @OrderColumn(name = "position")
    private List<CommitmentStepRow> steps = new ArrayList<>();

    /** For Hibernate. */
    protected Commitment() {}

    private Commitment(MissionId mission, Officer enteredBy) {
        super(mission, enteredBy);
    }

    static Commitment make(
            MissionId mission, Officer enteredBy, CommitmentDetails details, List<LinkRow> links, Instant now) {
        Commitment made = new Commitment(mission, enteredBy);
        made.assign(details, links, Sensitivity.PUBLIC, false);
        made.steps.add(CommitmentStepRow.of(CommitmentState.OPEN, now, enteredBy, null));
        return made;
    }

    /** Takes other details; see {@link Owed#assign}. */
    void change(CommitmentDetails details, List<LinkRow> newLinks, Sensitivity lowest, boolean readersStay) {
        assign(details, newLinks, lowest, readersStay);
        touch();
    }

    private void assign(CommitmentDetails details, List<LinkRow> newLinks, Sensitivity lowest, boolean readersStay) {
        assign(details.text(), newLinks, details.sensitivity(), lowest, readersStay);
        direction = details.direction();
        officerId = details.officer() == null ? null : details.officer().value();
        madeOn = details.madeOn();
        dueOn = details.dueOn();
        dueSort = dueOn == null ? LAST : dueOn;
    }

    /** @throws ConflictException when it is not open */
    void keep(@Nullable String words, @Nullable String link, Officer by, Instant now) {
        end(CommitmentState.KEPT, by, null, now);
        evidence = words;
        evidenceLink = link;
    }

    /** @throws ConflictException when it is not open */
    void end(CommitmentState wanted, Officer by, @Nullable String reason, Instant now) {
        if (state != CommitmentState.OPEN) {
            throw new ConflictException("crm.followup.error.commitment-over");
        }
        step(wanted, by, reason, now);
    }

    /** @throws ConflictException when it is open */
    void reopen(Officer by, String reason, Instant now) {
        if (state == CommitmentState.OPEN) {
            throw new ConflictException("crm.followup.error.commitment-open");
        }
        step(CommitmentState.OPEN, by, reason, now);
        evidence = null;
        evidenceLink = null;
    }

    private void step(CommitmentState wanted, Officer by, @Nullable String reason, Instant now) {
        state = wanted;
        steps.add(CommitmentStepRow.of(wanted, now, by, reason));
        touch();
    }

    boolean isOpen() {
        return state == CommitmentState.OPEN;
    }

    CommitmentId id() {
        return new CommitmentId(getId());
    }

    @Override
    String kind() {
        return CommitmentReader.KIND;
    }

    @Override
    List<LinkRow> links() {
        return links;
    }

    @Nullable
    OfficerId officer() {
        return officerId == null ? null : new OfficerId(officerId);
    }

    /** As the audit trail keeps it. */
    record Noted(
            CommitmentDirection direction,
            String text,
            @Nullable OfficerId officer,
            LocalDate madeOn,
            @Nullable LocalDate dueOn,
            CommitmentState commitmentState,
            @Nullable String reason,
            @Nullable String evidence,
            @Nullable String evidenceLink,
            List<UUID> links,
            Sensitivity sensitivity,
            boolean limited) {}

    Noted noted() {
        return new Noted(
                direction,
                text(),
                officer(),
                madeOn,
                dueOn,
                state,
                steps.get(steps.size() - 1).reason(),
                evidence,
                evidenceLink,
                links.stream().map(LinkRow::recordId).toList(),
                sensitivity(),
                readersOf() != null);
    }
}
