package org.shanyraq.crm.followup.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;

/** References to records as they stand in addresses and forms: {@code contact:0192…}. */
final class LinkText {

    private LinkText() {}

    static String of(RecordRef ref) {
        return ref.kind() + ":" + ref.id();
    }

    /** Null for a text that is none. */
    static @Nullable RecordRef read(@Nullable String text) {
        int colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 1 || !text.substring(0, colon).matches("[a-z][a-z-]{0,39}")) {
            return null;
        }
        try {
            return new RecordRef(text.substring(0, colon), UUID.fromString(text.substring(colon + 1)));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Those that are references, in their order. */
    static List<RecordRef> read(Collection<String> texts) {
        List<RecordRef> refs = new ArrayList<>();
        for (String text : texts) {
            RecordRef ref = read(text);
            if (ref != null) {
                refs.add(ref);
            }
        }
        return refs;
    }
}
