package org.shanyraq.crm.shared.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;

/** What the values of the bodies of the API become, the same in all mappers. */
public final class Bodies {

    private Bodies() {}

    /** The text; empty when it was left out. */
    public static LocalizedText text(@Nullable LocalizedText given) {
        return given == null ? LocalizedText.EMPTY : given;
    }

    /** The texts; none when they were left out. */
    public static List<String> texts(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    /** The words; none when they were left out. */
    public static Map<String, String> words(@Nullable Map<String, String> given) {
        return given == null ? Map.of() : given;
    }

    /**
     * The identifiers of a valid body, which has them in its field {@code externalIds}; none when there was no list.
     *
     * @throws InvalidInputException when a value is made of blanks that are none of ASCII
     */
    public static List<ExternalId> externalIds(@Nullable List<ExternalIdBody> given) {
        List<ExternalId> ids = new ArrayList<>();
        for (ExternalIdBody id : given == null ? List.<ExternalIdBody>of() : given) {
            String value = Objects.requireNonNull(id.value()).strip();
            if (value.isEmpty()) {
                throw InvalidInputException.of("externalIds[" + ids.size() + "].value", "crm.api.error.identifier");
            }
            ids.add(new ExternalId(Objects.requireNonNull(id.scheme()), value));
        }
        return ids;
    }
}
