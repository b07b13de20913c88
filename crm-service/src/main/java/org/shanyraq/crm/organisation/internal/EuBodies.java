package org.shanyraq.crm.organisation.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;

/** The bodies of the European Union as our own reference file names them, each after the one that it is part of. */
final class EuBodies {

    /** Scheme of the code that a body has in the file. */
    static final String SCHEME = "eu-body";

    /** Scheme of the number that a body has in the open data of the European Parliament. */
    static final String PARLIAMENT_SCHEME = "ep-body";

    private static final String FILE = "/crm/organisation/eu-bodies.csv";

    private EuBodies() {}

    /**
     * One row of the file.
     *
     * @param parent code of the body that it is part of, or null
     */
    record Body(String code, @Nullable String parent, OrganisationDetails details) {

        OrganisationDetails under(@Nullable OrganisationId organisation) {
            return new OrganisationDetails(
                    details.names(),
                    details.acronym(),
                    details.kind(),
                    details.circle(),
                    organisation,
                    details.validity(),
                    details.registerNumber(),
                    details.website(),
                    details.country(),
                    details.externalIds());
        }
    }

    /** @throws IllegalStateException when the file is not what it should be: a fault in the build */
    static List<Body> read() {
        Map<String, Body> waiting = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(EuBodies.class.getResourceAsStream(FILE), FILE);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
            rows.forEach(row -> waiting.put(row.getField("code"), body(row)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, Body> ordered = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            List<Body> next = new ArrayList<>(waiting.values());
            next.removeIf(body -> body.parent() != null && !ordered.containsKey(body.parent()));
            if (next.isEmpty()) {
                throw new IllegalStateException(FILE + ": no way to the top from " + waiting.keySet());
            }
            next.forEach(body -> ordered.put(body.code(), body));
            waiting.keySet().removeAll(ordered.keySet());
        }
        return List.copyOf(ordered.values());
    }

    private static Body body(NamedCsvRecord row) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String language : SortKeys.LANGUAGES) {
            names.put(language, row.getField("name_" + language));
        }
        List<ExternalId> externalIds = new ArrayList<>();
        externalIds.add(new ExternalId(SCHEME, row.getField("code")));
        if (!row.getField("ep_body_id").isEmpty()) {
            externalIds.add(new ExternalId(PARLIAMENT_SCHEME, row.getField("ep_body_id")));
        }
        String since = valueOrNull(row.getField("valid_from"));
        return new Body(
                row.getField("code"),
                valueOrNull(row.getField("parent")),
                new OrganisationDetails(
                        new LocalizedText(names),
                        valueOrNull(row.getField("acronym")),
                        OrganisationKind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                        Circle.valueOf(row.getField("circle").toUpperCase(Locale.ROOT)),
                        null,
                        since == null ? Tenure.UNKNOWN : Tenure.since(PartialDate.parse(since)),
                        null,
                        null,
                        valueOrNull(row.getField("country")),
                        externalIds));
    }

    private static @Nullable String valueOrNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
