package org.shanyraq.crm.proof.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * What the chains are held against.
 *
 * @param noted ends that were kept outside the system, as {@code /audit/chains} gave them, at most one of each chain; none when left
 *     out
 */
record AuditCheckBody(@Nullable List<@Needed @Valid HeadBody> noted) {

    /**
     * Where a chain ended at some moment.
     *
     * @param length number of the last entry
     * @param hash of that entry: 64 hexadecimal digits
     */
    record HeadBody(
            @Needed @Nullable MissionId mission,
            @Needed @Nullable Long length,
            @Needed @Nullable String hash) {}
}
