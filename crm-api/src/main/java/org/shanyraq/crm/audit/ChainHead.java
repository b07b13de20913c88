package org.shanyraq.crm.audit;

import org.shanyraq.crm.access.MissionId;

/**
 * Where the chain of a mission ended at some moment. Kept outside the system, it proves later that no entry up to there was changed,
 * not even by somebody who rewrote the whole chain or put an older copy of the database in place.
 *
 * @param length number of the last entry
 * @param hash of the last entry: 64 hexadecimal digits
 */
public record ChainHead(MissionId mission, long length, String hash) {

    /** Where the chain of a mission begins: before its first entry. */
    public static ChainHead beginning(MissionId mission) {
        return new ChainHead(mission, 0, "0".repeat(64));
    }
}
