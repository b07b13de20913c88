package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tags, lists and saved queries: their list, pages and form, and how contacts get into them. */
@Controller("crmSegmentController")
@RequestMapping("${crm.web.base-path:/crm}/segments")
class SegmentController {

    private static final int PAGE = 50;

    private final Segments segments;
    private final Contacts contacts;
    private final Organisations organisations;
    private final SegmentOptions options;
    private final ContactPhrases phrases;
    private final FormMerge<SegmentDetails, SegmentForm> merge;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;

    SegmentController(
            Segments segments,
            Contacts contacts,
            Organisations organisations,
            Access access,
            Redirects redirects,
            PageSupport page) {
        this.segments = segments;
        this.contacts = contacts;
        this.organisations = organisations;
        this.options = new SegmentOptions(segments, page);
        this.phrases = new ContactPhrases(organisations, segments, page);
        this.merge = SegmentForm.merge(phrases);
        this.access = access;
        this.redirects = redirects;
        this.page = page;
    }

    /** A segment in the list. */
    record Row(SegmentView segment, @Nullable Long contacts, String asked, String address) {}

    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    String list(
            @RequestParam(required = false) @Nullable SegmentKind kind,
            @RequestParam(defaultValue = "WITHOUT") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        Slice<SegmentView> slice = segments.list(kind, archived, new Paging(cursor, PAGE));
        Map<SegmentId, Long> counts =
                segments.counts(slice.items().stream().map(SegmentView::id).toList(), ContactController.COUNTED + 1);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", SegmentKind.values());
        model.addAttribute("archived", archived);
        model.addAttribute("slice", slice);
        model.addAttribute("counted", ContactController.COUNTED);
        Map<SegmentId, String> asked = phrases.asked(slice.items());
        model.addAttribute(
                "rows",
                slice.items().stream()
                        .map(segment -> new Row(
                                segment,
                                counts.get(segment.id()),
                                asked.getOrDefault(segment.id(), ""),
                                address(segment)))
                        .toList());
        return "crm/contact/segments";
    }

    /** The list of contacts that shows those who are in it. */
    private static String address(SegmentView segment) {
        return "/contacts" + ContactFilter.of(segment.asked()).address();
    }

    @GetMapping("/suggest")
    @Requires(Right.READ_DIRECTORY)
    String suggest(HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute("options", text.isEmpty() ? List.of() : options.of(text));
        return "crm/organisation/suggestions";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    String detail(@PathVariable SegmentId id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        return detail(segments.get(id), cursor, new PickedContactForm(), model);
    }

    private String detail(SegmentView segment, @Nullable String cursor, PickedContactForm form, Model model) {
        model.addAttribute("segment", segment);
        model.addAttribute("asked", phrases.asked(List.of(segment)).getOrDefault(segment.id(), ""));
        model.addAttribute("address", address(segment));
        model.addAttribute("slice", contacts.list(segment.asked(), new Paging(cursor, PAGE)));
        model.addAttribute("count", contacts.count(segment.asked(), ContactController.COUNTED + 1));
        model.addAttribute("counted", ContactController.COUNTED);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", form);
        }
        return "crm/contact/segment-detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIRECTORY)
    String history(
            @PathVariable SegmentId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", segments.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/contact/segment-history :: entries";
        }
        model.addAttribute("segment", segments.get(id));
        return "crm/contact/segment-history";
    }

    // ---- the form
    // --------------------------------------------------------------------------------------------------------

