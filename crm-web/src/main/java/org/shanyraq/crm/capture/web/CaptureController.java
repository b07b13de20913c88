package org.shanyraq.crm.capture.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.capture.CaptureDraft;
import org.shanyraq.crm.capture.CaptureId;
import org.shanyraq.crm.capture.Captured;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The quick line: a page of its own, and a part of every other page. What is typed goes by POST alone, so that it stands in no address and no
 * log.
 */
@Controller("crmCaptureController")
@RequestMapping("${crm.web.base-path:/crm}/capture")
class CaptureController {

    private static final String PAGE = "crm/capture/page";
    private static final String BOX = "crm/capture/box :: box";

    private final Captures captures;
    private final Redirects redirects;
    private final PageSupport page;

    CaptureController(Captures captures, Redirects redirects, PageSupport page) {
        this.captures = captures;
        this.redirects = redirects;
        this.page = page;
    }

    @GetMapping
    @Requires(Right.LOG_INTERACTIONS)
    String show(HttpServletRequest request, Model model) {
        boolean part = Htmx.isFragment(request);
        model.addAttribute("quick", begun(captures, part ? QuickLine.Place.DIALOG : QuickLine.Place.PAGE));
        return part ? BOX : PAGE;
    }

    /** The line that the officer began last, or a blank one. */
    static QuickLine begun(Captures captures, QuickLine.Place place) {
        CaptureDraft draft = captures.draft();
        return draft == null
                ? blank(place, null)
                : new QuickLine(
                        place,
                        UUID.randomUUID(),
                        draft.line(),
                        captures.read(draft.line(), draft.choices()),
                        draft.choices(),
                        false,
                        List.of(),
                        null);
    }

    private static QuickLine blank(QuickLine.Place place, @Nullable Captured saved) {
        return new QuickLine(place, UUID.randomUUID(), "", null, List.of(), false, List.of(), saved);
    }

    /** What a line is understood as, while it is typed; it is kept until it is saved. */
    @PostMapping("/reading")
    @Requires(Right.LOG_INTERACTIONS)
    String read(
            @RequestParam(defaultValue = "") String line,
            @RequestParam UUID token,
            @RequestParam(defaultValue = "PAGE") QuickLine.Place place,
            HttpServletRequest request,
            Model model) {
        List<CaptureChoice> choices = ChoiceText.read(request.getParameterMap());
        QuickLine quick = new QuickLine(
                place,
                token,
                line,
                line.isBlank() ? null : captures.read(line, choices),
                choices,
                false,
                List.of(),
                null);
        captures.keepDraft(line, choices);
        model.addAttribute("quick", quick);
        return Htmx.isFragment(request) ? "crm/capture/box :: chips" : PAGE;
    }

    @PostMapping("/names")
    @Requires(Right.LOG_INTERACTIONS)
    String suggest(@RequestParam(defaultValue = "") String begun, Model model) {
        model.addAttribute(
                "names", captures.suggest(begun).stream().map(QuickName::of).toList());
        return "crm/capture/box :: names";
    }

    @PostMapping
    @Requires(Right.LOG_INTERACTIONS)
    String save(
            @RequestParam(defaultValue = "") String line,
            @RequestParam UUID token,
            @RequestParam(defaultValue = "PAGE") QuickLine.Place place,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        List<CaptureChoice> choices = ChoiceText.read(request.getParameterMap());
        boolean part = Htmx.isFragment(request);
        try {
            Captured saved = captures.save(line, choices, token);
            if (part) {
                model.addAttribute("quick", blank(place, saved));
                return BOX;
            }
            Flash.success(redirect, "crm.capture.saved", saved.followUps(), saved.commitments(), saved.people());
            Flash.undo(redirect, "/capture/" + saved.id() + "/undo", "crm.capture.undo");
            if (place != QuickLine.Place.START) {
                return redirects.to("/interactions/" + saved.interaction());
            }
            Flash.link(redirect, "/interactions/" + saved.interaction(), "crm.capture.open");
            return redirects.to("");
        } catch (InvalidInputException invalid) {
            // A line that was saved before is another one from now on, if it is sent once more.
            boolean used = invalid.violations().stream()
                    .anyMatch(violation -> violation.field().equals("token"));
            model.addAttribute(
                    "quick",
                    new QuickLine(
                            place,
                            used ? UUID.randomUUID() : token,
                            line,
                            line.isBlank() || line.length() > Captures.LONGEST ? null : captures.read(line, choices),
                            choices,
                            true,
                            invalid.violations().stream()
                                    .filter(violation -> !isShownByChips(violation))
                                    .toList(),
                            null));
            return Forms.again(response, part ? BOX : PAGE);
        }
    }

    private static boolean isShownByChips(Violation violation) {
        return violation.field().equals("line") && !violation.key().equals("crm.capture.error.too-long");
    }

    /** Hands the line over to the form of an interaction. */
    @PostMapping("/form")
    @Requires(Right.LOG_INTERACTIONS)
    String fillForm(@RequestParam(defaultValue = "") String line, HttpServletRequest request) {
        captures.handOver(line, ChoiceText.read(request.getParameterMap()));
        return redirects.to("/interactions/new?from=" + CapturedBeginning.NAME);
    }

    @PostMapping("/{id}/undo")
    @Requires(Right.LOG_INTERACTIONS)
    String undo(@PathVariable CaptureId id, RedirectAttributes redirect) {
        try {
            captures.undo(id, page.message("crm.capture.undone.reason"));
            Flash.success(redirect, "crm.capture.undone");
        } catch (ConflictException changed) {
            Flash.warning(redirect, changed.key());
        }
        return redirects.to("");
    }

    /** What the first page shows of the quick line. */
    static Map<String, Object> start(Captures captures) {
        return Map.of("quick", begun(captures, QuickLine.Place.START));
    }
}
