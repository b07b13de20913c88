package org.shanyraq.crm.proof;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;

/**
 * The check of the chain of one mission.
 *
 * @param length number of its last entry when the check was asked for
 * @param hash of that entry: 64 hexadecimal digits
 * @param checked how many entries were found good so far, those included that were added meanwhile
 * @param firstBad number of the first entry that does not fit; left out when there is none
 */
public record ChainCheck(
        MissionId mission,
        AuditCheckState state,
        long length,
        String hash,
        long checked,
        @Nullable Long firstBad) {}
