package org.shanyraq.crm.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record is more or less sensitive from now on, or obeys another list of readers. Heard in the same transaction, so that what was made
 * from it follows at once.
 *
 * @param readersOf see {@link RecordSight#readersOf}
 */
public record RecordSightChanged(
        RecordRef ref,
        MissionId mission,
        Sensitivity sensitivity,
        @Nullable UUID readersOf) {}
