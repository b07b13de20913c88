package org.shanyraq.crm.mission.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.NamedReaders;
import org.shanyraq.crm.mission.ReadersChanged;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lists of named readers. One is kept when its limit is taken away, see {@code crm_reader}. */
class ReaderLists implements NamedReaders {

    private static final String FIELD = "readers";
    private static final String PREFIX = "crm.mission.error.";

    private final Access access;
    private final Colleagues colleagues;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;

    ReaderLists(Access access, Colleagues colleagues, JdbcClient database, ApplicationEventPublisher events) {
        this.access = access;
        this.colleagues = colleagues;
        this.database = database;
        this.events = events;
    }

    @Override
    public List<Colleague> of(EntityId record) {
        Set<OfficerId> ids = kept(record.value());
        return ids.isEmpty() ? List.of() : colleagues.getAll(ids);
    }

    private Set<OfficerId> kept(UUID record) {
        return new LinkedHashSet<>(database.sql("select officer_id from crm_reader where record_id = ?")
                .param(Bytes16.of(record))
                .query((row, index) -> new OfficerId(Bytes16.uuid(row, "officer_id")))
                .list());
    }

    @Override
    public List<OfficerId> limit(Limit limit, Collection<OfficerId> readers, Sensitivity sensitivity) {
        if (readers.isEmpty() && !limit.limited()) {
            return List.of();
        }
        OfficerId acting = access.officer().id();
        OfficerId enteredBy = limit.enteredBy() == null ? acting : limit.enteredBy();
        Set<OfficerId> before = kept(limit.record().value());
        Set<OfficerId> wanted = new LinkedHashSet<>();
        if (!readers.isEmpty()) {
            wanted.add(enteredBy);
            wanted.add(acting);
            wanted.addAll(readers);
        }
        // Also a limit that was taken away and comes again: what was noted while it was limited stays with those on the
        // list.
        boolean opens = wanted.isEmpty() || (!before.isEmpty() && !before.containsAll(wanted));
        boolean mayOpen = enteredBy.equals(acting)
                || (before.contains(acting) && access.officer().may(Right.LOWER_SENSITIVITY));
        if (opens && !mayOpen) {
            throw refused("readers-opened");
        }
        if (wanted.size() > MOST) {
            throw refused("readers-many", MOST);
        }
        requireFit(
                limit,
                wanted.stream()
                        .filter(reader -> !reader.equals(enteredBy)
                                && !reader.equals(acting)
                                && !(limit.limited() && before.contains(reader)))
                        .toList(),
                sensitivity);
        if (!wanted.isEmpty() && !wanted.equals(before)) {
            keep(limit.mission(), limit.record().value(), before, wanted);
        }
        return List.copyOf(wanted);
    }

    @Override
    public void share(MissionId mission, UUID record, Collection<UUID> limited) {
        List<Object> values = new ArrayList<>(limited.stream().map(Bytes16::of).toList());
        values.add(limited.size());
        Set<OfficerId> common =
                new LinkedHashSet<>(database.sql("select officer_id from crm_reader where record_id in ("
                                + ScopedQuery.marks(limited.size()) + ") group by officer_id having count(*) = ?")
                        .params(values)
                        .query((row, index) -> new OfficerId(Bytes16.uuid(row, "officer_id")))
                        .list());
        Set<OfficerId> before = kept(record);
        if (!common.equals(before)) {
            keep(mission, record, before, common);
        }
    }

    private void requireFit(Limit limit, List<OfficerId> added, Sensitivity sensitivity) {
        if (added.isEmpty()) {
            return;
        }
        Map<OfficerId, Standing> standings = colleagues.standings(added, limit.mission(), sensitivity);
        for (OfficerId reader : added) {
            if (!standings.containsKey(reader)) {
                throw refused("reader-unknown");
            }
            Standing standing = Objects.requireNonNull(standings.get(reader));
            if (!standing.isFit()) {
                throw refused(standing.member() ? "reader-not-cleared" : "reader-left", standing.name());
            }
        }
    }

    private static InvalidInputException refused(String code, Object... arguments) {
        return new InvalidInputException(List.of(Violation.of(FIELD, PREFIX + code, arguments)));
    }

    private void keep(MissionId mission, UUID record, Set<OfficerId> before, Set<OfficerId> wanted) {
        before.stream().filter(gone -> !wanted.contains(gone)).forEach(gone -> database.sql(
                        "delete from crm_reader where record_id = ? and officer_id = ?")
                .params(Bytes16.of(record), Bytes16.of(gone))
                .update());
        List<OfficerId> added =
                wanted.stream().filter(reader -> !before.contains(reader)).toList();
        if (!added.isEmpty()) {
            List<Object> values = new ArrayList<>();
            added.forEach(reader -> {
                values.add(Bytes16.of(record));
                values.add(Bytes16.of(reader));
            });
            database.sql("insert into crm_reader (record_id, officer_id) values "
                            + String.join(", ", Collections.nCopies(added.size(), "(?, ?)")))
                    .params(values)
                    .update();
        }
        events.publishEvent(new ReadersChanged(mission, record));
    }
}
