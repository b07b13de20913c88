package org.shanyraq.crm.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What an officer sees of a record at first glance.
 *
 * @param readersOf the record whose list of named readers it obeys; null: nobody is left out beyond the sensitivity
 * @param title as it is called in lists
 */
public record RecordSight(
        RecordRef ref,
        MissionId mission,
        Sensitivity sensitivity,
        @Nullable UUID readersOf,
        LocalizedText title) {}
