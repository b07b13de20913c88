package org.shanyraq.crm.exchange.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.web.PageSupport;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists as files: the same parameters as the lists themselves, and the format. */
@Controller("crmExportController")
@RequestMapping("${crm.web.base-path:/crm}/exports")
class ExportController {

    private final Exports exports;
    private final PageSupport page;

    ExportController(Exports exports, PageSupport page) {
        this.exports = exports;
        this.page = page;
    }

    @GetMapping("/contacts")
    @Requires(Right.EXPORT)
    void contacts(
            @RequestParam(name = "format", defaultValue = "csv") String format,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "organisation", required = false) @Nullable UUID organisation,
            @RequestParam(name = "role", required = false) @Nullable PostRole role,
            @RequestParam(name = "circle", required = false) @Nullable Circle circle,
            @RequestParam(name = "country", required = false) @Nullable String country,
            @RequestParam(name = "language", required = false) @Nullable String language,
            @RequestParam(name = "sensitivity", required = false) @Nullable Sensitivity sensitivity,
            @RequestParam(name = "asOf", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate asOf,
            @RequestParam(name = "archived", defaultValue = "WITHOUT") ContactQuery.Archived archived,
            @RequestParam(name = "sort", defaultValue = "NAME") ContactQuery.Sort sort,
            @RequestParam(name = "descending", defaultValue = "false") boolean descending,
            HttpServletResponse response)
            throws IOException {
        ContactQuery query = new ContactQuery(
                blankToNull(text),
                organisation == null ? null : new OrganisationId(organisation),
                role,
                circle,
                blankToNull(country),
                blankToNull(language),
                sensitivity,
                asOf,
                archived,
                sort,
                descending);
        Exports.Format wanted = format(format);
        exports.contacts(
                query, wanted, page.language(), new LateStream(response, () -> send(response, "contacts", wanted)));
    }

    @GetMapping("/organisations")
    @Requires(Right.EXPORT)
    void organisations(
            @RequestParam(name = "format", defaultValue = "csv") String format,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "kind", required = false) @Nullable OrganisationKind kind,
            @RequestParam(name = "circle", required = false) @Nullable Circle circle,
            @RequestParam(name = "country", required = false) @Nullable String country,
            @RequestParam(name = "within", required = false) @Nullable UUID within,
            @RequestParam(name = "archived", defaultValue = "WITHOUT") OrganisationQuery.Archived archived,
            @RequestParam(name = "sort", defaultValue = "NAME") OrganisationQuery.Sort sort,
            @RequestParam(name = "descending", defaultValue = "false") boolean descending,
            HttpServletResponse response)
            throws IOException {
        OrganisationQuery query = new OrganisationQuery(
                blankToNull(text),
                kind == null ? Set.of() : Set.of(kind),
                circle,
                blankToNull(country),
                within == null ? null : new OrganisationId(within),
                archived,
                sort,
                descending,
                page.language());
        Exports.Format wanted = format(format);
        exports.organisations(
                query,
                wanted,
                page.language(),
                new LateStream(response, () -> send(response, "organisations", wanted)));
    }

    private static Exports.Format format(String text) {
        return text.toLowerCase(Locale.ROOT).equals("xlsx") ? Exports.Format.XLSX : Exports.Format.CSV;
    }

    private static void send(HttpServletResponse response, String list, Exports.Format format) {
        boolean csv = format == Exports.Format.CSV;
        response.setContentType(
                csv ? "text/csv;charset=UTF-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                list + "-" + LocalDate.now(ZoneOffset.UTC) + (csv ? ".csv" : ".xlsx"),
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
