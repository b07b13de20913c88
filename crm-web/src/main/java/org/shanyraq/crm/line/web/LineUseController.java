package org.shanyraq.crm.line.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineStanding;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.shared.ConflictException;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes on whom a line was used. */
@Controller("crmLineUseController")
@RequestMapping("${crm.web.base-path:/crm}/lines")
class LineUseController {

    private static final String FORM = "crm/line/use";

    private final Lines lines;
    private final LineOptions options;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    LineUseController(Lines lines, LineOptions options, Redirects redirects, PageSupport page, Clock clock) {
        this.lines = lines;
        this.options = options;
        this.redirects = redirects;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping("/{id}/use")
    @Requires(Right.USE_LINES)
    String startNoting(@PathVariable LineId id, Model model) {
        LineView line = lines.get(id);
        EditionView edition = line.shown();
        UseForm form = new UseForm();
        form.setEdition(edition.number());
        form.setLanguage(
                edition.texts().containsKey(page.language())
                        ? page.language()
                        : edition.texts().keySet().iterator().next());
        form.setAt(LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES));
        form.setOnce(UUID.randomUUID());
        model.addAttribute("form", form);
        return form(line, model);
    }

    @PostMapping("/{id}/use")
    @Requires(Right.USE_LINES)
    String note(
            @PathVariable LineId id,
            @ModelAttribute("form") UseForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        LineView line = lines.get(id);
        options.contact(form.contact(), line.mission());
        boolean contactKnown = form.contact().accept(errors, "contact", false);
        options.dialogue(form.during(), line.mission());
        boolean dialogueKnown = form.during().accept(errors, "during", false);
        try {
            if (contactKnown
                    && dialogueKnown
                    && Forms.accepted(errors, () -> lines.use(form.toUse(id, clock.getZone())))) {
                Flash.success(redirect, "crm.line.use.noted");
                return redirects.to("/lines/" + id);
            }
        } catch (ConflictException otherwise) {
            return refused(id, redirect, otherwise.key());
        }
        return Forms.again(response, form(line, model));
    }

    /** What the picker of dialogues offers. */
    @GetMapping("/where")
    @Requires(Right.USE_LINES)
    String suggestDialogues(HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute("options", text.length() < 2 ? List.of() : options.dialogues(text, null));
        return "crm/organisation/suggestions";
    }

    private String form(LineView line, Model model) {
        model.addAttribute("refusal", refusal(line));
        model.addAttribute("line", line);
        model.addAttribute("dialogues", options.dialoguesOffered());
        model.addAttribute(
                "languages",
                line.shown().texts().keySet().stream()
                        .map(language -> new Option(language, page.languageName(language)))
                        .toList());
        return FORM;
    }

    /** Why the line cannot be used, or null. */
    private static @Nullable String refusal(LineView line) {
        if (line.current() == null || line.archived()) {
            return "crm.line.error.not-in-use";
        }
        return line.standing() == LineStanding.IN_USE ? null : "crm.line.error.over";
    }

    private String refused(LineId id, RedirectAttributes redirect, String key) {
        Flash.warning(redirect, key);
        return redirects.to("/lines/" + id);
    }
}
