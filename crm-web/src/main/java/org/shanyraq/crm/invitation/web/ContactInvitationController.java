package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Htmx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** To which dialogues a contact is or was to be invited; also as a part of the page of the contact. */
@Controller("crmContactInvitationController")
@RequestMapping("${crm.web.base-path:/crm}/contacts/{contactId}/invitations")
class ContactInvitationController {

    private final Invitations invitations;
    private final Contacts contacts;

    ContactInvitationController(Invitations invitations, Contacts contacts) {
        this.invitations = invitations;
        this.contacts = contacts;
    }

    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String list(
            @PathVariable ContactId contactId,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("slice", invitations.of(contactId, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/invitation/contact :: entries";
        }
        model.addAttribute("contact", contacts.get(contactId));
        return "crm/invitation/contact";
    }
}
