package org.shanyraq.crm.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list, the tree, the page and the form of organisations. */
@Controller("crmOrganisationController")
@RequestMapping("${crm.web.base-path:/crm}/organisations")
class OrganisationController {

    /** Beyond this the list says "more than" instead of counting on. */
    static final long COUNTED = 10_000;

    private static final int PAGE = 50;
    private static final int MOST_ALIKE = 10;

    private final Organisations organisations;
    private final Posts posts;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    OrganisationController(
            Organisations organisations, Posts posts, Redirects redirects, PageSupport page, Clock clock) {
        this.organisations = organisations;
        this.posts = posts;
        this.redirects = redirects;
        this.page = page;
        this.clock = clock;
    }

    @InitBinder
    void limitRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(100);
    }

    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    String list(
            @ModelAttribute("filter") OrganisationFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        resolve(filter.within());
        filter.within().accept(errors, "within", false);
        boolean unclear = errors.hasErrors();
        OrganisationQuery query = filter.toQuery(page.language());
        model.addAttribute("unclear", unclear);
        model.addAttribute(
                "slice",
                unclear
                        ? new Slice<OrganisationSummary>(List.of(), null)
                        : organisations.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("count", unclear ? 0L : organisations.count(query, COUNTED + 1));
        model.addAttribute("counted", COUNTED);
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + filter.address());
            return "crm/organisation/list :: rows";
        }
        model.addAttribute("kinds", OrganisationKind.values());
        model.addAttribute("circles", Circle.values());
        model.addAttribute("archivedChoices", Archived.values());
        model.addAttribute("sorts", OrganisationQuery.Sort.values());
        return "crm/organisation/list";
    }

    /**
     * The tree from {@code at} down, one level at a time; each level also names the posts that are vacant there.
     *
     * @param at the organisation whose parts are wanted; none: the tops
     */
    @GetMapping("/tree")
    @Requires(Right.READ_DIRECTORY)
    String tree(@RequestParam(required = false) @Nullable OrganisationId at, Model model, HttpServletRequest request) {
        model.addAttribute("parts", organisations.parts(at, page.language()));
        model.addAttribute("tops", at == null);
        model.addAttribute(
                "vacant",
                at == null
                        ? List.of()
                        : posts.list(at, null, true, today(), Paging.first(PAGE))
                                .items());
        if (Htmx.isFragment(request)) {
            return "crm/organisation/tree :: branch";
        }
        model.addAttribute("at", at == null ? null : organisations.get(at));
        return "crm/organisation/tree";
    }

    @GetMapping("/suggest")
    @Requires(Right.READ_DIRECTORY)
    String suggest(HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute("options", text.length() < 2 ? List.of() : options(text));
        return "crm/organisation/suggestions";
    }

    /** @param asOf the day whose holders are shown; none: today */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    String detail(
            @PathVariable OrganisationId id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate day = asOf == null ? today() : asOf;
        model.addAttribute("organisation", organisations.get(id));
        model.addAttribute("posts", posts.of(id, day));
        model.addAttribute("day", day);
        model.addAttribute("today", today());
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + (asOf == null ? "" : "?asOf=" + asOf));
            return "crm/organisation/detail :: posts";
        }
        model.addAttribute("parts", organisations.parts(id, page.language()));
        return "crm/organisation/detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIRECTORY)
    String history(
            @PathVariable OrganisationId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", organisations.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/organisation/history :: entries";
        }
        model.addAttribute("organisation", organisations.get(id));
        return "crm/organisation/history";
    }

    /** @param parent the organisation that the new one is part of */
    @GetMapping("/new")
    @Requires(Right.EDIT_ORGANISATIONS)
    String startRegistering(@RequestParam(required = false) @Nullable OrganisationId parent, Model model) {
        OrganisationForm form = new OrganisationForm();
        if (parent != null) {
            OrganisationView above = organisations.get(parent);
            form.setParent(parent.value());
            form.setCircle(above.details().circle());
            form.setCountry(above.details().country());
        }
        resolve(form.parent());
        model.addAttribute("form", form);
        return form(null, model);
    }

    @PostMapping
    @Requires(Right.EDIT_ORGANISATIONS)
    String register(
            @ModelAttribute("form") OrganisationForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, model);
        resolve(form.parent());
        if (form.changesRows(add, drop)) {
            return "crm/organisation/form";
        }
        form.tidy();
        OrganisationDetails details = form.toDetails(errors);
        if (details == null || looksKnown(details, seen, model)) {
            return Forms.again(response, "crm/organisation/form");
        }
        List<OrganisationView> made = new ArrayList<>();
        if (Forms.accepted(errors, () -> made.add(organisations.register(details)))) {
            Flash.success(redirect, "crm.organisation.form.registered", name(details));
            return redirects.to("/organisations/" + made.get(0).id());
        }
        return Forms.again(response, "crm/organisation/form");
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_ORGANISATIONS)
    String startChanging(@PathVariable OrganisationId id, Model model) {
        OrganisationView organisation = organisations.get(id);
        OrganisationForm form = OrganisationForm.of(organisation.details(), organisation.version());
        resolve(form.parent());
        model.addAttribute("form", form);
        return form(organisation, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_ORGANISATIONS)
    String change(
            @PathVariable OrganisationId id,
            @ModelAttribute("form") OrganisationForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(organisations.get(id), model);
        resolve(form.parent());
        if (form.changesRows(add, drop)) {
            return "crm/organisation/form";
        }
        form.tidy();
        OrganisationDetails details = form.toDetails(errors);
        if (details == null) {
            return Forms.again(response, "crm/organisation/form");
        }
        try {
            if (Forms.accepted(errors, () -> organisations.change(id, form.getVersion(), details))) {
                Flash.success(redirect, "crm.organisation.form.saved", name(details));
                return redirects.to("/organisations/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, details, form, model, response);
        }
        return Forms.again(response, "crm/organisation/form");
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.EDIT_ORGANISATIONS)
    String askToArchive(@PathVariable OrganisationId id, Model model) {
        model.addAttribute("organisation", organisations.get(id));
        return "crm/organisation/archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_ORGANISATIONS)
    String archive(@PathVariable OrganisationId id, @RequestParam long version, RedirectAttributes redirect) {
        try {
            OrganisationView archived = organisations.archive(id, version);
            Flash.success(redirect, "crm.organisation.archive.done", name(archived.details()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.organisation.archive.stale");
        }
        return redirects.to("/organisations/" + id);
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_ORGANISATIONS)
    String restore(@PathVariable OrganisationId id, @RequestParam long version, RedirectAttributes redirect) {
        try {
            OrganisationView restored = organisations.restore(id, version);
            Flash.success(redirect, "crm.organisation.archive.restored", name(restored.details()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.organisation.archive.stale");
        }
        return redirects.to("/organisations/" + id);
    }

    private String form(@Nullable OrganisationView organisation, Model model) {
        model.addAttribute("organisation", organisation);
        model.addAttribute("kinds", OrganisationKind.values());
        model.addAttribute("circles", Circle.values());
        return "crm/organisation/form";
    }

    /** Whether there are organisations of one of the names or the acronym that the user has not been shown; puts them into the model. */
    private boolean looksKnown(OrganisationDetails details, String seen, Model model) {
        Map<OrganisationId, OrganisationSummary> alike = new LinkedHashMap<>();
        Stream.concat(details.names().texts().values().stream(), Stream.ofNullable(details.acronym()))
                .flatMap(name -> organisations.findByName(name).stream())
                .forEach(found -> alike.putIfAbsent(found.id(), found));
        List<OrganisationId> shown = alike.keySet().stream().limit(MOST_ALIKE).toList();
        model.addAttribute("duplicates", organisations.getAll(shown));
        model.addAttribute("moreDuplicates", alike.size() - shown.size());
        List<String> ids = alike.keySet().stream().map(OrganisationId::toString).toList();
        // What was not shown one by one is told by one print of all.
        List<String> marks = ids.size() > MOST_ALIKE ? List.of(Sha256.hex(String.join(",", ids))) : ids;
        model.addAttribute("seen", String.join(",", marks));
        return !Set.of(Arrays.stream(seen.split(",")).distinct().toArray(String[]::new))
                .containsAll(marks);
    }

    private String conflict(
            OrganisationId id,
            OrganisationDetails yours,
            OrganisationForm form,
            Model model,
            HttpServletResponse response) {
        OrganisationView theirs = organisations.get(id);
        OrganisationForm theirForm = OrganisationForm.of(theirs.details(), theirs.version());
        FormMerge.Outcome outcome =
                OrganisationForm.MERGE.merge(yours, theirs.details(), form.getFingerprints(), form, theirForm);
        resolve(form.parent());
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        model.addAttribute("organisation", theirs);
        model.addAttribute("conflict", outcome);
        List<AuditEntry> last = organisations.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, "crm/organisation/form");
    }

    private void resolve(Picked picked) {
        picked.resolve(
                id -> {
                    OrganisationDetails found =
                            organisations.get(new OrganisationId(id)).details();
                    return new Option(id.toString(), Picked.label(found.acronym(), found.names(), page.language()));
                },
                this::options);
    }

    private List<Option> options(String text) {
        return organisations.suggest(text).stream()
                .map(found -> new Option(
                        found.id().toString(),
                        Picked.label(found.acronym(), found.names(), page.language()),
                        page.missionOf(found.mission())))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private String name(OrganisationDetails details) {
        return page.text(details.names());
    }
}
