package org.shanyraq.crm.shared.web;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * What others call a record, in the body of a call of the API.
 *
 * @param scheme letters, digits and dashes, 2 to 40, for example {@code ep-mep}; kept in lower case
 * @param value the identifier itself, 1 to 190 characters, compared exactly
 */
public record ExternalIdBody(
        @Needed @Pattern(regexp = "\\s*[A-Za-z0-9][A-Za-z0-9-]{1,39}\\s*", message = "crm.api.error.scheme") @Nullable
        String scheme,

        @Needed @Pattern(regexp = "\\s*\\S(?:[\\s\\S]{0,188}\\S)?\\s*", message = "crm.api.error.identifier") @Nullable
        String value) {

    private static final java.util.regex.Pattern SCHEME =
            java.util.regex.Pattern.compile("\\s*[A-Za-z0-9][A-Za-z0-9-]{1,39}\\s*");

    /**
     * The identifier of two query parameters.
     *
     * @throws InvalidInputException when they are none
     */
    public static ExternalId externalId(String scheme, String value) {
        if (!SCHEME.matcher(scheme).matches()) {
            throw InvalidInputException.of("scheme", "crm.api.error.scheme");
        }
        if (value.isBlank() || value.strip().length() > 190) {
            throw InvalidInputException.of("value", "crm.api.error.identifier");
        }
        return new ExternalId(scheme, value);
    }
}
