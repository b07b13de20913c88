package org.shanyraq.crm.audit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Sha256;

/**
 * One entry as it stands in the chain. Its hash covers every column and the hash of the entry before, each part with its
 * length in front, so that no two different entries give the same bytes.
 *
 * @param changes JSON array of field, before, after
 */
record ChainedEntry(
        UUID mission,
        long number,
        LocalDateTime at,
        UUID actor,
        String actorName,
        String actorKind,
        String kind,
        UUID record,
        @Nullable UUID within,
        int sensitivity,
        String action,
        @Nullable String cause,
        String changes,
        byte[] previous) {

    /** What the first entry of a chain has before it. */
    static final byte[] START = new byte[32];

    byte[] hash() {
        MessageDigest digest = Sha256.digest();
        part(digest, mission.toString());
        part(digest, Long.toString(number));
        part(digest, at.toString());
        part(digest, actor.toString());
        part(digest, actorName);
        part(digest, actorKind);
        part(digest, kind);
        part(digest, record.toString());
        part(digest, within == null ? null : within.toString());
        part(digest, Integer.toString(sensitivity));
        part(digest, action);
        part(digest, cause);
        part(digest, changes);
        digest.update(previous);
        return digest.digest();
    }

    private static void part(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(((text == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChainedEntry entry && Arrays.equals(hash(), entry.hash());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash());
    }
}
