package org.shanyraq.crm.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.exchange.ExportId;
import org.shanyraq.crm.exchange.ExportState;
import org.shanyraq.crm.exchange.ExportView;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.web.Download;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists as files: asked for with the same parameters as the lists themselves, gathered by a job, fetched from a page of their own. */
@Controller("crmExportController")
@RequestMapping("${crm.web.base-path:/crm}/exports")
class ExportController {

    private final Exports exports;
    private final Jobs jobs;
    private final PageSupport page;
    private final Redirects redirects;

    ExportController(Exports exports, Jobs jobs, PageSupport page, Redirects redirects) {
        this.exports = exports;
        this.jobs = jobs;
        this.page = page;
        this.redirects = redirects;
    }

    @PostMapping("/contacts")
    @Requires(Right.EXPORT)
    String contacts(
            @RequestParam(name = "format", defaultValue = "csv") String format,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "organisation", required = false) @Nullable UUID organisation,
            @RequestParam(name = "role", required = false) @Nullable PostRole role,
            @RequestParam(name = "circle", required = false) @Nullable Circle circle,
            @RequestParam(name = "country", required = false) @Nullable String country,
            @RequestParam(name = "language", required = false) @Nullable String language,
            @RequestParam(name = "orLanguage", required = false) @Nullable String orLanguage,
            @RequestParam(name = "notInvitedDays", required = false) @Nullable Integer notInvitedDays,
            @RequestParam(name = "noContactDays", required = false) @Nullable Integer noContactDays,
            @RequestParam(name = "segment", required = false) @Nullable UUID segment,
            @RequestParam(name = "sensitivity", required = false) @Nullable Sensitivity sensitivity,
            @RequestParam(name = "asOf", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate asOf,
            @RequestParam(name = "archived", defaultValue = "WITHOUT") Archived archived,
            @RequestParam(name = "sort", defaultValue = "NAME") ContactQuery.Sort sort,
            @RequestParam(name = "descending", defaultValue = "false") boolean descending) {
        ContactQuery query = new ContactQuery(
                blankToNull(text),
                organisation == null ? null : new OrganisationId(organisation),
                role,
                circle,
                blankToNull(country),
                blankToNull(language),
                blankToNull(orLanguage),
                notInvitedDays,
                noContactDays,
                segment == null ? null : new SegmentId(segment),
                sensitivity,
                asOf,
                archived,
                sort,
                descending);
        return shown(exports.contacts(query, format(format), page.language()));
    }

    @PostMapping("/organisations")
    @Requires(Right.EXPORT)
    String organisations(
            @RequestParam(name = "format", defaultValue = "csv") String format,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "kind", required = false) @Nullable OrganisationKind kind,
            @RequestParam(name = "circle", required = false) @Nullable Circle circle,
            @RequestParam(name = "country", required = false) @Nullable String country,
            @RequestParam(name = "within", required = false) @Nullable UUID within,
            @RequestParam(name = "archived", defaultValue = "WITHOUT") Archived archived,
            @RequestParam(name = "sort", defaultValue = "NAME") OrganisationQuery.Sort sort,
            @RequestParam(name = "descending", defaultValue = "false") boolean descending) {
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
        return shown(exports.organisations(query, format(format), page.language()));
    }

    private String shown(ExportView made) {
        return redirects.to("/exports/" + made.id());
    }

    private static Exports.Format format(String text) {
        return text.toLowerCase(Locale.ROOT).equals("xlsx") ? Exports.Format.XLSX : Exports.Format.CSV;
    }

    @GetMapping("/{id}")
    @Requires(Right.EXPORT)
    String show(@PathVariable("id") ExportId id, HttpServletRequest request, Model model) {
        ExportView export = exports.get(id);
        model.addAttribute("export", export);
        model.addAttribute("job", jobs.get(export.job()));
        model.addAttribute("fileName", fileName(export));
        return Htmx.isFragment(request) ? "crm/exchange/export :: export-panel" : "crm/exchange/export";
    }

    @GetMapping("/{id}/file")
    @Requires(Right.EXPORT)
    void file(@PathVariable("id") ExportId id, HttpServletResponse response) throws IOException {
        ExportView export = exports.get(id);
        if (export.state() != ExportState.READY) {
            throw new ConflictException("crm.exchange.error.export-not-ready");
        }
        Download.of(
                        fileName(export),
                        export.format() == Exports.Format.CSV
                                ? "text/csv;charset=UTF-8"
                                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .send(response, out -> exports.write(id, out));
    }

    private static String fileName(ExportView export) {
        return export.list().name().toLowerCase(Locale.ROOT)
                + "-" + LocalDate.ofInstant(export.createdAt(), ZoneOffset.UTC)
                + (export.format() == Exports.Format.CSV ? ".csv" : ".xlsx");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
