package org.shanyraq.crm.mission;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.EntityId;

/**
 * The officers by name whom alone a record is for. For features, which keep beside such a record whose list it obeys. A limit leaves out
 * everybody else, managers and headquarters too, and is obeyed together with the sensitivity.
 */
public interface NamedReaders {

    /** So many officers at most are on one list. */
    int MOST = 50;

    /** Those on the list of a record, by name; empty when it never had one. */
    List<Colleague> of(EntityId record);

    /**
     * Limits the record to these readers, or takes its limit away. Whoever entered it and whoever limits it are always readers. Needs a
     * running transaction.
     *
     * @param limit the record as it was before
     * @param readers nobody: not limited
     * @param sensitivity of the record from now on
     * @return who the readers are from now on; nobody when it is not limited
     * @throws org.shanyraq.crm.shared.InvalidInputException at the field {@code readers}, when one who was none before is no officer of the
     *     mission or not cleared for it, when there are too many, or when the acting officer may not open it to more people: that is for
     *     whoever entered it, and for readers with {@link org.shanyraq.crm.access.Right#LOWER_SENSITIVITY}
     */
    List<OfficerId> limit(Limit limit, Collection<OfficerId> readers, Sensitivity sensitivity);

    /**
     * Has a record that was made from several limited ones obey a list of its own: of those officers who are on the lists of all of them.
     * Needs a running transaction, and {@link ReadersChanged} of each of them tells when it is to be done again.
     *
     * @param record whose list it is from now on
     * @param limited the records whose lists it obeys
     */
    void share(MissionId mission, UUID record, Collection<UUID> limited);

    /**
     * A record that may be limited.
     *
     * @param enteredBy null when the acting officer enters it now
     * @param limited whether it was limited until now
     */
    record Limit(
            EntityId record, MissionId mission, @Nullable OfficerId enteredBy, boolean limited) {}
}
