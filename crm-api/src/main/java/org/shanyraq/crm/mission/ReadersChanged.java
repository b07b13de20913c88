package org.shanyraq.crm.mission;

import java.util.UUID;
import org.shanyraq.crm.access.MissionId;

/**
 * Other officers than before are on the list of readers of a record, which may be limited or not. Heard in the same transaction.
 *
 * @param record whose list it is
 */
public record ReadersChanged(MissionId mission, UUID record) {}
