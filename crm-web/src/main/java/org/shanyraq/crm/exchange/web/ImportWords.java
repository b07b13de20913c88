package org.shanyraq.crm.exchange.web;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.web.PageSupport;

/** What rows would change, in the words of the reader's language instead of codes. */
public final class ImportWords {

    private final PageSupport page;

    ImportWords(PageSupport page) {
        this.page = page;
    }

    /** The name of a field of a {@link org.shanyraq.crm.audit.FieldChange}. */
    public String field(String field) {
        return page.message("crm.exchange.field." + field.replace('_', '-'));
    }

    /** Whether it is one of the fields of a row, and not a path within a record. */
    public boolean isField(String field) {
        return Arrays.stream(ImportField.values()).anyMatch(one -> one.code().equals(field));
    }

    /** A value of such a field; what is no code stays as it is. */
    public String value(String field, String value) {
        return switch (known(field)) {
            case KIND -> coded("crm.organisation.kind.", value);
            case CIRCLE -> coded("crm.organisation.circle.", value);
            case ROLE -> coded("crm.organisation.role.", value);
            case SENSITIVITY -> coded("crm.shared.sensitivity.", value);
            case COUNTRY -> page.country(value);
            case LANGUAGES ->
                Arrays.stream(value.split(", ")).map(page::spokenLanguage).collect(Collectors.joining(", "));
            case SINCE, UNTIL, VALID_FROM, VALID_TO -> page.date(PartialDate.parse(value));
            default -> value;
        };
    }

    private String coded(String prefix, String code) {
        return page.message(prefix + code.replace('_', '-'));
    }

    /** Changes name fields by their codes, names of organisations by their language too; those are plain texts. */
    private static ImportField known(String field) {
        return Arrays.stream(ImportField.values())
                .filter(one -> one.code().equals(field))
                .findFirst()
                .orElse(ImportField.NAME);
    }
}
