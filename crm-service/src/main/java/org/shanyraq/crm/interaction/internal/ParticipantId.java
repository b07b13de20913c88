package org.shanyraq.crm.interaction.internal;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of somebody's part in an interaction, for the audit trail. */
record ParticipantId(UUID value) implements EntityId {}
