package org.shanyraq.crm.shared.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import tools.jackson.core.JacksonException;

/** Turns the key of the last row of a slice into an opaque text and back. */
public final class Cursors {

    private Cursors() {}

    public static String encode(List<? extends @Nullable String> key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonText.write(key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param parts how many values the key has
     * @throws InvalidInputException when the text is no cursor of such a list
     */
    public static List<String> decode(String cursor, int parts) {
        try {
            List<String> key =
                    JsonText.readStrings(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (key.size() == parts && key.stream().allMatch(Objects::nonNull)) {
                return new ArrayList<>(key);
            }
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw InvalidInputException.of("cursor", "crm.error.cursor");
        }
        throw InvalidInputException.of("cursor", "crm.error.cursor");
    }
}
