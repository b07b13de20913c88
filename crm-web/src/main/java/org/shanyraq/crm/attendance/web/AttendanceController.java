package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.contact.web.PersonNameForm;
import org.shanyraq.crm.contact.web.PickedContactForm;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
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

/** Who came to a dialogue, and who the walk-ins were. */
@Controller("crmAttendanceController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/attendance")
class AttendanceController {

    private static final int PAGE = 50;

    /** Of walk-ins fewer stand on a page, since for each one looks who it may be. */
    private static final int WALK_INS = 20;

    private static final int SUGGESTED = 3;

    /** With what a link is refused when the contact is noted as come besides. */
    private static final String CAME = "crm.attendance.error.came";

    private final Attendances attendances;
    private final Dialogues dialogues;
    private final Contacts contacts;
    private final Redirects redirects;
    private final PageSupport page;

    AttendanceController(
            Attendances attendances, Dialogues dialogues, Contacts contacts, Redirects redirects, PageSupport page) {
        this.attendances = attendances;
        this.dialogues = dialogues;
        this.contacts = contacts;
        this.redirects = redirects;
        this.page = page;
    }

    /** On the page of the dialogue it is the figures alone. */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String list(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable Circle circle,
            @RequestParam(defaultValue = "false") boolean walkIns,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("count", attendances.count(dialogueId));
        model.addAttribute("base", base(dialogueId));
        model.addAttribute("door", DoorController.base(dialogueId));
        model.addAttribute("badges", "/dialogues/" + dialogueId + "/badges");
        if (Htmx.isFragment(request)) {
            return "crm/attendance/came :: panel";
        }
        model.addAttribute("dialogue", dialogues.get(dialogueId));
        model.addAttribute("circle", circle);
        model.addAttribute("walkIns", walkIns);
        model.addAttribute(
                "slice",
                attendances.list(
                        new AttendanceQuery(dialogueId, circle, walkIns, false, false), new Paging(cursor, PAGE)));
        return "crm/attendance/came";
    }

    private static String base(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/attendance";
    }

    /** Walk-ins of whom nobody said who they are; contacts of such a name are looked for on the page of each. */
    @GetMapping("/walk-ins")
    @Requires(Right.CHECK_IN)
    String walkIns(
            @PathVariable DialogueId dialogueId, @RequestParam(required = false) @Nullable String cursor, Model model) {
        DialogueView dialogue = dialogues.get(dialogueId);
        Slice<AttendanceView> slice =
                attendances.list(AttendanceQuery.of(dialogueId).onlyUnlinked(), new Paging(cursor, WALK_INS));
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", base(dialogueId));
        model.addAttribute("slice", slice);
        return "crm/attendance/walk-ins";
    }

    private List<ContactSummary> suggested(AttendanceView walkIn, DialogueView dialogue) {
        return contacts.suggest(walkIn.name()).stream()
                .filter(contact -> contact.mission().equals(dialogue.mission()) && !contact.archived())
                .limit(SUGGESTED)
                .toList();
    }

    /** Who a walk-in may be; of one of whom that was said, who it is, and that it can be taken back. */
    @GetMapping("/walk-ins/{id}")
    @Requires(Right.CHECK_IN)
    String walkIn(@PathVariable DialogueId dialogueId, @PathVariable AttendanceId id, Model model) {
        return walkIn(attendances.get(dialogueId, id), dialogues.get(dialogueId), model);
    }

    private String walkIn(AttendanceView walkIn, DialogueView dialogue, Model model) {
        String typed = walkIn.typedName();
        if (typed == null) {
            throw new NotFoundException();
        }
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", base(dialogue.id()));
        model.addAttribute("walkIn", walkIn);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new PickedContactForm());
        }
        if (!model.containsAttribute("fresh")) {
            model.addAttribute("fresh", PersonNameForm.of(PersonName.typed(typed)));
        }
        model.addAttribute(
                "suggested",
                walkIn.contact() == null && walkIn.undoneAt() == null ? suggested(walkIn, dialogue) : List.of());
        return "crm/attendance/walk-in";
    }

    @PostMapping("/walk-ins/{id}/link")
    @Requires(Right.CHECK_IN)
    String link(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttendanceId id,
            @ModelAttribute("form") PickedContactForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueView dialogue = dialogues.get(dialogueId);
        new ContactOptions(contacts, page).resolve(form.contact(), dialogue.mission());
        UUID chosen = form.getContact();
        if (form.contact().accept(errors, "contact", true) && chosen != null) {
            try {
                AttendanceView linked = attendances.link(dialogueId, id, new ContactId(chosen));
                return linked(linked, redirect);
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
                if (refused.key().equals(CAME)) {
                    model.addAttribute("twice", chosen);
                }
            }
        }
        return Forms.again(response, walkIn(attendances.get(dialogueId, id), dialogue, model));
    }

    private String linked(AttendanceView linked, RedirectAttributes redirect) {
        Flash.success(
                redirect,
                linked.invitation() == null ? "crm.attendance.walk-in.linked" : "crm.attendance.walk-in.guest",
                linked.name());
        return redirects.to(base(linked.dialogue()) + "/walk-ins");
    }

    /** The walk-in is a contact who is noted as come besides. */
    @PostMapping("/walk-ins/{id}/merge")
    @Requires(Right.CHECK_IN)
    String merge(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttendanceId id,
            @RequestParam ContactId contact,
            RedirectAttributes redirect) {
        try {
            AttendanceView stays = attendances.merge(dialogueId, id, contact);
            if (stays.id().equals(id)) {
                return linked(stays, redirect);
            }
            Flash.success(redirect, "crm.attendance.walk-in.merged", stays.name());
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
        }
        return redirects.to(base(dialogueId) + "/walk-ins");
    }

    /** The walk-in is not the contact to whom it was linked. */
    @PostMapping("/walk-ins/{id}/unlink")
    @Requires(Right.CHECK_IN)
    String unlink(@PathVariable DialogueId dialogueId, @PathVariable AttendanceId id, RedirectAttributes redirect) {
        try {
            attendances.unlink(dialogueId, id);
            Flash.success(redirect, "crm.attendance.walk-in.unlinked");
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
            return redirects.to(base(dialogueId));
        }
        return redirects.to(base(dialogueId) + "/walk-ins/" + id);
    }

    @PostMapping("/walk-ins/{id}/register")
    @Requires(Right.CHECK_IN)
    String register(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttendanceId id,
            @ModelAttribute("fresh") PersonNameForm fresh,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            AttendanceView linked = attendances.register(dialogueId, id, fresh.name());
            Flash.success(redirect, "crm.attendance.walk-in.registered", linked.name());
            return redirects.to("/contacts/" + Objects.requireNonNull(linked.contact()) + "/edit");
        } catch (ConflictException refused) {
            errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
        } catch (InvalidInputException wrong) {
            PersonNameForm.reject(errors, wrong);
        }
        return Forms.again(response, walkIn(attendances.get(dialogueId, id), dialogues.get(dialogueId), model));
    }
}
