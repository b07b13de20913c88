package org.shanyraq.crm.line.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineQuery;
import org.shanyraq.crm.line.LineStanding;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.topic.TopicId;
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

/** The library of lines to take: the list, the search by a question, the page of a line, and how it gets into use. */
@Controller("crmLineController")
@RequestMapping("${crm.web.base-path:/crm}/lines")
class LineController {

    private static final int PAGE = 50;
    private static final int FOUND = 5;

    /** So many contradictions are counted. */
    private static final int COUNTED = 1_000;

    private static final String FORM = "crm/line/form";
    private static final String REMARK = "crm/line/remark";

    private final Lines lines;
    private final LineOptions options;
    private final Access access;
    private final Redirects redirects;

    LineController(Lines lines, LineOptions options, Access access, Redirects redirects) {
        this.lines = lines;
        this.options = options;
        this.access = access;
        this.redirects = redirects;
    }

    // ---- reading

    /** With a question the lines that answer it best, else all, those changed last first. */
    @GetMapping
    @Requires(Right.READ_LINES)
    String list(
            @RequestParam(defaultValue = "") String question,
            @RequestParam(required = false) @Nullable LineStanding standing,
            @RequestParam(required = false) @Nullable TopicId topic,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam(defaultValue = "false") boolean contradicting,
            @RequestParam(defaultValue = "WITHOUT") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        boolean asked = !question.isBlank();
        model.addAttribute("question", question.strip());
        model.addAttribute("asked", asked);
        model.addAttribute("matches", asked ? lines.find(question, FOUND) : List.of());
        if (Htmx.isFragment(request)) {
            return "crm/line/list :: matches";
        }
        model.addAttribute("standings", LineStanding.values());
        model.addAttribute("standing", standing);
        model.addAttribute("topics", options.topics(topic == null ? List.of() : List.of(topic)));
        model.addAttribute("topic", topic);
        model.addAttribute("waiting", waiting);
        model.addAttribute("contradicting", contradicting);
        if (access.officer().may(Right.APPROVE_LINES)) {
            model.addAttribute("contradictions", lines.count(LineQuery.CONTRADICTING, COUNTED));
        }
        model.addAttribute("archived", archived);
        model.addAttribute(
                "slice",
                lines.list(
                        new LineQuery(standing, null, topic, waiting, contradicting, archived),
                        new Paging(cursor, PAGE)));
        return "crm/line/list";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_LINES)
    String detail(@PathVariable LineId id, Model model) {
        model.addAttribute("line", lines.get(id));
        model.addAttribute("editions", lines.editions(id));
        model.addAttribute("contradictions", lines.contradictions(id));
        return "crm/line/detail";
    }

    /** On whom it was used; also as a part of its page. */
    @GetMapping("/{id}/uses")
    @Requires(Right.READ_LINES)
    String uses(
            @PathVariable LineId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("slice", lines.uses(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/line/uses :: entries";
        }
        model.addAttribute("line", lines.get(id));
        return "crm/line/uses";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_LINES)
    String history(
            @PathVariable LineId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", lines.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/line/history :: entries";
        }
        model.addAttribute("line", lines.get(id));
        return "crm/line/history";
    }

    // ---- writing

    @GetMapping("/new")
    @Requires(Right.WRITE_LINES)
    String startWriting(Model model) {
        Officer officer = access.officer();
        LineForm form = LineForm.begin(officer.id(), officer.name());
        model.addAttribute("form", form);
        offerTopics(form, model);
        return form(null, access.home(), model);
    }

