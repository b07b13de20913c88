package org.shanyraq.crm.access;

import java.util.UUID;

/**
 * Names a record of any feature without knowing the feature. Whoever keeps one asks {@link RecordSights} what an officer may see of it.
 *
 * @param kind as in the audit trail: a singular name in kebab-case, for example {@code contact}
 */
public record RecordRef(String kind, UUID id) {}
