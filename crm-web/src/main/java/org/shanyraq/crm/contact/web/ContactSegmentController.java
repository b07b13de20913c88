package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Puts tags on a contact, and the contact on lists, from the page of the contact. */
@Controller("crmContactSegmentController")
@RequestMapping("${crm.web.base-path:/crm}/contacts/{contactId}/segments")
class ContactSegmentController {

    private final Contacts contacts;
    private final Segments segments;
    private final SegmentOptions options;
    private final Access access;
    private final Redirects redirects;

    ContactSegmentController(
            Contacts contacts, Segments segments, Access access, Redirects redirects, PageSupport page) {
        this.contacts = contacts;
        this.segments = segments;
        this.options = new SegmentOptions(segments, page);
        this.access = access;
        this.redirects = redirects;
    }

    /** A name that no tag or list has is asked about first, so that a slip makes no new tag. */
    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    String add(
            @PathVariable ContactId contactId,
            @ModelAttribute("form") ContactSegmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        ContactView contact = contacts.get(contactId);
        boolean isHome = contact.mission().equals(access.officer().home());
        Picked.State state = options.resolve(form.segment(), contact.mission());
        boolean unknown = state == Picked.State.UNKNOWN;
        model.addAttribute("contact", contact);
        model.addAttribute("mayCreate", unknown && isHome);
        try {
            if (unknown && isHome && form.isCreate()) {
                if (Forms.accepted(errors, () -> added(contact, create(form), redirect))) {
                    return redirects.to("/contacts/" + contactId);
                }
            } else {
                UUID chosen = form.getSegment();
                if (form.segment().accept(errors, "segment", true) && chosen != null) {
                    added(contact, new SegmentId(chosen), redirect);
                    return redirects.to("/contacts/" + contactId);
                }
            }
        } catch (ConflictException refused) {
            errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
        }
        return Forms.again(response, "crm/contact/segment-choose");
    }

    private void added(ContactView contact, SegmentId segment, RedirectAttributes redirect) {
        int added = segments.add(segment, List.of(contact.id()));
        Flash.success(
                redirect,
                added == 0 ? "crm.contact.segment.there-already" : "crm.contact.segment.added",
                contact.details().displayName(),
                segments.get(segment).details().name());
    }

    private SegmentId create(ContactSegmentForm form) {
        @Nullable String name = form.getSegmentText();
        Sensitivity clearance = access.officer().clearance();
        return segments.create(new SegmentDetails(
                        SegmentKind.TAG,
                        name == null ? "" : name,
                        null,
                        Sensitivity.INTERNAL.isWithin(clearance) ? Sensitivity.INTERNAL : clearance,
                        null))
                .id();
    }
}