    @PostMapping
    @Requires(Right.WRITE_LINES)
    String write(
            @ModelAttribute("form") LineForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, access.home(), model);
        List<LineView> made = new ArrayList<>();
        if (owned(form, access.home(), errors)
                && Forms.accepted(errors, () -> made.add(lines.draft(form.toDetails())))) {
            Flash.success(redirect, "crm.line.drafted");
            return redirects.to(path(made.get(0).id()));
        }
        return again(form, model, response);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.WRITE_LINES)
    String startChanging(@PathVariable LineId id, Model model) {
        LineView line = lines.get(id);
        LineForm form = LineForm.of(line);
        model.addAttribute("form", form);
        offerTopics(form, model);
        return form(line, line.mission(), model);
    }

    @PostMapping("/{id}")
    @Requires(Right.WRITE_LINES)
    String change(
            @PathVariable LineId id,
            @ModelAttribute("form") LineForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        LineView line = lines.get(id);
        form(line, line.mission(), model);
        try {
            if (owned(form, line.mission(), errors)) {
                LineDetails details = form.toDetails();
                if (Forms.accepted(errors, () -> lines.change(id, form.getVersion(), details))) {
                    Flash.success(redirect, "crm.line.saved");
                    return redirects.to(path(id));
                }
            }
        } catch (StaleVersionException stale) {
            // What was typed stays; what the other wrote is on the page of the line.
            form.setVersion(line.version());
            form.mergeTopics(line);
            errors.reject("crm.line.error.changed", "crm.line.error.changed");
        } catch (ConflictException refused) {
            errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
        }
        return again(form, model, response);
    }

    private String again(LineForm form, Model model, HttpServletResponse response) {
        offerTopics(form, model);
        return Forms.again(response, FORM);
    }

    private void offerTopics(LineForm form, Model model) {
        List<TopicId> chosen = form.topicIds();
        form.offerRows();
        model.addAttribute("topics", options.topics(chosen));
    }

    private String form(@Nullable LineView line, MissionId mission, Model model) {
        model.addAttribute("line", line);
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        model.addAttribute("officerSource", OfficerOptions.SOURCE + mission);
        return FORM;
    }

    /** Finds out who the owner is; what is not clear is told at the field. */
    private boolean owned(LineForm form, MissionId mission, BindingResult errors) {
        options.owner(form.owner(), mission);
        return form.owner().accept(errors, "owner", true) && !errors.hasErrors();
    }

    // ---- into use, and out of it

    @PostMapping("/{id}/propose")
    @Requires(Right.WRITE_LINES)
    String propose(@PathVariable LineId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.line.proposed", () -> lines.propose(id, version));
    }

    @PostMapping("/{id}/approve")
    @Requires(Right.APPROVE_LINES)
    String approve(@PathVariable LineId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.line.approved", () -> lines.approve(id, version));
    }

    @GetMapping("/{id}/return")
    @Requires(Right.APPROVE_LINES)
    String askToReturn(@PathVariable LineId id, Model model) {
        return ask(id, "return", model);
    }

    @PostMapping("/{id}/return")
    @Requires(Right.APPROVE_LINES)
    String sendBack(
            @PathVariable LineId id,
            @ModelAttribute("form") RemarkForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return decided(
                id,
                "return",
                "crm.line.returned",
                errors,
                model,
                redirect,
                response,
                () -> lines.sendBack(id, form.getVersion(), form.getRemark()));
    }

    @GetMapping("/{id}/withdraw")
    @Requires(Right.APPROVE_LINES)
    String askToWithdraw(@PathVariable LineId id, Model model) {
        return ask(id, "withdraw", model);
    }

    @PostMapping("/{id}/withdraw")
    @Requires(Right.APPROVE_LINES)
    String withdraw(
            @PathVariable LineId id,
            @ModelAttribute("form") RemarkForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return decided(
                id,
                "withdraw",
                "crm.line.withdrawn",
                errors,
                model,
                redirect,
                response,
                () -> lines.withdraw(id, form.getVersion(), form.getRemark()));
    }

    private String ask(LineId id, String act, Model model) {
        LineView line = lines.get(id);
        RemarkForm form = new RemarkForm();
        form.setVersion(line.version());
        model.addAttribute("form", form);
        return remark(line, act, model);
    }

    private static String remark(LineView line, String act, Model model) {
        model.addAttribute("line", line);
        model.addAttribute("act", act);
        return REMARK;
    }

    private String decided(
            LineId id,
            String act,
            String done,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Runnable decision) {
        try {
            if (Forms.accepted(errors, decision)) {
                Flash.success(redirect, done);
                return redirects.to(path(id));
            }
        } catch (StaleVersionException stale) {
            return refused(id, redirect, "crm.line.error.changed");
        } catch (ConflictException refused) {
            return refused(id, redirect, refused.key());
        }
        return Forms.again(response, remark(lines.get(id), act, model));
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.WRITE_LINES)
    String askToArchive(@PathVariable LineId id, Model model) {
        model.addAttribute("line", lines.get(id));
        return "crm/line/archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.WRITE_LINES)
    String archive(@PathVariable LineId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.line.archived", () -> lines.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.WRITE_LINES)
    String restore(@PathVariable LineId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.line.restored", () -> lines.restore(id, version));
    }

    private String act(LineId id, RedirectAttributes redirect, String done, Runnable act) {
        try {
            act.run();
            Flash.success(redirect, done);
            return redirects.to(path(id));
        } catch (StaleVersionException stale) {
            return refused(id, redirect, "crm.line.error.changed");
        } catch (ConflictException refused) {
            return refused(id, redirect, refused.key());
        }
    }

    private String refused(LineId id, RedirectAttributes redirect, String key) {
        Flash.warning(redirect, key);
        return redirects.to(path(id));
    }

    private static String path(LineId id) {
        return "/lines/" + id;
    }
}
