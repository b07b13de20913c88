package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Sha256;

/** What a guest has to be told anew when it changes. */
record Facts(
        LocalizedText theme,
        DialogueFormat format,
        @Nullable String venue,
        @Nullable String address,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone) {

    /** Stands for the news that the dialogue, or the invitation, is off. */
    static final String OFF = "off";

    /** Tells these facts from any others. */
    String mark() {
        return Sha256.hex(toString()).substring(0, 32);
    }
}
