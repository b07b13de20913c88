package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateId;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.Difference;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
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

/** Begins, changes, ends and removes the mandates of a contact. */
@Controller("crmMandateController")
@RequestMapping("${crm.web.base-path:/crm}/contacts/{contactId}/mandates")
class MandateController {

    private final Contacts contacts;
    private final Mandates mandates;
    private final Posts posts;
    private final Organisations organisations;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    MandateController(
            Contacts contacts,
            Mandates mandates,
            Posts posts,
            Organisations organisations,
            Access access,
            Redirects redirects,
            PageSupport page,
            Clock clock) {
        this.contacts = contacts;
        this.mandates = mandates;
        this.posts = posts;
        this.organisations = organisations;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping("/new")
    @Requires(Right.EDIT_CONTACTS)
    String startBeginning(
            @PathVariable ContactId contactId,
            @ModelAttribute("form") MandateForm form,
            BindingResult errors,
            Model model) {
        resolve(form);
        return form(contacts.get(contactId), null, model);
    }

    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    String begin(
            @PathVariable ContactId contactId,
            @ModelAttribute("form") MandateForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        ContactView contact = contacts.get(contactId);
        Tenure tenure = form.tenure(errors);
        boolean known = isKnown(form, errors);
        if (tenure != null && known && Forms.accepted(errors, () -> begin(contactId, form, tenure))) {
            Flash.success(
                    redirect, "crm.contact.mandate.begun", contact.details().displayName());
            return redirects.to("/contacts/" + contactId);
        }
        form(contact, null, model);
        return Forms.again(response, "crm/contact/mandate");
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_CONTACTS)
    String startChanging(@PathVariable ContactId contactId, @PathVariable MandateId id, Model model) {
        MandateView mandate = mandate(contactId, id);
        MandateForm form = MandateForm.of(mandate.details(), mandate.version());
        resolve(form);
        model.addAttribute("form", form);
        return form(contacts.get(contactId), mandate, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    String change(
            @PathVariable ContactId contactId,
            @PathVariable MandateId id,
            @ModelAttribute("form") MandateForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        MandateView stored = mandate(contactId, id);
        ContactView contact = contacts.get(contactId);
        form(contact, stored, model);
        Tenure tenure = form.tenure(errors);
        boolean known = isKnown(form, errors);
        if (tenure == null || !known) {
            return Forms.again(response, "crm/contact/mandate");
        }
        try {
            if (Forms.accepted(errors, () -> change(id, contactId, form, tenure))) {
                Flash.success(
                        redirect, "crm.contact.mandate.saved", contact.details().displayName());
                return redirects.to("/contacts/" + contactId);
            }
        } catch (StaleVersionException stale) {
            model.addAttribute("differences", differences(mandate(contactId, id), form));
            form.setVersion(stale.current());
            return Forms.conflict(response, "crm/contact/mandate");
        }
        return Forms.again(response, "crm/contact/mandate");
    }

    /** Asks for the last day; on the contact's page the same form stands beside each current mandate. */
    @GetMapping("/{id}/end")
    @Requires(Right.EDIT_CONTACTS)
    String startEnding(@PathVariable ContactId contactId, @PathVariable MandateId id, Model model) {
        MandateView mandate = mandate(contactId, id);
        MandateForm form = MandateForm.of(mandate.details(), mandate.version());
        form.setUntil(LocalDate.now(clock).toString());
        model.addAttribute("form", form);
        return ending(contactId, mandate, model);
    }

    @PostMapping("/{id}/end")
    @Requires(Right.EDIT_CONTACTS)
    String end(
            @PathVariable ContactId contactId,
            @PathVariable MandateId id,
            @ModelAttribute("form") MandateForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        MandateView mandate = mandate(contactId, id);
        PartialDate since = mandate.details().tenure().since();
        form.setSince(since == null ? null : since.toString());
        if (form.isEnded()) {
            form.setUntil(null);
        } else if (Forms.textOrNull(form.getUntil()) == null) {
            errors.rejectValue("until", "crm.contact.mandate.end.until-needed");
        }
        Tenure tenure = form.tenure(errors);
        MandateDetails details = mandate.details();
        ending(contactId, mandate, model);
        if (tenure == null) {
            return Forms.again(response, "crm/contact/mandate-end");
        }
        try {
            if (Forms.accepted(
                    errors,
                    () -> mandates.change(
                            id,
                            form.getVersion(),
                            new MandateDetails(details.contact(), details.post(), tenure, details.note())))) {
                Flash.success(redirect, "crm.contact.mandate.end.done", mandate.contactName());
                return redirects.to("/contacts/" + contactId);
            }
        } catch (StaleVersionException stale) {
            errors.reject("crm.contact.mandate.end.stale");
            form.setVersion(stale.current());
            return Forms.conflict(response, "crm/contact/mandate-end");
        }
        return Forms.again(response, "crm/contact/mandate-end");
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/remove")
    @Requires(Right.EDIT_CONTACTS)
    String askToRemove(@PathVariable ContactId contactId, @PathVariable MandateId id, Model model) {
        model.addAttribute("contact", contacts.get(contactId));
        model.addAttribute("mandate", mandate(contactId, id));
        return "crm/contact/mandate-remove";
    }

    @PostMapping("/{id}/remove")
    @Requires(Right.EDIT_CONTACTS)
    String remove(
            @PathVariable ContactId contactId,
            @PathVariable MandateId id,
            @RequestParam long version,
            RedirectAttributes redirect) {
        MandateView mandate = mandate(contactId, id);
        try {
            mandates.remove(id, version);
            Flash.success(redirect, "crm.contact.mandate.remove.done", mandate.contactName());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.contact.archive.stale");
        }
        return redirects.to("/contacts/" + contactId);
    }

    /** The mandate, as long as it is one of this contact. */
    private MandateView mandate(ContactId contact, MandateId id) {
        MandateView mandate = mandates.get(id);
        if (!mandate.details().contact().equals(contact)) {
            throw new NotFoundException();
        }
        return mandate;
    }

    private String form(ContactView contact, @Nullable MandateView mandate, Model model) {
        model.addAttribute("contact", contact);
        model.addAttribute("mandate", mandate);
        model.addAttribute("roles", PostRole.values());
        model.addAttribute("mayEstablish", access.officer().may(Right.EDIT_ORGANISATIONS));
        return "crm/contact/mandate";
    }

    private String ending(ContactId contact, MandateView mandate, Model model) {
        model.addAttribute("contact", contacts.get(contact));
        model.addAttribute("mandate", mandate);
        model.addAttribute("today", LocalDate.now(clock));
        return "crm/contact/mandate-end";
    }

    private void resolve(MandateForm form) {
        LocalDate today = LocalDate.now(clock);
        form.post().resolve(id -> option(posts.get(new PostId(id), today)), text -> posts.suggest(text).stream()
                .map(this::option)
                .toList());
        form.organisation()
                .resolve(
                        id -> {
                            OrganisationView found = organisations.get(new OrganisationId(id));
                            return new Option(
                                    id.toString(),
                                    Picked.label(
                                            found.details().acronym(),
                                            found.details().names(),
                                            page.language()));
                        },
                        text -> ContactController.organisationOptions(organisations, text, page));
    }

    /** Whether it is clear which post is meant; else {@code errors} says what is missing. */
    private boolean isKnown(MandateForm form, BindingResult errors) {
        resolve(form);
        if (form.post().state() != Picked.State.NONE) {
            return form.post().accept(errors, "post", true);
        }
        if (form.organisation().state() == Picked.State.NONE && form.getRole() == null) {
            errors.rejectValue("post", "crm.contact.mandate.post-needed");
            return false;
        }
        boolean organisation = form.organisation().accept(errors, "organisation", true);
        if (form.getRole() == null) {
            errors.rejectValue("role", "crm.contact.mandate.role-needed");
        } else if (form.getRole() == PostRole.OTHER && Forms.textOrNull(form.getTitle()) == null) {
            errors.rejectValue("title", "crm.contact.mandate.title-needed");
        }
        return organisation && !errors.hasErrors();
    }

    private void begin(ContactId contact, MandateForm form, Tenure tenure) {
        if (form.getPost() != null) {
            mandates.begin(form.details(contact, new PostId(form.getPost()), tenure));
        } else {
            mandates.begin(contact, post(form), tenure, Forms.textOrNull(form.getNote()));
        }
    }

    private void change(MandateId id, ContactId contact, MandateForm form, Tenure tenure) {
        if (form.getPost() != null) {
            mandates.change(id, form.getVersion(), form.details(contact, new PostId(form.getPost()), tenure));
        } else {
            mandates.change(id, form.getVersion(), post(form), tenure, Forms.textOrNull(form.getNote()));
        }
    }

    /** The post of that organisation, role and title, whether there is one or not. */
    private PostDetails post(MandateForm form) {
        if (form.getOrganisation() == null || form.getRole() == null) {
            throw new IllegalStateException("neither a post nor an organisation with a role");
        }
        String title = Forms.textOrNull(form.getTitle());
        return new PostDetails(
                new OrganisationId(form.getOrganisation()),
                form.getRole(),
                title == null ? LocalizedText.EMPTY : LocalizedText.of(page.language(), title),
                null,
                Tenure.UNKNOWN);
    }

    private List<Difference> differences(MandateView theirs, MandateForm form) {
        MandateForm their = MandateForm.of(theirs.details(), theirs.version());
        resolve(their);
        List<Difference> differences = new ArrayList<>();
        Difference.add(differences, "crm.contact.mandate.post", their.getPostText(), form.getPostText());
        Difference.add(differences, "crm.contact.mandate.since", their.getSince(), form.getSince());
        Difference.add(differences, "crm.contact.mandate.until", their.getUntil(), form.getUntil());
        Difference.add(differences, "crm.contact.mandate.ended", yes(their.isEnded()), yes(form.isEnded()));
        Difference.add(differences, "crm.contact.mandate.note", their.getNote(), form.getNote());
        return differences;
    }

    private static String yes(boolean marked) {
        return marked ? "✓" : "";
    }

    private Option option(PostView post) {
        String title = post.details().title().isEmpty()
                ? page.message(
                        "crm.organisation.role." + page.code(post.details().role()))
                : page.text(post.details().title());
        return new Option(
                post.id().toString(),
                title + ", " + page.text(post.organisationNames()),
                page.missionOf(post.mission()));
    }
}
