package org.shanyraq.crm.interaction.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.Stance;
import org.shanyraq.crm.interaction.StanceSource;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Difference;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SafeMarkdown;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list, the page and the form of interactions, and what became of planned ones. */
@Controller("crmInteractionController")
@RequestMapping("${crm.web.base-path:/crm}/interactions")
class InteractionController {

    /** Beyond this the list says "more than" instead of counting on. */
    static final long COUNTED = 10_000;

    private static final int PAGE = 50;
    private static final int AWAITING = 5;
    private static final String FORM = "crm/interaction/form";
    private static final String OUTCOME = "crm/interaction/outcome";
    private static final Set<String> ZONES = new TreeSet<>(ZoneId.getAvailableZoneIds());

    private final Interactions interactions;
    private final InteractionFiles files;
    private final InteractionOptions options;
    private final Access access;
    private final Redirects redirects;
    private final Clock clock;
    private final ObjectProvider<InteractionBeginning> beginnings;

    InteractionController(
            Interactions interactions,
            InteractionFiles files,
            InteractionOptions options,
            Access access,
            Redirects redirects,
            Clock clock,
            ObjectProvider<InteractionBeginning> beginnings) {
        this.interactions = interactions;
        this.files = files;
        this.options = options;
        this.access = access;
        this.redirects = redirects;
        this.clock = clock;
        this.beginnings = beginnings;
    }

