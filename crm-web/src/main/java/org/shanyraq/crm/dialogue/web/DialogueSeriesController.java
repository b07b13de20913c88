package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
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

/** The list, the page and the form of series of dialogues. */
@Controller("crmDialogueSeriesController")
@RequestMapping("${crm.web.base-path:/crm}/dialogue-series")
class DialogueSeriesController {

    private static final int PAGE = 50;
    private static final int SHOWN = 50;

    private final DialogueSeriesCatalogue catalogue;
    private final Dialogues dialogues;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    DialogueSeriesController(
            DialogueSeriesCatalogue catalogue,
            Dialogues dialogues,
            Access access,
            Redirects redirects,
            PageSupport page,
            Clock clock) {
        this.catalogue = catalogue;
        this.dialogues = dialogues;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
        this.clock = clock;
    }

    @InitBinder
    void limitRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(60);
    }

    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String list(
            @RequestParam(defaultValue = "WITHOUT") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("archived", archived);
        model.addAttribute("slice", catalogue.list(archived, new Paging(cursor, PAGE)));
        return "crm/dialogue/series-list";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    String detail(@PathVariable DialogueSeriesId id, Model model) {
        DialogueSeriesView series = catalogue.get(id);
        model.addAttribute("series", series);
        model.addAttribute("slice", dialogues.list(DialogueQuery.ALL.of(id), Paging.first(SHOWN)));
        return "crm/dialogue/series-detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIALOGUES)
    String history(
            @PathVariable DialogueSeriesId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", catalogue.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/dialogue/series-history :: entries";
        }
        model.addAttribute("series", catalogue.get(id));
        return "crm/dialogue/series-history";
    }

    @GetMapping("/new")
    @Requires(Right.EDIT_DIALOGUES)
    String startCreating(Model model) {
        model.addAttribute("form", DialogueSeriesForm.blank(clock.getZone()));
        return form(null, model);
    }

    @PostMapping
    @Requires(Right.EDIT_DIALOGUES)
    String create(
            @ModelAttribute("form") DialogueSeriesForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, model);
        if (form.changesRows(add, drop)) {
            return "crm/dialogue/series-form";
        }
        form.dropEmptyLanguages();
        DialogueSeriesDetails details = form.toDetails(errors);
        List<DialogueSeriesView> made = new ArrayList<>();
        if (details != null && Forms.accepted(errors, () -> made.add(catalogue.create(details)))) {
            Flash.success(redirect, "crm.dialogue.form.created", page.text(details.name()));
            return redirects.to("/dialogue-series/" + made.get(0).id());
        }
        return again(form, response);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_DIALOGUES)
    String startChanging(@PathVariable DialogueSeriesId id, Model model) {
        DialogueSeriesView series = catalogue.get(id);
        DialogueSeriesForm form = DialogueSeriesForm.of(series.details(), series.version());
        form.offerLanguage();
        model.addAttribute("form", form);
        return form(series, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_DIALOGUES)
    String change(
            @PathVariable DialogueSeriesId id,
            @ModelAttribute("form") DialogueSeriesForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueSeriesView stored = catalogue.get(id);
        form(stored, model);
        if (form.changesRows(add, drop)) {
            return "crm/dialogue/series-form";
        }
        form.dropEmptyLanguages();
        form.setSensitivity(stored.details().sensitivity());
        DialogueSeriesDetails details = form.toDetails(errors);
        try {
            if (details != null && Forms.accepted(errors, () -> catalogue.change(id, form.getVersion(), details))) {
                Flash.success(redirect, "crm.dialogue.form.saved", page.text(details.name()));
                return redirects.to("/dialogue-series/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, details, form, model, response);
        }
        return again(form, response);
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    String askToArchive(@PathVariable DialogueSeriesId id, Model model) {
        model.addAttribute("series", catalogue.get(id));
        return "crm/dialogue/series-archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    String archive(@PathVariable DialogueSeriesId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.dialogue.archive.done", () -> catalogue.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_DIALOGUES)
    String restore(@PathVariable DialogueSeriesId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.dialogue.archive.restored", () -> catalogue.restore(id, version));
    }

    private String act(
            DialogueSeriesId id, RedirectAttributes redirect, String done, Supplier<DialogueSeriesView> act) {
        try {
            Flash.success(redirect, done, page.text(act.get().details().name()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.dialogue.act.stale");
        }
        return redirects.to("/dialogue-series/" + id);
    }

    private static String again(DialogueSeriesForm form, HttpServletResponse response) {
        form.offerLanguage();
        return Forms.again(response, "crm/dialogue/series-form");
    }

    private String form(@Nullable DialogueSeriesView series, Model model) {
        model.addAttribute("series", series);
        model.addAttribute("formats", DialogueFormat.values());
        model.addAttribute("circles", Circle.values());
        model.addAttribute("levels", Level.values());
        model.addAttribute("zones", PlaceForm.ZONES);
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return "crm/dialogue/series-form";
    }

    private String conflict(
            DialogueSeriesId id,
            @Nullable DialogueSeriesDetails yours,
            DialogueSeriesForm form,
            Model model,
            HttpServletResponse response) {
        DialogueSeriesView theirs = catalogue.get(id);
        DialogueSeriesForm theirForm = DialogueSeriesForm.of(theirs.details(), theirs.version());
        if (yours != null) {
            model.addAttribute(
                    "conflict",
                    DialogueSeriesForm.MERGE.merge(yours, theirs.details(), form.getFingerprints(), form, theirForm));
        }
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        form.offerLanguage();
        form(theirs, model);
        List<AuditEntry> last = catalogue.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, "crm/dialogue/series-form");
    }
}
