package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.followup.BulkUndo;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.SeenFollowUp;
import org.shanyraq.crm.followup.internal.FollowUpChecks.Around;
import org.shanyraq.crm.followup.internal.FollowUpChecks.Checked;
import org.shanyraq.crm.followup.internal.FollowUpReader.Before;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class FollowUpService implements FollowUps {

    private static final int MOST_AT_ONCE = 100;

    private final Access access;
    private final FollowUpRepository followUps;
    private final FollowUpReader reader;
    private final LinkedRecords records;
    private final FollowUpChecks checks;
    private final MissionCalendar calendar;
    private final NameIndex nameIndex;
    private final AuditTrail audit;
    private final Clock clock;

    FollowUpService(
            Access access,
            FollowUpRepository followUps,
            FollowUpReader reader,
            LinkedRecords records,
            MissionCalendar calendar,
            NameIndex nameIndex,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.followUps = followUps;
        this.reader = reader;
        this.records = records;
        this.checks = new FollowUpChecks(records);
        this.calendar = calendar;
        this.nameIndex = nameIndex;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public FollowUpView create(FollowUpDetails details) {
        MissionId mission = records.homeOf(details.links().stream().findFirst().orElse(null));
        Checked<FollowUpDetails> checked = checks.followUp(
                details,
                new Around(mission, access.scope(), Sensitivity.PUBLIC, null, null, null, List.of(), reader.today()));
        FollowUp made = FollowUp.make(mission, access.officer(), checked.details(), checked.links(), clock.instant());
        followUps.saveAndFlush(made);
        records.requireAsSeen(made.links(), List.of(), access.scope());
        index(made);
        audit.record(subject(made), AuditAction.CREATED, null, made.noted());
        return view(made.id());
    }

    @Override
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public FollowUpView change(FollowUpId id, long version, FollowUpDetails details) {
        FollowUp followUp = mine(id, version);
        FollowUp.Noted before = followUp.noted();
        boolean lowers = access.officer().may(Right.LOWER_SENSITIVITY);
        List<LinkRow> hidden = checks.hidden(followUp.links(), access.scope());
        Checked<FollowUpDetails> checked = checks.followUp(
                details,
                new Around(
                        followUp.mission(),
                        access.scope(),
                        lowers ? Sensitivity.PUBLIC : followUp.chosen(),
                        List.copyOf(followUp.links()),
                        followUp.sensitivity(),
                        followUp.owner(),
                        hidden,
                        reader.today()));
        followUp.change(
                checked.details(),
                checked.links(),
                lowers ? Sensitivity.PUBLIC : followUp.sensitivity(),
                !lowers && !followUp.isEnteredBy(access.officer().id()));
        if (!before.equals(followUp.noted())) {
            followUps.saveAndFlush(followUp);
            records.requireAsSeen(followUp.links(), hidden, access.scope());
            index(followUp);
            audit.record(subject(followUp), AuditAction.CHANGED, before, followUp.noted());
        }
        return view(id);
    }

    @Override
    @Transactional
    public FollowUpView move(FollowUpId id, long version, FollowUpState state, @Nullable String reason) {
        FollowUp followUp = mine(id, version);
        if (followUp.state() == state) {
            return view(id);
        }
        String kept = FollowUpChecks.reason(reason, state == FollowUpState.DROPPED);
        FollowUp.Noted before = followUp.noted();
        followUp.move(state, access.officer(), kept, clock.instant());
        followUps.saveAndFlush(followUp);
        audit.record(subject(followUp), AuditAction.CHANGED, before, followUp.noted());
        return view(id);
    }

    private FollowUp mine(FollowUpId id, long version) {
        FollowUp found = locked(List.of(id.value())).stream().findFirst().orElseThrow(NotFoundException::new);
        requireMine(found);
        found.requireVersion(version);
        return found;
    }

    private void requireMine(FollowUp followUp) {
        Officer officer = access.officer();
        if (!followUp.owner().equals(officer.id()) && !followUp.isEnteredBy(officer.id())) {
            access.require(Right.ASSIGN_FOLLOW_UPS);
        }
        if (!officer.may(Right.EDIT_FOLLOW_UPS)) {
            throw new NotPermittedException(Right.EDIT_FOLLOW_UPS);
        }
    }

    /** Those that the officer may see, locked. */
    private List<FollowUp> locked(Collection<UUID> ids) {
        List<UUID> visible = reader.reading().visible(ids, access.scope());
        return visible.isEmpty()
                ? List.of()
                : followUps.findByIdInAndMissionIdInOrderById(
                        visible, access.scope().missionIds());
    }

    private void index(FollowUp followUp) {
        nameIndex.put(FollowUpReader.KIND, followUp.getId(), followUp.mission().value(), List.of(followUp.text()));
    }

    static AuditSubject subject(FollowUp followUp) {
        return new AuditSubject(FollowUpReader.KIND, followUp.id(), followUp.mission(), followUp.sensitivity())
                .limitedTo(followUp.readersOf());
    }

    // ---- several at once
    // ------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public BulkUndo finish(List<SeenFollowUp> seen) {
        return all(seen, followUp -> {
            followUp.move(FollowUpState.DONE, access.officer(), null, clock.instant());
            return followUp;
        });
    }

    @Override
    @Transactional
    public BulkUndo postpone(List<SeenFollowUp> seen, LocalDate dueOn) {
        return all(seen, followUp -> detailed(followUp, followUp.details().due(dueOn)));
    }

    @Override
    @Transactional
    public BulkUndo give(List<SeenFollowUp> seen, OfficerId owner) {
        return all(seen, followUp -> detailed(followUp, followUp.details().ownedBy(owner)));
    }

    private FollowUp detailed(FollowUp followUp, FollowUpDetails details) {
        List<LinkRow> hidden = checks.hidden(followUp.links(), access.scope());
        Set<RecordRef> out = hidden.stream().map(LinkRow::ref).collect(Collectors.toSet());
        Checked<FollowUpDetails> checked = checks.followUp(
                details.linkedTo(details.links().stream()
                        .filter(Predicate.not(out::contains))
                        .toList()),
                new Around(
                        followUp.mission(),
                        access.scope(),
                        Sensitivity.PUBLIC,
                        List.copyOf(followUp.links()),
                        followUp.sensitivity(),
                        followUp.owner(),
                        hidden,
                        reader.today()));
        followUp.change(checked.details(), List.copyOf(followUp.links()), followUp.sensitivity(), true);
        return followUp;
    }

    private BulkUndo all(List<SeenFollowUp> seen, Function<FollowUp, FollowUp> act) {
        if (seen.isEmpty() || seen.size() > MOST_AT_ONCE) {
            throw InvalidInputException.of("seen", FollowUpChecks.PREFIX + "ticked", MOST_AT_ONCE);
        }
        Map<UUID, Long> versions = new LinkedHashMap<>();
        seen.forEach(one -> versions.put(one.id().value(), one.version()));
        List<FollowUp> found = locked(versions.keySet());
        if (found.size() < versions.size()) {
            throw new ConflictException(FollowUpChecks.PREFIX + "several-stale");
        }
        List<Before> undo = new ArrayList<>();
        for (FollowUp followUp : found) {
            requireMine(followUp);
            if (followUp.version() != Objects.requireNonNull(versions.get(followUp.getId()))) {
                throw new ConflictException(FollowUpChecks.PREFIX + "several-stale");
            }
            if (followUp.state().isOver()) {
                throw new ConflictException(FollowUpChecks.PREFIX + "several-over");
            }
            FollowUp.Noted before = followUp.noted();
            FollowUpState state = followUp.state();
            LocalDate due = followUp.dueOn();
            OfficerId owner = followUp.owner();
            save(act.apply(followUp), before);
            undo.add(new Before(followUp.getId(), followUp.version(), state, due, owner));
        }
        UUID id = Ids.next();
        reader.keepUndo(id, access.officer().id(), undo);
        return new BulkUndo(id, undo.size());
    }

    private void save(FollowUp followUp, FollowUp.Noted before) {
        followUps.saveAndFlush(followUp);
        audit.record(subject(followUp), AuditAction.CHANGED, before, followUp.noted());
    }

    @Override
    @Transactional
    public int undo(UUID undo) {
        List<Before> before = reader.takeUndo(undo, access.officer().id());
        Map<UUID, FollowUp> found = locked(before.stream().map(Before::id).toList()).stream()
                .collect(Collectors.toMap(FollowUp::getId, Function.identity()));
        if (before.isEmpty()) {
            throw new ConflictException(FollowUpChecks.PREFIX + "undo-gone");
        }
        for (Before one : before) {
            FollowUp followUp = found.get(one.id());
            if (followUp == null || followUp.version() != one.version()) {
                throw new ConflictException(FollowUpChecks.PREFIX + "undo-stale");
            }
            FollowUp.Noted now = followUp.noted();
            followUp.move(one.state(), access.officer(), null, clock.instant());
            followUp.change(
                    followUp.details().due(one.dueOn()).ownedBy(one.owner()),
                    List.copyOf(followUp.links()),
                    followUp.sensitivity(),
                    true);
            save(followUp, now);
        }
        return before.size();
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    private FollowUpView view(FollowUpId id) {
        return reader.view(id, access.officer(), calendar::dayOff).orElseThrow(NotFoundException::new);
    }

    /** Not read-only: a look at a confidential one is noted. */
    @Override
    @Transactional
    public FollowUpView get(FollowUpId id) {
        FollowUpView view = view(id);
        audit.viewed(new AuditSubject(FollowUpReader.KIND, id, view.mission(), view.sensitivity())
                .limitedTo(view.readersOf()));
        return view;
    }

    @Override
    public Slice<FollowUpSummary> list(FollowUpQuery query, Paging paging) {
        return reader.list(query, access.officer(), paging);
    }

    @Override
    public long count(FollowUpQuery query, long limit) {
        return reader.count(query, access.scope(), limit);
    }

    @Override
    public Slice<AuditEntry> history(FollowUpId id, Paging paging) {
        if (reader.reading().visible(List.of(id.value()), access.scope()).isEmpty()) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, access.scope(), paging);
    }

    @Override
    public List<RecordSight> see(List<RecordRef> wanted) {
        return List.copyOf(records.see(wanted, access.scope()).values());
    }

    @Override
    public Map<UUID, RecordSight> named(Set<UUID> wanted) {
        return records.named(wanted, access.scope());
    }
}
