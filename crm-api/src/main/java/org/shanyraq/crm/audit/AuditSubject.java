package org.shanyraq.crm.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.EntityId;

/**
 * The record that an entry is about.
 *
 * @param kind singular name of the record in kebab-case, for example {@code contact}
 * @param sensitivity of the record as it is after the act, or was before it went. Who may not see the record as it is now does not see
 *     its history, and of that no entry that was made while, or by which, it was out of their sight
 * @param within another record that this one is a part of, for example the contact of a mandate: who may not see that one as it is now
 *     does not see the entry either, and the history there shows the entry too
 * @param about a further record that the entry tells of, for example the contact that speaks in a dialogue: who may not see that one as it
 *     is now does not see the entry either. A part with a sensitivity of its own names itself, see {@link #partOf}
 * @param readersOf the record whose list of named readers the record obeys after the act, or did before it went; null: nobody is left out
 *     beyond the sensitivity. Who is on no such list sees nothing of its history. Of a record that is limited no more, what was noted
 *     while it was is seen by those who were readers last. A part that names none obeys the list of what it is within
 */
public record AuditSubject(
        String kind,
        EntityId id,
        MissionId mission,
        Sensitivity sensitivity,
        @Nullable EntityId within,
        @Nullable EntityId about,
        @Nullable UUID readersOf) {

    public AuditSubject(
            String kind,
            EntityId id,
            MissionId mission,
            Sensitivity sensitivity,
            @Nullable EntityId within,
            @Nullable EntityId about) {
        this(kind, id, mission, sensitivity, within, about, null);
    }

    public AuditSubject(String kind, EntityId id, MissionId mission, Sensitivity sensitivity) {
        this(kind, id, mission, sensitivity, null);
    }

    public AuditSubject(
            String kind, EntityId id, MissionId mission, Sensitivity sensitivity, @Nullable EntityId within) {
        this(kind, id, mission, sensitivity, within, null);
    }

    /**
     * A part that has a sensitivity of its own beside that of the whole, for example a file of a dialogue: its entries are seen by those
     * who may see both as they are now.
     *
     * @param sensitivity its own
     */
    public static AuditSubject partOf(
            EntityId within, String kind, EntityId id, MissionId mission, Sensitivity sensitivity) {
        return new AuditSubject(kind, id, mission, sensitivity, within, id);
    }

    /** The same, limited to the readers on the list of that record. */
    public AuditSubject limitedTo(@Nullable UUID readers) {
        return new AuditSubject(kind, id, mission, sensitivity, within, about, readers);
    }
}