    @GetMapping("/new")
    @Requires(Right.EDIT_CONTACTS)
    String startCreating(@ModelAttribute("form") SegmentForm form, BindingResult errors, Model model) {
        if (!form.getSensitivity().isWithin(access.officer().clearance())) {
            form.setSensitivity(access.officer().clearance());
        }
        resolve(form, errors);
        return form(null, model);
    }

    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    String create(
            @ModelAttribute("form") SegmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        String view = form(null, model);
        resolve(form, errors);
        List<SegmentView> made = new ArrayList<>();
        if (Forms.accepted(errors, () -> made.add(segments.create(form.details())))) {
            Flash.success(
                    redirect,
                    "crm.contact.segment.created",
                    made.get(0).details().name());
            return redirects.to("/segments/" + made.get(0).id());
        }
        return Forms.again(response, view);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_CONTACTS)
    String startChanging(@PathVariable SegmentId id, Model model) {
        SegmentView segment = segments.get(id);
        SegmentForm form = SegmentForm.of(segment, merge);
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        // What is asked for may be gone: that is shown before saving would drop it.
        resolve(form, errors);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return form(segment, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    String change(
            @PathVariable SegmentId id,
            @ModelAttribute("form") SegmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        SegmentView stored = segments.get(id);
        form.setKind(stored.details().kind());
        String view = form(stored, model);
        resolve(form, errors);
        try {
            if (Forms.accepted(errors, () -> segments.change(id, form.getVersion(), form.details()))) {
                Flash.success(redirect, "crm.contact.form.saved", form.details().name());
                return redirects.to("/segments/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, form, errors, model, response);
        }
        return Forms.again(response, view);
    }

    private String conflict(
            SegmentId id, SegmentForm form, BindingResult errors, Model model, HttpServletResponse response) {
        SegmentView theirs = segments.get(id);
        SegmentForm theirForm = SegmentForm.of(theirs, merge);
        model.addAttribute(
                "conflict", merge.merge(form.details(), theirs.details(), form.getFingerprints(), form, theirForm));
        resolve(form, errors);
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        List<AuditEntry> last = segments.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, form(theirs, model));
    }

    private void resolve(SegmentForm form, BindingResult errors) {
        form.getQuery()
                .organisation()
                .resolve(
                        id -> ContactController.option(organisations.get(new OrganisationId(id)), page),
                        text -> ContactController.organisationOptions(organisations, text, page));
        options.resolve(form.getQuery().segment(), null);
        form.getQuery().organisation().accept(errors, "query.organisation", false);
        form.getQuery().segment().accept(errors, "query.segment", false);
    }

    private String form(@Nullable SegmentView segment, Model model) {
        Sensitivity clearance = access.officer().clearance();
        model.addAttribute("segment", segment);
        model.addAttribute("sensitivities", Sensitivity.upTo(clearance));
        model.addAttribute("roles", PostRole.values());
        model.addAttribute("circles", Circle.values());
        model.addAttribute("archivedChoices", Archived.values());
        return "crm/contact/segment-form";
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.EDIT_CONTACTS)
    String askToArchive(@PathVariable SegmentId id, Model model) {
        model.addAttribute("segment", segments.get(id));
        return "crm/contact/segment-archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_CONTACTS)
    String archive(@PathVariable SegmentId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.contact.archive.done", () -> segments.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_CONTACTS)
    String restore(@PathVariable SegmentId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.contact.archive.restored", () -> segments.restore(id, version));
    }

    private String act(SegmentId id, RedirectAttributes redirect, String done, Supplier<SegmentView> act) {
        try {
            Flash.success(redirect, done, act.get().details().name());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.contact.segment.stale");
        }
        return redirects.to("/segments/" + id);
    }

    // ---- who is in it
    // --------------------------------------------------------------------------------------------------------

    @PostMapping("/{id}/contacts")
    @Requires(Right.EDIT_CONTACTS)
    String add(
            @PathVariable SegmentId id,
            @ModelAttribute("form") PickedContactForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        SegmentView segment = segments.get(id);
        new ContactOptions(contacts, page).resolve(form.contact(), segment.mission());
        UUID chosen = form.getContact();
        if (form.contact().accept(errors, "contact", true) && chosen != null) {
            try {
                int added = segments.add(id, List.of(new ContactId(chosen)));
                Flash.success(
                        redirect,
                        added == 0 ? "crm.contact.segment.there-already" : "crm.contact.segment.added",
                        Objects.requireNonNullElse(form.getContactText(), ""),
                        segment.details().name());
                return redirects.to("/segments/" + id);
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
            }
        }
        model.addAttribute("refused", true);
        return Forms.again(response, detail(segment, null, form, model));
    }

    @PostMapping("/{id}/contacts/{contact}/remove")
    @Requires(Right.EDIT_CONTACTS)
    String remove(
            @PathVariable SegmentId id,
            @PathVariable ContactId contact,
            @RequestParam(defaultValue = "false") boolean back,
            RedirectAttributes redirect) {
        String name = contacts.get(contact).details().displayName();
        segments.remove(id, List.of(contact));
        Flash.success(
                redirect,
                "crm.contact.segment.removed",
                name,
                segments.get(id).details().name());
        return redirects.to(back ? "/contacts/" + contact : "/segments/" + id);
    }

    /** Asks which segment those whom a list of contacts shows are to be put into. */
    @GetMapping("/add-found")
    @Requires(Right.EDIT_CONTACTS)
    String startAddingFound(@ModelAttribute("form") FoundForm form, BindingResult errors, Model model) {
        return found(form, model);
    }

    @PostMapping("/add-found")
    @Requires(Right.EDIT_CONTACTS)
    String addFound(
            @ModelAttribute("form") FoundForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        String view = found(form, model);
        options.resolve(form.into(), access.officer().home());
        UUID chosen = form.getInto();
        if (form.into().accept(errors, "into", true) && chosen != null) {
            SegmentId id = new SegmentId(chosen);
            List<Integer> added = new ArrayList<>();
            try {
                if (Forms.accepted(
                        errors,
                        () -> added.add(segments.addFound(id, form.getQuery().toQuery())))) {
                    Flash.success(
                            redirect,
                            "crm.contact.segment.added-found",
                            added.get(0),
                            Objects.requireNonNullElse(form.getIntoText(), ""));
                    return redirects.to("/segments/" + id);
                }
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
            }
        }
        return Forms.again(response, view);
    }

    private String found(FoundForm form, Model model) {
        model.addAttribute("asked", phrases.sentence(form.getQuery().toQuery()));
        model.addAttribute("address", form.getQuery().address());
        model.addAttribute("count", contacts.count(form.getQuery().toQuery(), ContactController.COUNTED + 1));
        model.addAttribute("counted", ContactController.COUNTED);
        model.addAttribute("criteria", form.getQuery().parameters("query."));
        return "crm/contact/segment-add-found";
    }

    /** Those whom a list of contacts shows, and where they are to be put. */
    static final class FoundForm {

        private final ContactFilter query = new ContactFilter();
        private final Picked into = new Picked();

        public ContactFilter getQuery() {
            return query;
        }

        public Picked into() {
            return into;
        }

        public @Nullable UUID getInto() {
            return into.id();
        }

        public void setInto(@Nullable UUID id) {
            into.id(id);
        }

        public @Nullable String getIntoText() {
            return into.text();
        }

        public void setIntoText(@Nullable String text) {
            into.text(text);
        }

        public void setIntoChoice(@Nullable UUID choice) {
            into.choose(choice);
        }
    }
}
