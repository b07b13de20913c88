package org.shanyraq.crm.line.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineMatch;
import org.shanyraq.crm.line.LineVerdict;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says of two lines whether they contradict each other. */
@Controller("crmLineContradictionController")
@RequestMapping("${crm.web.base-path:/crm}/lines")
class LineContradictionController {

    private static final int FOUND = 10;

    private final Lines lines;
    private final Redirects redirects;

    LineContradictionController(Lines lines, Redirects redirects) {
        this.lines = lines;
        this.redirects = redirects;
    }

    /** Offers the lines that answer a question best, to begin with that of the line itself. */
    @GetMapping("/{id}/contradict")
    @Requires(Right.APPROVE_LINES)
    String choose(@PathVariable LineId id, @RequestParam(required = false) @Nullable String question, Model model) {
        LineView line = lines.get(id);
        String asked = question == null || question.isBlank()
                ? String.join(" ", line.shown().questions().texts().values())
                : question.strip();
        List<LineMatch> found = lines.find(asked, FOUND).stream()
                .filter(match -> !match.line().equals(id))
                .toList();
        model.addAttribute("line", line);
        model.addAttribute("question", question == null ? "" : question.strip());
        model.addAttribute("matches", found);
        return "crm/line/contradict";
    }

    @PostMapping("/{id}/contradictions")
    @Requires(Right.APPROVE_LINES)
    String judge(
            @PathVariable LineId id,
            @RequestParam int edition,
            @RequestParam LineId other,
            @RequestParam int otherEdition,
            @RequestParam boolean contradicts,
            RedirectAttributes redirect) {
        try {
            lines.judge(new LineVerdict(id, edition, other, otherEdition, contradicts));
            Flash.success(redirect, contradicts ? "crm.line.contradiction.said" : "crm.line.contradiction.denied");
            return redirects.to("/lines/" + id);
        } catch (ConflictException otherwise) {
            return refused(id, redirect, otherwise.key());
        } catch (InvalidInputException wrong) {
            return refused(id, redirect, wrong.violations().get(0).key());
        }
    }

    private String refused(LineId id, RedirectAttributes redirect, String key) {
        Flash.warning(redirect, key);
        return redirects.to("/lines/" + id);
    }
}
