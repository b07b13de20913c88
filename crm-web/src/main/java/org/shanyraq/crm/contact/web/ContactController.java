package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
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

/** The list, the page and the form of contacts. */
@Controller("crmContactController")
@RequestMapping("${crm.web.base-path:/crm}/contacts")
class ContactController {

    /** Beyond this the list says "more than" instead of counting on. */
    static final long COUNTED = 10_000;

    private static final int PAGE = 50;

    private final Contacts contacts;
    private final Organisations organisations;
    private final Segments segments;
    private final SegmentOptions segmentOptions;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    ContactController(
            Contacts contacts,
            Organisations organisations,
            Segments segments,
            Access access,
            Redirects redirects,
            PageSupport page,
            Clock clock) {
        this.contacts = contacts;
        this.organisations = organisations;
        this.segments = segments;
        this.segmentOptions = new SegmentOptions(segments, page);
        this.access = access;
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
            @ModelAttribute("filter") ContactFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        filter.organisation()
                .resolve(
                        id -> option(organisations.get(new OrganisationId(id)), page),
                        text -> organisationOptions(organisations, text, page));
        filter.organisation().accept(errors, "organisation", false);
        segmentOptions.resolve(filter.segment(), null);
        filter.segment().accept(errors, "segment", false);
        boolean unclear = errors.hasErrors();
        ContactQuery query = filter.toQuery();
        model.addAttribute("unclear", unclear);
        model.addAttribute(
                "slice",
                unclear ? new Slice<ContactSummary>(List.of(), null) : contacts.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("count", unclear ? 0L : contacts.count(query, COUNTED + 1));
        model.addAttribute("counted", COUNTED);
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + filter.address());
            return "crm/contact/list :: rows";
        }
        model.addAttribute("roles", PostRole.values());
        model.addAttribute("circles", Circle.values());
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        model.addAttribute("archivedChoices", Archived.values());
        model.addAttribute("sorts", ContactQuery.Sort.values());
        return "crm/contact/list";
    }

    @GetMapping("/suggest")
    @Requires(Right.READ_DIRECTORY)
    String suggest(HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute("options", text.length() < 2 ? List.of() : new ContactOptions(contacts, page).of(text));
        return "crm/organisation/suggestions";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    String detail(@PathVariable ContactId id, Model model) {
        model.addAttribute("contact", contacts.get(id));
        model.addAttribute("segments", segments.of(id));
        model.addAttribute("form", new ContactSegmentForm());
        model.addAttribute("today", LocalDate.now(clock));
        return "crm/contact/detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIRECTORY)
    String history(
            @PathVariable ContactId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", contacts.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/contact/history :: entries";
        }
        model.addAttribute("contact", contacts.get(id));
        return "crm/contact/history";
    }

    @GetMapping("/new")
    @Requires(Right.EDIT_CONTACTS)
    String startRegistering(Model model) {
        ContactForm form = ContactForm.blank();
        Sensitivity clearance = access.officer().clearance();
        if (!form.getSensitivity().isWithin(clearance)) {
            form.setSensitivity(clearance);
        }
        model.addAttribute("form", form);
        return form(null, model);
    }

    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    String register(
            @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, model);
        if (form.changesRows(add, drop)) {
            return "crm/contact/form";
        }
        form.dropEmptyRows();
        ContactDetails details = form.toDetails(errors);
        if (errors.hasErrors() || looksKnown(details, null, seen, model)) {
            return again(form, response);
        }
        List<ContactView> made = new ArrayList<>();
        if (Forms.accepted(errors, () -> made.add(contacts.register(details)))) {
            Flash.success(redirect, "crm.contact.form.registered", details.displayName());
            return redirects.to("/contacts/" + made.get(0).id());
        }
        return again(form, response);
    }

    /** While the form is filled in: who may be meant already. */
    @PostMapping("/duplicates")
    @Requires(Right.EDIT_CONTACTS)
    String duplicates(
            @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable ContactId self,
            Model model) {
        form.dropEmptyRows();
        model.addAttribute("self", self);
        looksKnown(form.toDetails(errors), self, "", model);
        return "crm/contact/form :: duplicates";
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_CONTACTS)
    String startChanging(@PathVariable ContactId id, Model model) {
        ContactView contact = contacts.get(id);
        ContactForm form = ContactForm.of(contact.details(), contact.version());
        form.offerRows();
        model.addAttribute("form", form);
        return form(contact, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    String change(
            @PathVariable ContactId id,
            @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        ContactView stored = contacts.get(id);
        form(stored, model);
        if (form.changesRows(add, drop)) {
            return "crm/contact/form";
        }
        form.dropEmptyRows();
        ContactDetails details = form.toDetails(errors);
        if (errors.hasErrors() || (namesAnother(details, stored) && looksKnown(details, id, seen, model))) {
            return again(form, response);
        }
        try {
            if (Forms.accepted(errors, () -> contacts.change(id, form.getVersion(), details))) {
                Flash.success(redirect, "crm.contact.form.saved", details.displayName());
                return redirects.to("/contacts/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, details, form, model, response);
        }
        return again(form, response);
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.EDIT_CONTACTS)
    String askToArchive(@PathVariable ContactId id, Model model) {
        model.addAttribute("contact", contacts.get(id));
        return "crm/contact/archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_CONTACTS)
    String archive(@PathVariable ContactId id, @RequestParam long version, RedirectAttributes redirect) {
        try {
            ContactView contact = contacts.archive(id, version);
            Flash.success(
                    redirect, "crm.contact.archive.done", contact.details().displayName());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.contact.archive.stale");
        }
        return redirects.to("/contacts/" + id);
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_CONTACTS)
    String restore(@PathVariable ContactId id, @RequestParam long version, RedirectAttributes redirect) {
        try {
            ContactView contact = contacts.restore(id, version);
            Flash.success(
                    redirect, "crm.contact.archive.restored", contact.details().displayName());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.contact.archive.stale");
        }
        return redirects.to("/contacts/" + id);
    }

    private static String again(ContactForm form, HttpServletResponse response) {
        form.offerRows();
        return Forms.again(response, "crm/contact/form");
    }

    private String form(@Nullable ContactView contact, Model model) {
        model.addAttribute("contact", contact);
        model.addAttribute("self", contact == null ? null : contact.id());
        model.addAttribute("nameKinds", PersonName.Kind.values());
        model.addAttribute("channelKinds", Channel.Kind.values());
        model.addAttribute("purposes", Channel.Purpose.values());
        model.addAttribute("legalBases", LegalBasis.values());
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return "crm/contact/form";
    }

    private String conflict(
            ContactId id, ContactDetails yours, ContactForm form, Model model, HttpServletResponse response) {
        ContactView theirs = contacts.get(id);
        ContactForm theirForm = ContactForm.of(theirs.details(), theirs.version());
        FormMerge.Outcome outcome =
                ContactForm.MERGE.merge(yours, theirs.details(), form.getFingerprints(), form, theirForm);
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        form.offerRows();
        model.addAttribute("contact", theirs);
        model.addAttribute("conflict", outcome);
        List<AuditEntry> last = contacts.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, "crm/contact/form");
    }

    /** Whether there are likely duplicates that the user has not been shown; puts them into the model. */
    private boolean looksKnown(ContactDetails details, @Nullable ContactId self, String seen, Model model) {
        if (details.names().isEmpty()) {
            return false;
        }
        List<DuplicateCandidate> candidates = contacts.possibleDuplicates(details, self);
        String ids = candidates.stream()
                .map(candidate -> candidate.contact().id().toString())
                .collect(Collectors.joining(","));
        model.addAttribute("duplicates", candidates);
        model.addAttribute("seen", ids);
        Set<String> known = Set.of(Arrays.stream(seen.split(",")).distinct().toArray(String[]::new));
        return candidates.stream()
                .anyMatch(candidate -> !known.contains(candidate.contact().id().toString()));
    }

    private static boolean namesAnother(ContactDetails details, ContactView stored) {
        return !details.names().equals(stored.details().names())
                || !details.externalIds().equals(stored.details().externalIds())
                || !emails(details).equals(emails(stored.details()));
    }

    private static List<String> emails(ContactDetails details) {
        return details.channels().stream()
                .filter(channel -> channel.kind() == Channel.Kind.EMAIL)
                .map(Channel::value)
                .toList();
    }

    static Option option(OrganisationView organisation, PageSupport page) {
        return new Option(
                organisation.id().toString(),
                Picked.label(
                        organisation.details().acronym(), organisation.details().names(), page.language()));
    }

    static List<Option> organisationOptions(Organisations organisations, String text, PageSupport page) {
        return organisations.suggest(text).stream()
                .map(found -> new Option(
                        found.id().toString(),
                        Picked.label(found.acronym(), found.names(), page.language()),
                        page.missionOf(found.mission())))
                .toList();
    }
}
