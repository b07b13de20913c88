package org.shanyraq.crm.followup.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.beans.factory.ObjectProvider;

/** The records that follow-ups and commitments are linked to, whatever feature they belong to, and who may be given what is linked to them. */
class LinkedRecords {

    private final Access access;
    private final ObjectProvider<RecordSights> all;
    private final OfficerDirectory officers;

    LinkedRecords(Access access, ObjectProvider<RecordSights> all, OfficerDirectory officers) {
        this.access = access;
        this.all = all;
        this.officers = officers;
    }

    /** What is seen of the records within the scope, feature by feature; nothing is asked when there are none. */
    Map<RecordRef, RecordSight> see(Collection<RecordRef> records, AccessScope scope) {
        Map<RecordRef, RecordSight> seen = new LinkedHashMap<>();
        if (records.isEmpty() || scope.missions().isEmpty()) {
            return seen;
        }
        Set<String> wanted = records.stream().map(RecordRef::kind).collect(Collectors.toSet());
        all.orderedStream()
                .filter(feature -> feature.kinds().stream().anyMatch(wanted::contains))
                .forEach(feature -> feature.see(records, scope).forEach(sight -> seen.put(sight.ref(), sight)));
        return seen;
    }

    /**
     * The mission of something that comes from that record: the mission of the record, where the officer belongs to it, else the officer's own.
     *
     * @throws org.shanyraq.crm.access.NotPermittedException when the officer has no mission to write in
     */
    MissionId homeOf(@Nullable RecordRef source) {
        MissionId home = access.home();
        Set<MissionId> missions = access.officer().missions();
        if (source == null || missions.size() == 1) {
            return home;
        }
        RecordSight sight = see(List.of(source), access.scope()).get(source);
        return sight == null || !missions.contains(sight.mission()) ? home : sight.mission();
    }

    /** What {@link #see} finds of records of whatever kind. */
    Map<UUID, RecordSight> named(Collection<UUID> records, AccessScope scope) {
        List<RecordRef> refs = new ArrayList<>();
        all.orderedStream()
                .flatMap(feature -> feature.kinds().stream())
                .forEach(kind -> records.forEach(id -> refs.add(new RecordRef(kind, id))));
        Map<UUID, RecordSight> named = new LinkedHashMap<>();
        see(refs, scope).forEach((ref, sight) -> named.put(ref.id(), sight));
        return named;
    }

    /**
     * The rows for these records. What the officer may not see there, or not in that mission, is told to {@code findings}, a hidden record
     * and none alike, and so are two that obey different lists of readers.
     *
     * @param fields the field of each record
     * @param kept rows of records that the officer may not see and that stay
     */
    List<LinkRow> rows(
            Map<RecordRef, String> fields,
            MissionId mission,
            AccessScope scope,
            List<LinkRow> kept,
            Findings findings) {
        Map<RecordRef, RecordSight> seen = see(fields.keySet(), scope);
        List<LinkRow> rows = new ArrayList<>();
        fields.forEach((ref, field) -> {
            RecordSight sight = seen.get(ref);
            if (sight == null || !sight.mission().equals(mission)) {
                findings.add(field, "link");
            } else {
                rows.add(LinkRow.of(sight));
            }
        });
        rows.addAll(kept);
        long lists = rows.stream()
                .map(LinkRow::readersOf)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (lists > 1) {
            findings.add(fields.values().stream().findFirst().orElse(""), "two-readers");
        }
        return rows;
    }

    /**
     * Refuses links to records that have become more sensitive, or obey another list of readers, since their rows were made: a change that
     * others committed meanwhile did not find the links. To be called when the rows are written, in a transaction that reads what others
     * committed.
     *
     * @throws ConflictException when one did
     */
    void requireAsSeen(List<LinkRow> rows, List<LinkRow> hidden, AccessScope scope) {
        List<LinkRow> own = rows.stream().filter(row -> !hidden.contains(row)).toList();
        Map<RecordRef, RecordSight> seen = see(own.stream().map(LinkRow::ref).toList(), scope);
        for (LinkRow row : own) {
            RecordSight now = seen.get(row.ref());
            if (now == null || !LinkRow.of(now).equals(row)) {
                throw new ConflictException("crm.followup.error.link-changed");
            }
        }
    }

    /**
     * Tells {@code findings} why something cannot be given to that officer: who does not belong to the mission and who does not exist alike.
     *
     * @param works whether the officer must be one who works on follow-ups
     * @param links all of which the officer must be able to see
     */
    void checkGiven(
            OfficerId to,
            boolean works,
            MissionId mission,
            Sensitivity sensitivity,
            List<LinkRow> links,
            String field,
            Findings findings) {
        Officer officer = officers.lastKnown(to)
                .filter(known -> known.kind() == Officer.Kind.PERSON)
                .filter(known -> known.missions().contains(mission))
                .orElse(null);
        if (officer == null) {
            findings.add(field, "officer");
        } else if (works && !officer.may(Right.EDIT_FOLLOW_UPS)) {
            findings.add(field, "officer-role", officer.name());
        } else if (!sensitivity.isWithin(officer.clearance()) || !sees(officer, links)) {
            findings.add(field, "officer-sight", officer.name());
        }
    }

    private boolean sees(Officer officer, List<LinkRow> links) {
        List<RecordRef> records = links.stream().map(LinkRow::ref).toList();
        // As that officer: what is seen is also a matter of rights.
        return access.callAs(officer, () -> see(records, officer.scope()))
                .keySet()
                .containsAll(records);
    }
}