    @InitBinder
    void limitRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(120);
    }

    @GetMapping
    @Requires(Right.READ_INTERACTIONS)
    String list(
            @ModelAttribute("filter") InteractionFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        options.resolve(filter, errors);
        boolean unclear = errors.hasErrors();
        InteractionQuery query = filter.toQuery();
        model.addAttribute("unclear", unclear);
        model.addAttribute(
                "slice",
                unclear
                        ? new Slice<InteractionSummary>(List.of(), null)
                        : interactions.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("count", unclear ? 0L : interactions.count(query, COUNTED + 1));
        model.addAttribute("counted", COUNTED);
        model.addAttribute(
                "chosenTopic", filter.getTopic() == null ? "" : options.topic(new TopicId(filter.getTopic())));
        options.offerOfficers(model, filter.getOfficer());
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + filter.address());
            return "crm/interaction/list :: rows";
        }
        model.addAttribute(
                "topics",
                options.topics(filter.getTopic() == null ? List.of() : List.of(new TopicId(filter.getTopic()))));
        model.addAttribute(
                "awaiting",
                filter.isActive() || cursor != null || !access.officer().may(Right.LOG_INTERACTIONS)
                        ? List.of()
                        : interactions.awaitingWord(AWAITING));
        model.addAttribute("kinds", InteractionKind.values());
        model.addAttribute("states", InteractionState.values());
        model.addAttribute("archivedChoices", Archived.values());
        return "crm/interaction/list";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_INTERACTIONS)
    String detail(@PathVariable InteractionId id, Model model) {
        InteractionView interaction = interactions.get(id);
        model.addAttribute("interaction", interaction);
        model.addAttribute("summary", SafeMarkdown.html(interaction.details().summary()));
        model.addAttribute("files", files.list(id));
        model.addAttribute("names", options.shown(interaction).names());
        model.addAttribute(
                "due",
                !interaction.details().day().isAfter(today(interaction.details().zone())));
        return "crm/interaction/detail";
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_INTERACTIONS)
    String history(
            @PathVariable InteractionId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", interactions.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/interaction/history :: entries";
        }
        model.addAttribute("interaction", interactions.get(id));
        return "crm/interaction/history";
    }

    /**
     * @param contact who took part
     * @param from the name of an {@link InteractionBeginning}
     */
    @GetMapping("/new")
    @Requires(Right.LOG_INTERACTIONS)
    String startEntering(
            @RequestParam(required = false) @Nullable ContactId contact,
            @RequestParam(required = false) @Nullable String from,
            Model model) {
        InteractionForm form = InteractionForm.blank(LocalDate.now(clock), clock.getZone());
        Sensitivity clearance = access.officer().clearance();
        if (!form.getSensitivity().isWithin(clearance)) {
            form.setSensitivity(clearance);
        }
        if (contact != null) {
            options.beginWith(form, contact);
        }
        options.beginWithMe(form, access.home());
        beginnings.stream()
                .filter(beginning -> beginning.name().equals(from))
                .map(InteractionBeginning::begin)
                .filter(Objects::nonNull)
                .forEach(details -> options.beginWith(form, details));
        model.addAttribute("form", form);
        return form(null, form, model);
    }

    @PostMapping
    @Requires(Right.LOG_INTERACTIONS)
    String enter(
            @ModelAttribute("form") InteractionForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (form.changesRows(add, drop)) {
            options.resolve(form, access.home(), null);
            return form(null, form, model);
        }
        InteractionDetails details = read(form, access.home(), errors);
        List<InteractionView> made = new ArrayList<>();
        if (details != null
                && Forms.accepted(
                        errors,
                        () -> made.add(form.isPlanned() ? interactions.plan(details) : interactions.log(details)))) {
            Flash.success(
                    redirect,
                    form.isPlanned() ? "crm.interaction.form.planned" : "crm.interaction.form.logged",
                    made.get(0).title());
            return redirects.to("/interactions/" + made.get(0).id());
        }
        return again(null, form, model, response);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.LOG_INTERACTIONS)
    String startChanging(@PathVariable InteractionId id, Model model) {
        InteractionView interaction = interactions.get(id);
        InteractionForm form = InteractionForm.of(interaction, options.shown(interaction));
        model.addAttribute("form", form);
        return form(interaction, form, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.LOG_INTERACTIONS)
    String change(
            @PathVariable InteractionId id,
            @ModelAttribute("form") InteractionForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        InteractionView stored = interactions.get(id);
        if (form.changesRows(add, drop)) {
            options.resolve(form, stored.mission(), null);
            return form(stored, form, model);
        }
        InteractionDetails details = read(form, stored.mission(), errors);
        List<InteractionView> changed = new ArrayList<>();
        try {
            if (details != null
                    && Forms.accepted(errors, () -> changed.add(interactions.change(id, form.getVersion(), details)))) {
                Flash.success(
                        redirect, "crm.interaction.form.saved", changed.get(0).title());
                return redirects.to("/interactions/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, details, form, model, response);
        }
        return again(stored, form, model, response);
    }

    private @Nullable InteractionDetails read(InteractionForm form, MissionId mission, BindingResult errors) {
        form.dropEmptyRows();
        options.resolve(form, mission, errors);
        return form.toDetails(errors);
    }

    private String again(
            @Nullable InteractionView interaction, InteractionForm form, Model model, HttpServletResponse response) {
        form.offerRows();
        return Forms.again(response, form(interaction, form, model));
    }

    private String form(@Nullable InteractionView interaction, InteractionForm form, Model model) {
        MissionId mission = interaction == null ? access.home() : interaction.mission();
        List<Option> topics = options.topics(form.topicIds());
        List<String> chosen = form.topicIds().stream().map(TopicId::toString).toList();
        model.addAttribute("interaction", interaction);
        model.addAttribute("officerSource", OfficerOptions.SOURCE + mission);
        model.addAttribute("topics", topics);
        model.addAttribute("people", form.people());
        model.addAttribute(
                "talkedOf",
                topics.stream().filter(topic -> chosen.contains(topic.value())).toList());
        model.addAttribute("kinds", InteractionKind.values());
        model.addAttribute("stances", Stance.values());
        model.addAttribute("sources", StanceSource.values());
        model.addAttribute("zones", ZONES);
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return FORM;
    }

    private String conflict(
            InteractionId id,
            @Nullable InteractionDetails yours,
            InteractionForm form,
            Model model,
            HttpServletResponse response) {
        InteractionView theirs = interactions.get(id);
        InteractionForm.Shown shown = options.shown(theirs);
        InteractionForm theirForm = InteractionForm.of(theirs, shown);
        if (yours != null) {
            Map<UUID, String> names = new HashMap<>(shown.names());
            names.putAll(form.names());
            options.topics(form.topicIds()).forEach(topic -> names.put(UUID.fromString(topic.value()), topic.text()));
            FormMerge.Outcome outcome = InteractionForm.MERGE.merge(
                    new InteractionForm.Shown(yours, names),
                    new InteractionForm.Shown(theirs.details(), names),
                    form.getFingerprints(),
                    form,
                    theirForm);
            model.addAttribute("conflict", outcome);
        }
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        form.offerRows();
        List<AuditEntry> last = interactions.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, form(theirs, form, model));
    }

    // ---- what became of it
    // ---------------------------------------------------------------------------------------------

    /** Asks whether a planned one came about, and what was said, or why it did not. */
    @GetMapping("/{id}/outcome")
    @Requires(Right.LOG_INTERACTIONS)
    String askForOutcome(@PathVariable InteractionId id, Model model) {
        InteractionView interaction = interactions.get(id);
        OutcomeForm form = new OutcomeForm();
        form.setVersion(interaction.version());
        form.setSummary(interaction.details().summary());
        model.addAttribute("form", form);
        return outcome(interaction, model);
    }

    private String outcome(InteractionView interaction, Model model) {
        model.addAttribute("interaction", interaction);
        model.addAttribute("reasons", WhyNot.values());
        model.addAttribute(
                "due",
                !interaction.details().day().isAfter(today(interaction.details().zone())));
        return OUTCOME;
    }

    @PostMapping("/{id}/held")
    @Requires(Right.LOG_INTERACTIONS)
    String markHeld(
            @PathVariable InteractionId id,
            @ModelAttribute("form") OutcomeForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return ended(
                id,
                form,
                errors,
                "crm.interaction.outcome.held",
                () -> interactions.markHeld(id, form.getVersion(), Forms.textOrNull(form.getSummary())),
                model,
                redirect,
                response);
    }

    @PostMapping("/{id}/fell-through")
    @Requires(Right.LOG_INTERACTIONS)
    String markFallenThrough(
            @PathVariable InteractionId id,
            @ModelAttribute("form") OutcomeForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return ended(
                id,
                form,
                errors,
                "crm.interaction.outcome.fell-through",
                () -> interactions.markFallenThrough(
                        id, form.getVersion(), form.getWhy(), Forms.textOrNull(form.getRemark())),
                model,
                redirect,
                response);
    }

    private String ended(
            InteractionId id,
            OutcomeForm form,
            BindingResult errors,
            String done,
            Supplier<InteractionView> act,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        InteractionView stored = interactions.get(id);
        List<InteractionView> ended = new ArrayList<>();
        try {
            if (Forms.accepted(errors, () -> ended.add(act.get()))) {
                Flash.success(redirect, done, ended.get(0).title());
                return redirects.to("/interactions/" + id);
            }
        } catch (StaleVersionException stale) {
            List<Difference> differences = new ArrayList<>();
            Difference.add(
                    differences,
                    "crm.interaction.field.summary",
                    stored.details().summary(),
                    form.getSummary());
            model.addAttribute("differences", differences);
            form.setVersion(stale.current());
            return Forms.conflict(response, outcome(stored, model));
        } catch (ConflictException otherwise) {
            errors.reject(otherwise.key());
            return Forms.conflict(response, outcome(stored, model));
        }
        return Forms.again(response, outcome(stored, model));
    }

    @PostMapping("/{id}/plan-again")
    @Requires(Right.LOG_INTERACTIONS)
    String planAgain(@PathVariable InteractionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.interaction.outcome.planned-again", () -> interactions.planAgain(id, version));
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/archive")
    @Requires(Right.LOG_INTERACTIONS)
    String askToArchive(@PathVariable InteractionId id, Model model) {
        model.addAttribute("interaction", interactions.get(id));
        return "crm/interaction/archive";
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.LOG_INTERACTIONS)
    String archive(@PathVariable InteractionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.interaction.archive.done", () -> interactions.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.LOG_INTERACTIONS)
    String restore(@PathVariable InteractionId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.interaction.archive.restored", () -> interactions.restore(id, version));
    }

    private String act(InteractionId id, RedirectAttributes redirect, String done, Supplier<InteractionView> act) {
        try {
            Flash.success(redirect, done, act.get().title());
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.interaction.act.stale");
        } catch (ConflictException otherwise) {
            Flash.warning(redirect, otherwise.key());
        }
        return redirects.to("/interactions/" + id);
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.now(clock.withZone(zone));
    }
}
