package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Difference;
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

/** The list, the page and the form of commitments, and what becomes of them. */
@Controller("crmCommitmentController")
@RequestMapping("${crm.web.base-path:/crm}/commitments")
class CommitmentController {

    private static final String PATH = "/commitments";
    private static final int PAGE = 50;

    private final Commitments commitments;
    private final FollowUps followUps;
    private final WorkingDays days;
    private final OwedPickers pickers;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;

    CommitmentController(
            Commitments commitments,
            FollowUps followUps,
            WorkingDays days,
            OwedPickers pickers,
            Access access,
            Redirects redirects,
            PageSupport page) {
        this.commitments = commitments;
        this.followUps = followUps;
        this.days = days;
        this.pickers = pickers;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
    }

    @GetMapping
    @Requires(Right.READ_FOLLOW_UPS)
    String list(
            @ModelAttribute("filter") CommitmentFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean unclear = errors.hasErrors();
        CommitmentQuery query = filter.toQuery();
        model.addAttribute("unclear", unclear);
        model.addAttribute(
                "slice",
                unclear
                        ? new Slice<CommitmentSummary>(List.of(), null)
                        : commitments.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("count", unclear ? 0L : commitments.count(query, FollowUpController.COUNTED + 1));
        model.addAttribute("counted", FollowUpController.COUNTED);
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + filter.address());
            return "crm/followup/commitments :: rows";
        }
        model.addAttribute("fates", CommitmentFilter.Fate.values());
        model.addAttribute("directions", CommitmentDirection.values());
        return "crm/followup/commitments";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_FOLLOW_UPS)
    String detail(@PathVariable CommitmentId id, Model model) {
        model.addAttribute("commitment", commitments.get(id));
        model.addAttribute(
                "followUps",
                followUps
                        .list(FollowUpQuery.ALL.about(new RecordRef("commitment", id.value())), Paging.first(PAGE))
                        .items());
        return "crm/followup/commitment";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_FOLLOW_UPS)
    String history(
            @PathVariable CommitmentId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", commitments.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/followup/history :: entries";
        }
        model.addAttribute("title", commitments.get(id).details().text());
        model.addAttribute("path", PATH + "/" + id);
        return "crm/followup/history";
    }

    // ---- what becomes of it
    // --------------------------------------------------------------------------------------------

    /** What can be said of a commitment: that it was kept, broken or released, or that it is open again. */
    enum Fate {
        KEEP,
        BREAK,
        RELEASE,
        REOPEN;

        static Fate of(String text) {
            for (Fate fate : values()) {
                if (fate.code().equals(text)) {
                    return fate;
                }
            }
            throw new NotFoundException();
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean fits(CommitmentState state) {
            return (this == REOPEN) != (state == CommitmentState.OPEN);
        }
    }

    @GetMapping("/{id}/become/{fate}")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String startSaying(@PathVariable CommitmentId id, @PathVariable String fate, Model model) {
        CommitmentView commitment = commitments.get(id);
        ReasonForm form = new ReasonForm();
        form.setVersion(commitment.version());
        model.addAttribute("form", form);
        return fate(commitment, Fate.of(fate), model);
    }

    private static String fate(CommitmentView commitment, Fate fate, Model model) {
        model.addAttribute("commitment", commitment);
        model.addAttribute("fate", fate.code());
        model.addAttribute("fits", fate.fits(commitment.state()));
        return "crm/followup/fate";
    }

    @PostMapping("/{id}/become/{fate}")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String say(
            @PathVariable CommitmentId id,
            @PathVariable String fate,
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Fate wanted = Fate.of(fate);
        CommitmentView commitment = commitments.get(id);
        try {
            if (Forms.accepted(errors, () -> say(id, wanted, form))) {
                Flash.success(
                        redirect,
                        "crm.followup.fate." + wanted.code() + ".done",
                        commitment.details().text());
                return redirects.to(PATH + "/" + id);
            }
        } catch (StaleVersionException stale) {
            errors.reject("crm.followup.act.stale");
            form.setVersion(stale.current());
            return Forms.conflict(response, fate(commitments.get(id), wanted, model));
        } catch (ConflictException otherwise) {
            Flash.warning(redirect, otherwise.key());
            return redirects.to(PATH + "/" + id);
        }
        return Forms.again(response, fate(commitment, wanted, model));
    }

    private void say(CommitmentId id, Fate fate, ReasonForm form) {
        switch (fate) {
            case KEEP -> commitments.keep(id, form.getVersion(), form.getEvidence(), form.getLink());
            case BREAK -> commitments.breakOff(id, form.getVersion(), form.getReason());
            case RELEASE -> commitments.release(id, form.getVersion(), form.getReason());
            case REOPEN -> commitments.reopen(id, form.getVersion(), form.getReason());
        }
    }

    // ---- the form
    // -------------------------------------------------------------------------------------------------------

    @GetMapping("/new")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String start(@RequestParam(defaultValue = "") List<String> link, Model model) {
        CommitmentForm form = new CommitmentForm();
        Officer me = access.officer();
        form.officer().id(me.id().value());
        form.officer().text(me.name());
        form.setMadeOn(days.today());
        if (!form.getSensitivity().isWithin(me.clearance())) {
            form.setSensitivity(me.clearance());
        }
        followUps.see(LinkText.read(link)).forEach(sight -> form.begin(sight, page));
        return form(null, form, model);
    }

    @PostMapping
    @Requires(Right.EDIT_FOLLOW_UPS)
    String create(
            @ModelAttribute("form") CommitmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return save(null, form, errors, access.home(), commitments::create, "created", model, redirect, response);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String startChanging(@PathVariable CommitmentId id, Model model) {
        CommitmentView commitment = commitments.get(id);
        if (!commitment.mayChange()) {
            throw new NotPermittedException(Right.ASSIGN_FOLLOW_UPS);
        }
        return form(commitment, CommitmentForm.of(commitment, page), model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String change(
            @PathVariable CommitmentId id,
            @ModelAttribute("form") CommitmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        CommitmentView stored = commitments.get(id);
        return save(
                stored,
                form,
                errors,
                stored.mission(),
                details -> commitments.change(id, form.getVersion(), details),
                "saved",
                model,
                redirect,
                response);
    }

    private String save(
            @Nullable CommitmentView stored,
            CommitmentForm form,
            BindingResult errors,
            MissionId mission,
            Function<CommitmentDetails, CommitmentView> act,
            String done,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        pickers.officer(form.officer(), mission, "officer", false, errors);
        pickers.contact(form.contact(), mission, errors);
        pickers.organisation(form.organisation(), mission, errors);
        if (form.getMadeOn() == null && !errors.hasFieldErrors("madeOn")) {
            errors.rejectValue("madeOn", "crm.followup.error.made-needed");
        }
        List<CommitmentView> saved = new ArrayList<>();
        try {
            if (Forms.accepted(errors, () -> saved.add(act.apply(form.details())))) {
                done(redirect, done, saved.get(0));
                return redirects.to(PATH + "/" + saved.get(0).id());
            }
        } catch (StaleVersionException stale) {
            CommitmentView theirs =
                    commitments.get(Objects.requireNonNull(stored).id());
            model.addAttribute("conflict", differences(theirs, form));
            form.setVersion(stale.current());
            return Forms.conflict(response, form(theirs, form, model));
        }
        return Forms.again(response, form(stored, form, model));
    }

    private void done(RedirectAttributes redirect, String done, CommitmentView saved) {
        LocalizedText dayOff = saved.dayOff();
        String text = saved.details().text();
        if (dayOff == null) {
            Flash.success(redirect, "crm.followup.form." + done, text);
        } else {
            Flash.warning(
                    redirect,
                    "crm.followup.form." + done + "-day-off",
                    text,
                    dayOff.isEmpty() ? page.message("crm.followup.day.weekend") : page.text(dayOff));
        }
    }

    private List<Difference> differences(CommitmentView theirs, CommitmentForm mine) {
        List<Difference> all = new ArrayList<>();
        CommitmentDetails details = theirs.details();
        Difference.add(all, "crm.followup.field.text", details.text(), mine.getText());
        Difference.add(all, "crm.followup.field.officer", theirs.officerName(), mine.getOfficerText());
        Difference.add(all, "crm.followup.field.made-on", page.date(details.madeOn()), page.date(mine.getMadeOn()));
        Difference.add(all, "crm.followup.field.due-on", page.date(details.dueOn()), page.date(mine.getDueOn()));
        Difference.add(
                all,
                "crm.followup.field.direction",
                page.message("crm.followup.direction." + page.code(details.direction())),
                page.message("crm.followup.direction." + page.code(mine.getDirection())));
        Difference.add(
                all,
                "crm.followup.field.links",
                OwedPickers.names(theirs.links(), page),
                OwedPickers.names(followUps.see(mine.wanted()), page));
        Difference.add(
                all,
                "crm.followup.field.sensitivity",
                page.message("crm.shared.sensitivity." + page.code(details.sensitivity())),
                page.message("crm.shared.sensitivity." + page.code(mine.getSensitivity())));
        return all;
    }

    private String form(@Nullable CommitmentView commitment, CommitmentForm form, Model model) {
        MissionId mission = commitment == null ? access.home() : commitment.mission();
        RecordRef source = LinkText.read(form.getSource());
        model.addAttribute("commitment", commitment);
        model.addAttribute("form", form);
        model.addAttribute(
                "voiced",
                source == null
                        ? null
                        : followUps.see(List.of(source)).stream().findFirst().orElse(null));
        model.addAttribute("officerSource", OwedPickers.officersOf(mission));
        model.addAttribute("directions", CommitmentDirection.values());
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return "crm/followup/commitment-form";
    }
}
