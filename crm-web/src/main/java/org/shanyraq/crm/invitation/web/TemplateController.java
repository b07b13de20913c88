package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.invitation.Placeholder;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list, the page and the form of templates of mails to guests. */
@Controller("crmTemplateController")
@RequestMapping("${crm.web.base-path:/crm}/invitation-templates")
class TemplateController {

    private static final int PAGE = 50;
    private static final String FORM = "crm/invitation/template-form";

    private final Templates templates;
    private final Redirects redirects;

    TemplateController(Templates templates, Redirects redirects) {
        this.templates = templates;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String list(
            @RequestParam(defaultValue = "WITHOUT") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("archived", archived);
        model.addAttribute(
                "kinds",
                Arrays.stream(TemplateKind.values())
                        .filter(TemplateKind::byOfficers)
                        .toList());
        model.addAttribute("slice", templates.list(null, archived, new Paging(cursor, PAGE)));
        return "crm/invitation/templates";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    String detail(@PathVariable TemplateId id, Model model) {
        model.addAttribute("template", templates.get(id));
        return "crm/invitation/template-detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIALOGUES)
    String history(
            @PathVariable TemplateId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", templates.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/invitation/template-history :: entries";
        }
        model.addAttribute("template", templates.get(id));
        return "crm/invitation/template-history";
    }

    /** A new one begins with the standard text of its kind. */
    @GetMapping("/new")
    @Requires(Right.EDIT_DIALOGUES)
    String startCreating(@RequestParam(defaultValue = "INVITATION") TemplateKind kind, Model model) {
        model.addAttribute("form", TemplateForm.of(templates.standard(kind), null));
        return form(null, kind, model);
    }

    @PostMapping
    @Requires(Right.EDIT_DIALOGUES)
    String create(
            @ModelAttribute("form") TemplateForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, form.getKind(), model);
        form.settle(errors);
        TemplateDetails details = form.toDetails();
        List<TemplateView> made = new ArrayList<>();
        if (Forms.accepted(errors, () -> made.add(templates.create(details)))) {
            TemplateView template = made.get(0);
            Flash.success(
                    redirect,
                    "crm.invitation.template.created",
                    template.details().name());
            return redirects.to("/invitation-templates/" + template.id());
        }
        return Forms.again(response, FORM);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_DIALOGUES)
    String startChanging(@PathVariable TemplateId id, Model model) {
        TemplateView template = templates.get(id);
        model.addAttribute("form", TemplateForm.of(template.details(), template.version()));
        return form(template, template.details().kind(), model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_DIALOGUES)
    String change(
            @PathVariable TemplateId id,
            @ModelAttribute("form") TemplateForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        TemplateView stored = templates.get(id);
        form.setKind(stored.details().kind());
        form(stored, form.getKind(), model);
        form.settle(errors);
        TemplateDetails details = form.toDetails();
        try {
            if (Forms.accepted(errors, () -> templates.change(id, form.getVersion(), details))) {
                Flash.success(redirect, "crm.invitation.template.saved", details.name());
                return redirects.to("/invitation-templates/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, details, form, model, response);
        }
        return Forms.again(response, FORM);
    }

    private String conflict(
            TemplateId id, TemplateDetails yours, TemplateForm form, Model model, HttpServletResponse response) {
        TemplateView theirs = templates.get(id);
        TemplateForm theirForm = TemplateForm.of(theirs.details(), theirs.version());
        model.addAttribute(
                "conflict", TemplateForm.MERGE.merge(yours, theirs.details(), form.getFingerprints(), form, theirForm));
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        form(theirs, form.getKind(), model);
        List<AuditEntry> last = templates.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, FORM);
    }

    private static String form(@Nullable TemplateView template, TemplateKind kind, Model model) {
        model.addAttribute("template", template);
        model.addAttribute("kind", kind);
        model.addAttribute(
                "placeholders",
                Arrays.stream(Placeholder.values())
                        .filter(Placeholder::byOfficers)
                        .toList());
        return FORM;
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    String askToArchive(@PathVariable TemplateId id, Model model) {
        model.addAttribute("template", templates.get(id));
        return "crm/invitation/template-archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    String archive(@PathVariable TemplateId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.invitation.template.archived", () -> templates.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_DIALOGUES)
    String restore(@PathVariable TemplateId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.invitation.template.restored", () -> templates.restore(id, version));
    }

    private String act(TemplateId id, RedirectAttributes redirect, String done, Supplier<TemplateView> act) {
        try {
            Flash.success(redirect, done, act.get().details().name());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.invitation.template.stale");
        }
        return redirects.to("/invitation-templates/" + id);
    }
}
