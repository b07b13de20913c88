package org.shanyraq.crm.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Megabytes;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Download;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.UploadLimit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A file on its way: taken in, its columns confirmed, checked, applied, taken back. One page, whatever the state. */
@Controller("crmImportController")
@RequestMapping("${crm.web.base-path:/crm}/imports")
class ImportController {

    private static final int PAGE = 50;
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final List<String> ENCODINGS = List.of(
            "UTF-8",
            "UTF-16LE",
            "UTF-16BE",
            "windows-1252",
            "windows-1250",
            "windows-1251",
            "windows-1253",
            "windows-1254",
            "windows-1257",
            "ISO-8859-1",
            "ISO-8859-2",
            "ISO-8859-5",
            "ISO-8859-7",
            "ISO-8859-9",
            "ISO-8859-15",
            "KOI8-R",
            "IBM850",
            "x-MacRoman");
    private static final List<String> DELIMITERS = List.of(",", ";", "tab", "|");

    private final Imports imports;
    private final Jobs jobs;
    private final PageSupport page;
    private final Redirects redirects;
    private final UploadLimit uploads;

    ImportController(Imports imports, Jobs jobs, PageSupport page, Redirects redirects, UploadLimit uploads) {
        this.imports = imports;
        this.jobs = jobs;
        this.page = page;
        this.redirects = redirects;
        this.uploads = uploads;
    }

    @GetMapping
    @Requires(Right.IMPORT)
    String list(@RequestParam(name = "cursor", required = false) @Nullable String cursor, Model model) {
        model.addAttribute("imports", imports.list(new Paging(cursor, 25)));
        return "crm/exchange/list";
    }

    @GetMapping("/new")
    @Requires(Right.IMPORT)
    String start(@RequestParam(name = "subject", defaultValue = "CONTACTS") ImportSubject subject, Model model) {
        return blank(subject, List.of(), model);
    }

    private String blank(ImportSubject subject, List<String> problems, Model model) {
        model.addAttribute("subjects", ImportSubject.values());
        model.addAttribute("subject", subject);
        model.addAttribute("problems", problems);
        long most = Math.min(Imports.MAX_FILE_SIZE, uploads.bytes());
        model.addAttribute("mostBytes", most);
        model.addAttribute("megabytes", Megabytes.of(most));
        return "crm/exchange/new";
    }

