package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.BulkUndo;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
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

/** The list, the board, the page and the form of follow-ups, and what is done with them. */
@Controller("crmFollowUpController")
@RequestMapping("${crm.web.base-path:/crm}/follow-ups")
class FollowUpController {

    /** Beyond this the list says "more than" instead of counting on. */
    static final long COUNTED = 10_000;

    private static final String PATH = "/follow-ups";
    private static final int PAGE = 50;

    /** So many cards of a column are shown; the list has the rest. */
    private static final int CARDS = 20;

    private final FollowUps followUps;
    private final WorkingDays days;
    private final OwedPickers pickers;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;

    FollowUpController(
            FollowUps followUps,
            WorkingDays days,
            OwedPickers pickers,
            Access access,
            Redirects redirects,
            PageSupport page) {
        this.followUps = followUps;
        this.days = days;
        this.pickers = pickers;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
    }

    // ---- several
    // --------------------------------------------------------------------------------------------------------

    @GetMapping
    @Requires(Right.READ_FOLLOW_UPS)
    String list(
            @ModelAttribute("filter") FollowUpFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean unclear = errors.hasErrors();
        Officer me = access.officer();
        FollowUpQuery query = filter.toQuery(me.id(), days.today());
        model.addAttribute("unclear", unclear);
        model.addAttribute(
                "slice",
                unclear
                        ? new Slice<FollowUpSummary>(List.of(), null)
                        : followUps.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("count", unclear ? 0L : followUps.count(query, COUNTED + 1));
        model.addAttribute("counted", COUNTED);
        model.addAttribute("ownerName", filter.getOwner() == null ? null : pickers.officerName(filter.getOwner()));
        bulk(model, new BulkForm());
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + filter.address());
            return "crm/followup/list :: rows";
        }
        model.addAttribute("states", FollowUpState.values());
        model.addAttribute("everybody", Whose.values());
        model.addAttribute("overdue", followUps.count(overdue(null), COUNTED + 1));
        return "crm/followup/list";
    }

    private FollowUpQuery overdue(@Nullable OfficerId owner) {
        return FollowUpQuery.OPEN.of(owner).dueBy(days.today().minusDays(1));
    }

    private void bulk(Model model, BulkForm form) {
        Officer me = access.officer();
        model.addAttribute("mayAct", me.may(Right.EDIT_FOLLOW_UPS));
        model.addAttribute("bulk", form);
        if (me.home() != null) {
            model.addAttribute("officerSource", OwedPickers.officersOf(me.home()));
        }
    }

    /** A column of the board. */
    record Column(FollowUpState state, List<FollowUpSummary> cards, long number) {}

    @GetMapping("/board")
    @Requires(Right.READ_FOLLOW_UPS)
    String board(@RequestParam(defaultValue = "MINE") Whose whose, Model model) {
        FollowUpQuery all =
                FollowUpQuery.ALL.of(whose == Whose.MINE ? access.officer().id() : null);
        List<Column> columns = new ArrayList<>();
        for (FollowUpState state : FollowUpState.values()) {
            FollowUpQuery query = all.in(Set.of(state));
            columns.add(new Column(
                    state, followUps.list(query, Paging.first(CARDS)).items(), followUps.count(query, COUNTED)));
        }
        model.addAttribute("columns", columns);
        model.addAttribute("whose", whose);
        return "crm/followup/board";
    }

    @PostMapping("/finish")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String finish(
            @ModelAttribute("filter") FollowUpFilter filter,
            BindingResult filterErrors,
            @ModelAttribute("bulk") BulkForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        return several(filter, redirect, "crm.followup.bulk.finished", () -> followUps.finish(form.ticked()));
    }

    @PostMapping("/postpone")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String postpone(
            @ModelAttribute("filter") FollowUpFilter filter,
            BindingResult filterErrors,
            @ModelAttribute("bulk") BulkForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        LocalDate day = form.getDay();
        if (day == null) {
            Flash.warning(redirect, "crm.followup.bulk.no-day");
            return redirects.to(PATH + filter.address());
        }
        return several(filter, redirect, "crm.followup.bulk.postponed", () -> followUps.postpone(form.ticked(), day));
    }

    @PostMapping("/give")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String give(
            @ModelAttribute("filter") FollowUpFilter filter,
            BindingResult filterErrors,
            @ModelAttribute("bulk") BulkForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        pickers.officer(form.officer(), access.home(), "officer", true, errors);
        UUID officer = form.getOfficer();
        if (errors.hasErrors() || officer == null) {
            Flash.warning(redirect, "crm.followup.bulk.no-officer");
            return redirects.to(PATH + filter.address());
        }
        return several(
                filter,
                redirect,
                "crm.followup.bulk.given",
                () -> followUps.give(form.ticked(), new OfficerId(officer)));
    }

    private String several(FollowUpFilter filter, RedirectAttributes redirect, String done, Supplier<BulkUndo> act) {
        try {
            BulkUndo undo = act.get();
            Flash.success(redirect, done, undo.number());
            redirect.addFlashAttribute("undo", undo.id().toString());
        } catch (NotPermittedException others) {
            Flash.warning(redirect, "crm.followup.bulk.others");
        } catch (InvalidInputException invalid) {
            var first = invalid.violations().get(0);
            Flash.warning(
                    redirect,
                    first.key(),
                    first.arguments().stream().map(Object::toString).toArray(Serializable[]::new));
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
        }
        return redirects.to(PATH + filter.address());
    }

    @PostMapping("/undo")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String undo(
            @ModelAttribute("filter") FollowUpFilter filter,
            BindingResult filterErrors,
            @RequestParam UUID undo,
            RedirectAttributes redirect) {
        try {
            Flash.success(redirect, "crm.followup.bulk.undone", followUps.undo(undo));
        } catch (ConflictException refused) {
            Flash.warning(redirect, refused.key());
        }
        return redirects.to(PATH + filter.address());
    }

    // ---- one
    // ------------------------------------------------------------------------------------------------------------

    @GetMapping("/{id}")
    @Requires(Right.READ_FOLLOW_UPS)
    String detail(@PathVariable FollowUpId id, Model model) {
        model.addAttribute("followUp", followUps.get(id));
        return "crm/followup/detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_FOLLOW_UPS)
    String history(
            @PathVariable FollowUpId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", followUps.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/followup/history :: entries";
        }
        model.addAttribute("title", followUps.get(id).details().text());
        model.addAttribute("path", PATH + "/" + id);
        return "crm/followup/history";
    }

    /** @param back the page to go back to: the follow-up, or the board of one's own or of all */
    @PostMapping("/{id}/move")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String move(
            @PathVariable FollowUpId id,
            @RequestParam long version,
            @RequestParam FollowUpState state,
            @RequestParam(required = false) @Nullable Whose back,
            RedirectAttributes redirect) {
        String page = back == null ? PATH + "/" + id : PATH + "/board?whose=" + back;
        if (state == FollowUpState.DROPPED) {
            return redirects.to(PATH + "/" + id + "/drop");
        }
        try {
            FollowUpView moved = followUps.move(id, version, state, null);
            if (moved.settled().isEmpty()) {
                Flash.success(
                        redirect,
                        "crm.followup.move." + state.code(),
                        moved.details().text());
            } else {
                Flash.warning(
                        redirect, "crm.followup.move.settled", moved.details().text());
                page = PATH + "/" + id;
            }
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.followup.act.stale");
        }
        return redirects.to(page);
    }

    @GetMapping("/{id}/drop")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String startDropping(@PathVariable FollowUpId id, Model model) {
        FollowUpView followUp = followUps.get(id);
        ReasonForm form = new ReasonForm();
        form.setVersion(followUp.version());
        model.addAttribute("followUp", followUp);
        model.addAttribute("form", form);
        return "crm/followup/drop";
    }

    @PostMapping("/{id}/drop")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String drop(
            @PathVariable FollowUpId id,
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        FollowUpView followUp = followUps.get(id);
        model.addAttribute("followUp", followUp);
        try {
            if (Forms.accepted(
                    errors, () -> followUps.move(id, form.getVersion(), FollowUpState.DROPPED, form.getReason()))) {
                Flash.success(
                        redirect,
                        "crm.followup.move.dropped",
                        followUp.details().text());
                return redirects.to(PATH + "/" + id);
            }
        } catch (StaleVersionException stale) {
            errors.reject("crm.followup.act.stale");
            form.setVersion(stale.current());
            return Forms.conflict(response, "crm/followup/drop");
        }
        return Forms.again(response, "crm/followup/drop");
    }

    // ---- the form
    // -------------------------------------------------------------------------------------------------------

    @GetMapping("/new")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String start(@RequestParam(defaultValue = "") List<String> link, Model model) {
        FollowUpForm form = new FollowUpForm();
        Officer me = access.officer();
        form.owner().id(me.id().value());
        form.owner().text(me.name());
        form.setDueOn(days.after(days.today(), WorkingDays.USUAL));
        if (!form.getSensitivity().isWithin(me.clearance())) {
            form.setSensitivity(me.clearance());
        }
        form.link(followUps.see(LinkText.read(link)).stream()
                .map(sight -> sight.ref())
                .toList());
        return form(null, form, model);
    }

    @PostMapping
    @Requires(Right.EDIT_FOLLOW_UPS)
    String create(
            @ModelAttribute("form") FollowUpForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return save(null, form, errors, access.home(), followUps::create, "created", model, redirect, response);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String startChanging(@PathVariable FollowUpId id, Model model) {
        FollowUpView followUp = followUps.get(id);
        if (!followUp.mayChange()) {
            throw new NotPermittedException(Right.ASSIGN_FOLLOW_UPS);
        }
        return form(followUp, FollowUpForm.of(followUp), model);
    }

    @PostMapping("/{id}")
    @Requires(Right.EDIT_FOLLOW_UPS)
    String change(
            @PathVariable FollowUpId id,
            @ModelAttribute("form") FollowUpForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        FollowUpView stored = followUps.get(id);
        return save(
                stored,
                form,
                errors,
                stored.mission(),
                details -> followUps.change(id, form.getVersion(), details),
                "saved",
                model,
                redirect,
                response);
    }

    private String save(
            @Nullable FollowUpView stored,
            FollowUpForm form,
            BindingResult errors,
            MissionId mission,
            Function<FollowUpDetails, FollowUpView> act,
            String done,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        pickers.officer(form.owner(), mission, "owner", true, errors);
        pickers.contact(form.contact(), mission, errors);
        pickers.organisation(form.organisation(), mission, errors);
        if (form.getDueOn() == null && !errors.hasFieldErrors("dueOn")) {
            errors.rejectValue("dueOn", "crm.followup.error.due-needed");
        }
        List<FollowUpView> saved = new ArrayList<>();
        try {
            if (Forms.accepted(errors, () -> saved.add(act.apply(form.details())))) {
                done(redirect, done, saved.get(0));
                return redirects.to(PATH + "/" + saved.get(0).id());
            }
        } catch (StaleVersionException stale) {
            FollowUpView theirs = followUps.get(Objects.requireNonNull(stored).id());
            model.addAttribute("conflict", differences(theirs, form));
            form.setVersion(stale.current());
            return Forms.conflict(response, form(theirs, form, model));
        }
        return Forms.again(response, form(stored, form, model));
    }

    private void done(RedirectAttributes redirect, String done, FollowUpView saved) {
        LocalizedText dayOff = saved.dayOff();
        String text = saved.details().text();
        if (dayOff == null) {
            Flash.success(redirect, "crm.followup.form." + done, text);
        } else {
            Flash.warning(redirect, "crm.followup.form." + done + "-day-off", text, dayOffName(dayOff));
        }
    }

    private String dayOffName(LocalizedText dayOff) {
        return dayOff.isEmpty() ? page.message("crm.followup.day.weekend") : page.text(dayOff);
    }

    private List<Difference> differences(FollowUpView theirs, FollowUpForm mine) {
        List<Difference> all = new ArrayList<>();
        FollowUpDetails details = theirs.details();
        Difference.add(all, "crm.followup.field.text", details.text(), mine.getText());
        Difference.add(all, "crm.followup.field.owner", theirs.ownerName(), mine.getOwnerText());
        Difference.add(all, "crm.followup.field.due-on", page.date(details.dueOn()), page.date(mine.getDueOn()));
        Difference.add(
                all,
                "crm.followup.field.priority",
                page.message("crm.followup.priority." + page.code(details.priority())),
                page.message("crm.followup.priority." + page.code(mine.getPriority())));
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

    private String form(@Nullable FollowUpView followUp, FollowUpForm form, Model model) {
        MissionId mission = followUp == null ? access.home() : followUp.mission();
        model.addAttribute("followUp", followUp);
        model.addAttribute("form", form);
        model.addAttribute("offered", followUps.see(LinkText.read(form.getOffered())));
        model.addAttribute("officerSource", OwedPickers.officersOf(mission));
        model.addAttribute("priorities", FollowUpPriority.values());
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return "crm/followup/form";
    }
}
