package org.shanyraq.crm.shared.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.ExternalId;
import org.springframework.validation.Errors;

/** A row of a form for what others call the record; the form holds the rows as {@code externalIds}. */
public final class ExternalIdRow {

    private String scheme = "";
    private String value = "";

    public static ExternalIdRow of(ExternalId id) {
        ExternalIdRow row = new ExternalIdRow();
        row.scheme = id.scheme();
        row.value = id.value();
        return row;
    }

    /** What the rows say; one that cannot be read is told to {@code errors} and left out. */
    public static List<ExternalId> read(List<ExternalIdRow> rows, Errors errors) {
        List<ExternalId> ids = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ExternalIdRow row = rows.get(i);
            try {
                ids.add(new ExternalId(row.scheme, row.value));
            } catch (IllegalArgumentException unreadable) {
                if (row.value.isBlank()) {
                    errors.rejectValue("externalIds[" + i + "].value", "crm.organisation.identifier.value-needed");
                } else {
                    errors.rejectValue("externalIds[" + i + "].scheme", "crm.organisation.identifier.scheme-bad");
                }
            }
        }
        return ids;
    }

    public boolean isEmpty() {
        return scheme.isBlank() && value.isBlank();
    }

    public String getScheme() {
        return scheme;
    }

    public void setScheme(@Nullable String scheme) {
        this.scheme = scheme == null ? "" : scheme;
    }

    public String getValue() {
        return value;
    }

    public void setValue(@Nullable String value) {
        this.value = value == null ? "" : value;
    }
}