    @PostMapping
    @Requires(Right.IMPORT)
    String upload(
            @RequestParam("subject") ImportSubject subject,
            @RequestParam("file") MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (file.isEmpty()) {
            return Forms.again(response, blank(subject, List.of(page.message("crm.exchange.file.none")), model));
        }
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            ImportView made = imports.upload(subject, name == null ? "" : name, content);
            return redirects.to("/imports/" + made.id());
        } catch (InvalidInputException refused) {
            return Forms.again(response, blank(subject, texts(refused.violations()), model));
        }
    }

    /** A small file that shows what a good one looks like. */
    @GetMapping("/samples/{subject}")
    @Requires(Right.IMPORT)
    void sample(@PathVariable("subject") String subject, HttpServletResponse response) throws IOException {
        String csv =
                switch (subject) {
                    case "contacts" -> """
                            first_name,last_name,native_name,email,phone,country,languages,organisation,role,since
                            Aigerim,Sadykova,Әйгерім Садықова,aigerim.sadykova@example.org,+32 2 555 01 23,Kazakhstan,kk|ru|en,Example Institute,adviser,2024-09
                            """;
                    case "organisations" -> """
                            name_en,name_fr,acronym,kind,circle,parent,country,website
                            Example Institute,Institut exemple,EXI,think tank,expert,,Belgium,https://example.org
                            """;
                    case "mandates" -> """
                            contact_email,organisation,role,since,until
                            aigerim.sadykova@example.org,Example Institute,adviser,2024-09,
                            """;
                    default -> throw new NotFoundException();
                };
        Download.of(subject + ".csv", CSV)
                .send(response, out -> out.write(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8)));
    }

    @GetMapping("/{id}")
    @Requires(Right.IMPORT)
    String show(
            @PathVariable("id") ImportId id,
            @RequestParam(name = "outcome", required = false) @Nullable RowOutcome outcome,
            @RequestParam(name = "state", required = false) @Nullable RowState state,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        ImportView one = imports.get(id);
        fill(one, one.settings(), List.of(), model);
        if (one.state() != ImportState.UPLOADED && one.state() != ImportState.CHECKING) {
            boolean asked = outcome != null || state != null;
            RowState became = asked ? state : unfinished(one);
            RowOutcome shown = asked || became != null ? outcome : first(one);
            model.addAttribute("outcome", shown);
            model.addAttribute("rowState", became);
            model.addAttribute("rows", imports.rows(id, shown, became, new Paging(cursor, PAGE)));
        }
        return Htmx.isFragment(request) ? "crm/exchange/detail :: import-panel" : "crm/exchange/detail";
    }

    /** What did not become as was asked for, and so is to be seen first; null when there is nothing of the kind. */
    private static @Nullable RowState unfinished(ImportView one) {
        RowState state =
                switch (one.state()) {
                    case REVERTED -> RowState.KEPT;
                    case APPLIED -> RowState.FAILED;
                    default -> null;
                };
        return state != null && one.states().getOrDefault(state, 0L) > 0 ? state : null;
    }

    /** What deserves to be looked at first. */
    private static @Nullable RowOutcome first(ImportView one) {
        for (RowOutcome outcome :
                List.of(RowOutcome.DUPLICATE_SUSPECTED, RowOutcome.ERROR, RowOutcome.UPDATE, RowOutcome.CREATE)) {
            if (one.outcomes().getOrDefault(outcome, 0L) > 0) {
                return outcome;
            }
        }
        return null;
    }

    private void fill(ImportView one, ImportSettings settings, List<String> problems, Model model) {
        model.addAttribute("one", one);
        model.addAttribute("words", new ImportWords(page));
        model.addAttribute("settings", settings);
        model.addAttribute("problems", problems);
        model.addAttribute("encodings", ENCODINGS);
        model.addAttribute("delimiters", DELIMITERS);
        model.addAttribute("delimiter", settings.delimiter().equals("\t") ? "tab" : settings.delimiter());
        model.addAttribute(
                "fields",
                page.options(ImportField.of(one.subject()).toArray(ImportField[]::new), "crm.exchange.field."));
        model.addAttribute("columns", columns(one, settings));
        model.addAttribute("job", job(one));
        model.addAttribute(
                "busy",
                one.state() == ImportState.CHECKING
                        || one.state() == ImportState.APPLYING
                        || one.state() == ImportState.REVERTING);
        long undecided = one.outcomes().getOrDefault(RowOutcome.DUPLICATE_SUSPECTED, 0L);
        model.addAttribute("suspected", undecided);
        model.addAttribute(
                "bad",
                one.outcomes().getOrDefault(RowOutcome.ERROR, 0L) + one.states().getOrDefault(RowState.FAILED, 0L));
        model.addAttribute("applyText", question("apply", one));
        model.addAttribute("revertText", question("revert", one));
        model.addAttribute("discardText", question("discard", one));
        model.addAttribute("outcomes", RowOutcome.values());
        model.addAttribute("states", RowState.values());
    }

    private @Nullable JobView job(ImportView one) {
        if (one.job() == null) {
            return null;
        }
        try {
            return jobs.get(one.job());
        } catch (NotFoundException ofAnotherOfficer) {
            return null;
        }
    }

    private List<ColumnRow> columns(ImportView one, ImportSettings settings) {
        Map<Integer, ColumnMapping> mappings = new LinkedHashMap<>();
        settings.columns().forEach(mapping -> mappings.put(mapping.column(), mapping));
        Map<Integer, Map<String, String>> saved = new LinkedHashMap<>();
        one.settings().columns().forEach(mapping -> saved.put(mapping.column(), mapping.words()));
        List<ColumnRow> rows = new ArrayList<>();
        for (ImportView.Column column : one.columns()) {
            ColumnMapping mapping = mappings.get(column.index());
            ImportField field = mapping == null ? null : mapping.field();
            List<ColumnRow.Word> words = new ArrayList<>();
            Set<String> shown = new LinkedHashSet<>(column.unknownWords());
            if (mapping != null) {
                // What was said of words and is not kept yet must be sent again.
                shown.addAll(mapping.words().keySet());
                saved.getOrDefault(column.index(), Map.of()).keySet().stream()
                        .filter(word -> !column.unknownWords().contains(word))
                        .forEach(shown::remove);
            }
            for (String word : shown) {
                String code = mapping == null ? null : mapping.words().get(word);
                words.add(new ColumnRow.Word(word, code == null ? "" : code.isEmpty() ? "-" : code));
            }
            String scheme = mapping == null || mapping.scheme() == null ? "" : mapping.scheme();
            rows.add(new ColumnRow(
                    column.index(),
                    ColumnRow.nameOf(column.index(), column.header()),
                    column.samples(),
                    field == null ? "" : field.name(),
                    field != null && field.needsScheme(),
                    scheme,
                    words,
                    words.isEmpty() ? List.of() : choices(field)));
        }
        return rows;
    }

    private List<Option> choices(@Nullable ImportField field) {
        if (field == null) {
            return List.of();
        }
        return switch (field) {
            case KIND -> coded(OrganisationKind.values(), "crm.organisation.kind.");
            case CIRCLE -> coded(Circle.values(), "crm.organisation.circle.");
            case ROLE -> coded(PostRole.values(), "crm.organisation.role.");
            case SENSITIVITY -> coded(Sensitivity.values(), "crm.shared.sensitivity.");
            case COUNTRY -> {
                List<Option> countries = new ArrayList<>();
                countries.add(new Option("-", page.message("crm.exchange.detail.word.leave-out")));
                countries.addAll(page.countries());
                yield countries;
            }
            default -> List.of();
        };
    }

    private List<Option> coded(Enum<?>[] values, String prefix) {
        return page.options(values, prefix).stream()
                .map(option -> new Option(option.value().toLowerCase(Locale.ROOT), option.text()))
                .toList();
    }

    @PostMapping("/{id}/settings")
    @Requires(Right.IMPORT)
    String configure(
            @PathVariable("id") ImportId id,
            @RequestParam("version") long version,
            @RequestParam(name = "then", defaultValue = "") String then,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        ImportView known = imports.get(id);
        boolean reading = ImportSettingsForm.isReading(request);
        ImportSettings wanted =
                reading ? ImportSettingsForm.reading(request, known) : ImportSettingsForm.read(request, known);
        boolean fragment = Htmx.isFragment(request);
        try {
            ImportView configured = imports.configure(id, version, wanted);
            if (reading && fragment) {
                fill(configured, ImportSettingsForm.kept(request, known, configured), List.of(), model);
                return "crm/exchange/detail :: import-panel";
            }
            if (then.equals("check")) {
                imports.check(id, configured.version());
            } else {
                Flash.success(redirect, "crm.exchange.detail.configured");
            }
            return redirects.to("/imports/" + id);
        } catch (StaleVersionException stale) {
            return stale(id, redirect);
        } catch (InvalidInputException refused) {
            fill(known, reading ? ImportSettingsForm.read(request, known) : wanted, texts(refused.violations()), model);
            return Forms.again(response, fragment ? "crm/exchange/detail :: import-panel" : "crm/exchange/detail");
        }
    }

    /** Each violation in words, with the column that it is about. */
    private List<String> texts(List<Violation> violations) {
        List<String> texts = new ArrayList<>();
        for (Violation violation : violations) {
            String text = page.message(violation.key(), violation.arguments());
            String column = violation.field().replaceAll("^columns\\[(\\d+)\\].*$", "$1");
            boolean numbered =
                    !column.isEmpty() && column.length() < 4 && column.chars().allMatch(Character::isDigit);
            texts.add(
                    numbered
                            ? page.message(
                                    "crm.exchange.detail.in-column",
                                    List.of(ColumnRow.nameOf(Integer.parseInt(column), null), text))
                            : text);
        }
        return texts;
    }

    @PostMapping("/{id}/decisions")
    @Requires(Right.IMPORT)
    String decide(
            @PathVariable("id") ImportId id,
            @RequestParam("version") long version,
            @RequestParam(name = "row", required = false) @Nullable Long row,
            @RequestParam("decision") RowDecision decision,
            RedirectAttributes redirect) {
        try {
            if (row == null) {
                imports.decideAll(id, version, decision);
            } else {
                imports.decide(id, version, row, decision);
            }
        } catch (StaleVersionException stale) {
            return stale(id, redirect);
        }
        return redirects.to("/imports/" + id + "?outcome=DUPLICATE_SUSPECTED");
    }

    /** Asks before an act, where no script runs. */
    @GetMapping({"/{id}/apply", "/{id}/revert", "/{id}/discard"})
    @Requires(Right.IMPORT)
    String ask(@PathVariable("id") ImportId id, HttpServletRequest request, Model model) {
        String path = request.getRequestURI();
        String act = path.endsWith("/apply") ? "apply" : path.endsWith("/revert") ? "revert" : "discard";
        ImportView one = imports.get(id);
        model.addAttribute("one", one);
        model.addAttribute("act", act);
        model.addAttribute("text", question(act, one));
        return "crm/exchange/confirm";
    }

    /** What is asked before an act, with the numbers that it concerns. */
    private String question(String act, ImportView one) {
        return switch (act) {
            case "apply" ->
                page.message(
                        "crm.exchange.apply.text",
                        List.of(
                                one.outcomes().getOrDefault(RowOutcome.CREATE, 0L),
                                one.outcomes().getOrDefault(RowOutcome.UPDATE, 0L),
                                one.outcomes().getOrDefault(RowOutcome.DUPLICATE_SUSPECTED, 0L),
                                one.outcomes().getOrDefault(RowOutcome.ERROR, 0L)));
            case "revert" ->
                page.message("crm.exchange.revert.text", List.of(one.states().getOrDefault(RowState.APPLIED, 0L)));
            default -> page.message("crm.exchange.discard.text");
        };
    }

    @PostMapping("/{id}/apply")
    @Requires(Right.IMPORT)
    String apply(@PathVariable("id") ImportId id, @RequestParam("version") long version, RedirectAttributes redirect) {
        try {
            imports.apply(id, version);
        } catch (StaleVersionException stale) {
            return stale(id, redirect);
        }
        return redirects.to("/imports/" + id);
    }

    @PostMapping("/{id}/revert")
    @Requires(Right.IMPORT)
    String revert(@PathVariable("id") ImportId id, @RequestParam("version") long version, RedirectAttributes redirect) {
        try {
            imports.revert(id, version);
        } catch (StaleVersionException stale) {
            return stale(id, redirect);
        }
        return redirects.to("/imports/" + id);
    }

    @PostMapping("/{id}/discard")
    @Requires(Right.IMPORT)
    String discard(
            @PathVariable("id") ImportId id, @RequestParam("version") long version, RedirectAttributes redirect) {
        try {
            imports.discard(id, version);
        } catch (StaleVersionException stale) {
            return stale(id, redirect);
        }
        Flash.success(redirect, "crm.exchange.detail.discarded");
        return redirects.to("/imports");
    }

    /** Shows the import as it is now, and says that it is another one than the act was based on. */
    private String stale(ImportId id, RedirectAttributes redirect) {
        Flash.warning(redirect, "crm.exchange.detail.stale");
        return redirects.to("/imports/" + id);
    }

    @GetMapping("/{id}/errors")
    @Requires(Right.IMPORT)
    void errors(@PathVariable("id") ImportId id, HttpServletResponse response) throws IOException {
        String name = imports.get(id).fileName().replaceFirst("\\.[A-Za-z]{2,5}$", "");
        Download.of(name + "-errors.csv", CSV).send(response, out -> imports.writeErrors(id, page.language(), out));
    }
}
