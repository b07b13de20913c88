package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorAnswer.Outcome;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.DoorGuest;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PagePermissions;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The door of a dialogue, for a tablet or a phone: one field takes what a scanner types, what the camera reads and what an officer writes. Where no
 * script runs each act is a form, and says on the next page how it went.
 */
@Controller("crmDoorController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/door")
class DoorController {

    private static final int LATEST = 8;
    private static final String VIEW = "crm/attendance/door";
    private static final String COUNT = "crm/attendance/door :: count";
    private static final String ANSWER = "crm/attendance/door-answer :: answer";
    private static final String NOTHING = "crm/attendance/door-answer :: nothing";

    /** Has the page ask for the figures at once. */
    private static final String CHANGED = "crm-door-changed";

    private final Attendances attendances;
    private final Dialogues dialogues;
    private final Redirects redirects;
    private final PageSupport page;

    DoorController(Attendances attendances, Dialogues dialogues, Redirects redirects, PageSupport page) {
        this.attendances = attendances;
        this.dialogues = dialogues;
        this.redirects = redirects;
        this.page = page;
    }

    /**
     * The page; or of it the guests whom a text fits; or the figures, when they are not those any more that are seen.
     *
     * @param seen the mark of the figures on the page
     */
    @GetMapping
    @Requires(Right.CHECK_IN)
    String open(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable String seen,
            @RequestParam(required = false) @Nullable String text,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!Htmx.isFragment(request)) {
            model.addAttribute("walkIn", new WalkInForm());
            return page(dialogueId, text, response, model);
        }
        if (seen == null) {
            return text == null || text.isBlank() ? nothing(response) : found(dialogueId, text, model);
        }
        DoorCount count = attendances.count(dialogueId);
        return count.mark().equals(seen) ? nothing(response) : count(dialogueId, count, model);
    }

    private static String nothing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return NOTHING;
    }

    private String page(DialogueId id, @Nullable String text, HttpServletResponse response, Model model) {
        PagePermissions.camera(response);
        model.addAttribute("circles", Circle.values());
        count(id, attendances.count(id), model);
        if (text != null && !text.isBlank()) {
            found(id, text, model);
        }
        return VIEW;
    }

    private String count(DialogueId id, DoorCount count, Model model) {
        model.addAttribute("dialogue", dialogues.get(id));
        model.addAttribute("base", base(id));
        model.addAttribute("count", count);
        model.addAttribute(
                "latest",
                attendances.list(AttendanceQuery.of(id), Paging.first(LATEST)).items());
        return COUNT;
    }

    private String found(DialogueId id, String text, Model model) {
        model.addAttribute("dialogue", dialogues.get(id));
        model.addAttribute("base", base(id));
        model.addAttribute("text", text);
        model.addAttribute("found", attendances.find(id, text));
        return ANSWER;
    }

    static String base(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/door";
    }

    // ---- letting in
    // --------------------------------------------------------------------------------------------------------

    /** A code lets in at once; of a name those are shown whom it fits. */
    @PostMapping
    @Requires(Right.CHECK_IN)
    String enter(
            @PathVariable DialogueId dialogueId,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (text.isBlank()) {
            return Htmx.isFragment(request) ? nothing(response) : redirects.to(base(dialogueId));
        }
        return told(dialogueId, request, response, model, redirect, () -> {
            DoorAnswer answer = attendances.scan(dialogueId, text);
            if (answer.outcome() != Outcome.NO_CODE) {
                return Said.of(answer);
            }
            model.addAttribute("text", text);
            model.addAttribute("found", attendances.find(dialogueId, text));
            return null;
        });
    }

    /** What a camera saw: to the page its code, else as if it had been typed. */
    @PostMapping("/picture")
    @Requires(Right.CHECK_IN)
    @Nullable
    String look(
            @PathVariable DialogueId dialogueId,
            @RequestParam MultipartFile picture,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        if (picture.getSize() > Attendances.LARGEST_PICTURE) {
            throw new TooLargeException(
                    "crm.attendance.error.picture-large", Attendances.LARGEST_PICTURE / 1024 / 1024);
        }
        Optional<String> code = attendances.readPicture(dialogueId, picture.getBytes());
        if (Htmx.isRequest(request)) {
            if (code.isEmpty()) {
                return nothing(response);
            }
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.getWriter().write(code.get());
            return null;
        }
        if (code.isEmpty()) {
            Flash.warning(redirect, "crm.attendance.outcome.no-code");
            return redirects.to(base(dialogueId));
        }
        return told(
                dialogueId,
                request,
                response,
                model,
                redirect,
                () -> Said.of(attendances.scan(dialogueId, code.get())));
    }

    @PostMapping("/guests/{id}/in")
    @Requires(Right.CHECK_IN)
    String checkIn(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @RequestParam(required = false) @Nullable Integer companion,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return told(
                dialogueId,
                request,
                response,
                model,
                redirect,
                () -> Said.of(
                        companion == null
                                ? attendances.checkIn(dialogueId, id)
                                : attendances.checkInCompanion(dialogueId, id, companion)));
    }

    @PostMapping("/arrivals/{id}/undo")
    @Requires(Right.CHECK_IN)
    String undo(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttendanceId id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return told(
                dialogueId,
                request,
                response,
                model,
                redirect,
                () -> new Said("undone", attendances.undo(dialogueId, id).name(), null, null));
    }

    @PostMapping("/walk-ins")
    @Requires(Right.CHECK_IN)
    String walkIn(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("walkIn") WalkInForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Supplier<@Nullable Said> act = () -> {
            // Whatever comes of it, the next one is another entry.
            model.addAttribute("entry", new WalkInForm().getEntry());
            AttendanceView came = attendances.addWalkIn(dialogueId, form.walkIn());
            return new Said("walked-in", came.name(), null, null);
        };
        if (Htmx.isFragment(request)) {
            return told(dialogueId, request, response, model, redirect, act);
        }
        try {
            Said said = Objects.requireNonNull(act.get());
            Flash.success(redirect, "crm.attendance.said", text(dialogueId, said));
            return redirects.to(base(dialogueId));
        } catch (ConflictException refused) {
            form.setEntry(new WalkInForm().getEntry());
            errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
        } catch (InvalidInputException wrong) {
            Forms.reject(errors, wrong);
        }
        return Forms.again(response, page(dialogueId, null, response, model));
    }

    /**
     * How an act went.
     *
     * @param outcome last part of the key of its text
     * @param guest who is shown with it, or null
     * @param came since when somebody is in already, and by whom, or null
     */
    record Said(
            String outcome,
            String name,
            @Nullable DoorGuest guest,
            @Nullable AttendanceView came) {

        static Said of(DoorAnswer answer) {
            DoorGuest guest = answer.guest();
            return new Said(
                    answer.outcome().code(),
                    guest == null ? "" : guest.name(),
                    guest,
                    answer.outcome() == Outcome.ALREADY && guest != null ? guest.came() : null);
        }

        /** Whether all is well, whether it deserves attention, or whether somebody stays outside. */
        public String tone() {
            return switch (outcome) {
                case "came", "walked-in", "undone" -> "good";
                case "came-unexpected", "already" -> "attention";
                default -> "bad";
            };
        }
    }

    /** @param act gives null when there is nothing to say, but guests to show */
    private String told(
            DialogueId dialogue,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect,
            Supplier<@Nullable Said> act) {
        boolean fragment = Htmx.isFragment(request);
        try {
            Said said = act.get();
            model.addAttribute("base", base(dialogue));
            model.addAttribute("dialogue", dialogues.get(dialogue));
            if (fragment) {
                response.setHeader("HX-Trigger", CHANGED);
                model.addAttribute("said", said);
                return ANSWER;
            }
            if (said == null) {
                model.addAttribute("walkIn", new WalkInForm());
                return page(dialogue, null, response, model);
            }
            String text = text(dialogue, said);
            if (said.tone().equals("good")) {
                Flash.success(redirect, "crm.attendance.said", text);
            } else {
                Flash.warning(redirect, "crm.attendance.said", text);
            }
        } catch (ConflictException refused) {
            return refused(dialogue, refused.key(), refused.arguments(), fragment, response, model, redirect);
        } catch (InvalidInputException wrong) {
            Violation first = wrong.violations().get(0);
            return refused(dialogue, first.key(), first.arguments(), fragment, response, model, redirect);
        }
        return redirects.to(base(dialogue));
    }

    private String text(DialogueId dialogue, Said said) {
        return page.message("crm.attendance.outcome." + said.outcome(), words(dialogue, said));
    }

    private List<Object> words(DialogueId dialogue, Said said) {
        AttendanceView came = said.came();
        return came == null
                ? List.of(said.name())
                : List.of(
                        said.name(),
                        page.time(
                                came.cameAt(), dialogues.get(dialogue).details().zone()),
                        came.cameBy());
    }

    private String refused(
            DialogueId dialogue,
            String key,
            List<Object> arguments,
            boolean fragment,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (fragment) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("base", base(dialogue));
            model.addAttribute("refusal", page.message(key, arguments));
            return ANSWER;
        }
        Flash.warning(
                redirect,
                key,
                arguments.stream()
                        .map(argument -> argument instanceof Number number ? number : argument.toString())
                        .toArray(Serializable[]::new));
        return redirects.to(base(dialogue));
    }
}
