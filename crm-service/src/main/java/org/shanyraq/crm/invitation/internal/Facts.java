package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Sha256;

/**
 * What a guest has to be told anew when it changes.
 *
 * @param programme the parts and who speaks in them, of those speakers of whom guests are told
 */
record Facts(
        LocalizedText theme,
        DialogueFormat format,
        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        List<String> programme) {

    /** Stands for the news that the dialogue, or the invitation, is off. */
    static final String OFF = "off";

    /** Stands for the news that somebody else comes in the place of the guest, whose calendar the event leaves. */
    static final String REPRESENTED = "represented";

    /** The same with another programme. */
    Facts with(List<String> other) {
        return new Facts(theme, format, venue, address, streamLink, startsAt, endsAt, zone, other);
    }

    /** Tells these facts from any others. */
    String mark() {
        return Sha256.hex(toString()).substring(0, 32);
    }
}
