package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Ids;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes lists as files, through the same queries as the pages, slice by slice. Each export is noted in the audit trail before
 * its first row leaves. Columns are named so that an import recognises them.
 */
class ExportService implements Exports {

    private static final List<String> CONTACT_COLUMNS = List.of(
            "id",
            "given_name",
            "family_name",
            "native_given_name",
            "native_family_name",
            "honorific",
            "country",
            "languages",
            "email",
            "phone",
            "mobile",
            "address",
            "website",
            "organisation",
            "role",
            "post_title",
            "external_ids",
            "sensitivity",
            "source");
    private static final List<String> ORGANISATION_COLUMNS = List.of(
            "id",
            "acronym",
            "name_en",
            "name_fr",
            "name_kk",
            "name_ru",
            "kind",
            "circle",
            "parent",
            "country",
            "website",
            "register_number",
            "valid_from",
            "valid_to",
            "external_ids");

    private final Directory directory;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    ExportService(Directory directory, AuditTrail audit, TransactionOperations transactions) {
        this.directory = directory;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What is noted of an export. */
    private record Exported(String list, String filter, String format, long rows) {}

    private record ExportId(UUID value) implements EntityId {}

    @Override
    public void contacts(ContactQuery query, Format format, String language, OutputStream out) throws IOException {
        note("contacts", query.toString(), format, directory.contacts().count(query, MAX_ROWS + 1));
        try (TableFile file = file(format, out)) {
            file.write(CONTACT_COLUMNS);
            String cursor = null;
            do {
                Slice<ContactSummary> slice = directory.contacts().list(query, new Paging(cursor, Paging.MAX_SIZE));
                for (ContactSummary summary : slice.items()) {
                    file.write(
                            row(summary, directory.contacts().get(summary.id()).details(), language));
                }
                cursor = slice.next();
            } while (cursor != null);
        }
    }

    @Override
    public void organisations(OrganisationQuery query, Format format, String language, OutputStream out)
            throws IOException {
        note(
                "organisations",
                query.toString(),
                format,
                directory.organisations().count(query, MAX_ROWS + 1));
        try (TableFile file = file(format, out)) {
            file.write(ORGANISATION_COLUMNS);
            String cursor = null;
            do {
                Slice<OrganisationSummary> slice =
                        directory.organisations().list(query, new Paging(cursor, Paging.MAX_SIZE));
                for (OrganisationSummary summary : slice.items()) {
                    var view = directory.organisations().get(summary.id());
                    List<OrganisationSummary> ancestors = view.ancestors();
                    String parent = "";
                    if (!ancestors.isEmpty()) {
                        OrganisationSummary nearest = ancestors.get(ancestors.size() - 1);
                        parent = nearest.acronym() != null
                                ? nearest.acronym()
                                : nearest.names().in(language);
                    }
                    file.write(row(summary.id().toString(), view.details(), parent));
                }
                cursor = slice.next();
            } while (cursor != null);
        }
    }

    private static TableFile file(Format format, OutputStream out) throws IOException {
        return format == Format.CSV ? new CsvFile(out) : new XlsxSheet(out);
    }

    private void note(String list, String filter, Format format, long rows) {
        if (rows > MAX_ROWS) {
            throw new ConflictException("crm.exchange.error.too-many-to-export", MAX_ROWS);
        }
        Access access = directory.access();
        transactions.executeWithoutResult(status -> audit.record(
                new AuditSubject(
                        "export",
                        new ExportId(Ids.next()),
                        access.home(),
                        access.officer().clearance()),
                AuditAction.EXPORTED,
                null,
                new Exported(list, filter, format.name(), rows)));
    }

    private static List<String> row(ContactSummary summary, ContactDetails details, String language) {
        List<String> cells = new ArrayList<>();
        cells.add(summary.id().toString());
        PersonName latin = name(details, PersonName.Kind.LATIN);
        PersonName own = name(details, PersonName.Kind.NATIVE);
        if (latin == null && own == null && !details.names().isEmpty()) {
            latin = details.names().get(0);
        }
        cells.add(latin == null ? "" : latin.given());
        cells.add(latin == null ? "" : latin.family());
        cells.add(own == null ? "" : own.given());
        cells.add(own == null ? "" : own.family());
        cells.add(text(details.honorific()));
        cells.add(text(details.country()));
        cells.add(String.join("|", details.languages()));
        cells.add(channels(details, Channel.Kind.EMAIL, null));
        cells.add(channels(details, Channel.Kind.PHONE, false));
        cells.add(channels(details, Channel.Kind.PHONE, true));
        cells.add(channels(details, Channel.Kind.ADDRESS, null));
        cells.add(channels(details, Channel.Kind.WEBSITE, null));
        ContactSummary.Principal principal = summary.principal();
        cells.add(
                principal == null
                        ? ""
                        : principal.acronym() != null
                                ? principal.acronym()
                                : principal.organisationNames().in(language));
        cells.add(principal == null ? "" : principal.role().code());
        cells.add(principal == null ? "" : principal.title().in(language));
        cells.add(ids(details.externalIds()));
        cells.add(details.sensitivity().code());
        cells.add(text(details.source()));
        return cells;
    }

    private static @Nullable PersonName name(ContactDetails details, PersonName.Kind kind) {
        return details.names().stream()
                .filter(name -> name.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private static String channels(ContactDetails details, Channel.Kind kind, @Nullable Boolean mobile) {
        return details.channels().stream()
                .filter(channel -> channel.kind() == kind)
                .filter(channel -> mobile == null || mobile == (channel.purpose() == Channel.Purpose.MOBILE))
                .sorted(java.util.Comparator.comparing(channel -> !channel.primary()))
                .map(Channel::value)
                .collect(Collectors.joining("|"));
    }

    private static String ids(List<ExternalId> ids) {
        return ids.stream().map(id -> id.scheme() + ":" + id.value()).collect(Collectors.joining("|"));
    }

    private static List<String> row(String id, OrganisationDetails details, String parent) {
        List<String> cells = new ArrayList<>();
        cells.add(id);
        cells.add(text(details.acronym()));
        for (String language : List.of("en", "fr", "kk", "ru")) {
            cells.add(text(details.names().texts().get(language)));
        }
        cells.add(details.kind().code());
        cells.add(details.circle().code());
        cells.add(parent);
        cells.add(text(details.country()));
        cells.add(text(details.website()));
        cells.add(text(details.registerNumber()));
        cells.add(
                details.validity().since() == null
                        ? ""
                        : details.validity().since().toString());
        cells.add(
                details.validity().until() == null
                        ? ""
                        : details.validity().until().toString());
        cells.add(ids(details.externalIds()));
        return cells;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
