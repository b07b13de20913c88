package org.shanyraq.crm.shared;

import java.util.Locale;

/**
 * What others call a record: unique per scheme within a mission and kind of record.
 *
 * @param scheme lower-case letters, digits and dashes, 2 to 40, for example {@code ep-mep}, {@code transparency-register}, {@code orcid}
 * @param value the identifier itself, 1 to 190 characters, compared exactly
 */
public record ExternalId(String scheme, String value) {

    public ExternalId {
        scheme = scheme.strip().toLowerCase(Locale.ROOT);
        value = value.strip();
        if (!scheme.matches("[a-z0-9][a-z0-9-]{1,39}")) {
            throw new IllegalArgumentException("not a scheme of an external identifier: " + scheme);
        }
        if (value.isEmpty() || value.length() > 190) {
            throw new IllegalArgumentException("an external identifier has 1 to 190 characters");
        }
    }
}
