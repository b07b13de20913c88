package org.shanyraq.crm.followup.internal;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.internal.Aggregate;

/**
 * What follow-ups and commitments have in common: a text, who entered it, and records that they are linked to, than none of which they are
 * ever less sensitive, and whose readers they obey.
 */
@MappedSuperclass
abstract class Owed extends Aggregate {

    private byte sensitivity;

    private byte chosen;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID readersOf;

    private String text = "";

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16, updatable = false)
    private UUID enteredBy = new UUID(0, 0);

    @Column(updatable = false)
    private String enteredName = "";

    /** For Hibernate. */
    protected Owed() {}

    protected Owed(MissionId mission, Officer enteredBy) {
        super(mission);
        this.enteredBy = enteredBy.id().value();
        this.enteredName = enteredBy.name();
    }

    /** As in the audit trail. */
    abstract String kind();

    abstract List<LinkRow> links();

    /**
     * Takes text, links and the lowest sensitivity.
     *
     * @param lowest below which it does not fall, whatever it is linked to from now on
     * @param readersStay whether a limit to named readers stays when no link asks for it any more
     */
    protected void assign(
            String newText, List<LinkRow> newLinks, Sensitivity wanted, Sensitivity lowest, boolean readersStay) {
        text = newText;
        UUID before = readersOf;
        if (!links().equals(newLinks)) {
            links().clear();
            links().addAll(newLinks);
        }
        chosen = (byte) (lowest.isWithin(highest().higher(wanted)) ? wanted : lowest).level();
        settle(readersStay ? before : null);
    }

    private Sensitivity highest() {
        return links().stream().map(LinkRow::level).reduce(Sensitivity.PUBLIC, Sensitivity::higher);
    }

    private void settle(@Nullable UUID otherwise) {
        Sensitivity before = sensitivity();
        UUID readersBefore = readersOf;
        sensitivity = (byte) highest().higher(chosen()).level();
        List<UUID> lists = lists();
        readersOf = lists.isEmpty() ? otherwise : lists.size() == 1 ? lists.get(0) : getId();
        if (!isNew() && (before != sensitivity() || !Objects.equals(readersBefore, readersOf))) {
            register(new RecordSightChanged(new RecordRef(kind(), getId()), mission(), sensitivity(), readersOf));
        }
    }

    /** The records whose lists of readers it obeys: none, that of its links, or several of which it obeys a list of its own. */
    List<UUID> lists() {
        return links().stream()
                .map(LinkRow::readersOf)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Follows a record that it is linked to. */
    void follow(RecordSightChanged changed) {
        // A limit that was kept when its link was taken away stays, whatever becomes of the other records.
        boolean followed = getId().equals(readersOf)
                || links().stream()
                        .filter(link -> link.ref().equals(changed.ref()))
                        .anyMatch(link -> Objects.equals(link.readersOf(), readersOf));
        UUID kept = followed ? null : readersOf;
        links().replaceAll(link ->
                link.ref().equals(changed.ref()) ? link.seen(changed.sensitivity(), changed.readersOf()) : link);
        settle(kept);
        touch();
    }

    /** Whether that officer made it. */
    boolean isEnteredBy(OfficerId officer) {
        return enteredBy.equals(officer.value());
    }

    String text() {
        return text;
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    Sensitivity chosen() {
        return Sensitivity.ofLevel(chosen);
    }

    @Nullable
    UUID readersOf() {
        return readersOf;
    }
}
