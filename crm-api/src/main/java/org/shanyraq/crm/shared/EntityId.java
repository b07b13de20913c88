package org.shanyraq.crm.shared;

import java.util.UUID;

/**
 * The id of a record: a time-ordered UUID (version 7, RFC 9562), kept in 16 bytes. Ids order by creation, are made by the
 * application without asking the database, and tell an outsider nothing about how many records there are.
 */
public interface EntityId {

    UUID value();
}
