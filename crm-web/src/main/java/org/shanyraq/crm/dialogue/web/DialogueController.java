package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.OfficerInCharge;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
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

/** The list, the page and the form of dialogues, and what is done with them. */
@Controller("crmDialogueController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues")
class DialogueController {

    /** Beyond this the list says "more than" instead of counting on. */
    static final long COUNTED = 10_000;

    private static final int PAGE = 50;

    private final Dialogues dialogues;
    private final DialogueSeriesOptions series;
    private final InChargeOptions inCharge;
    private final Attachments attachments;
    private final Contacts contacts;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    DialogueController(
            Dialogues dialogues,
            DialogueSeriesOptions series,
            InChargeOptions inCharge,
            Attachments attachments,
            Contacts contacts,
            Access access,
            Redirects redirects,
            PageSupport page,
            Clock clock) {
        this.dialogues = dialogues;
        this.series = series;
        this.inCharge = inCharge;
        this.attachments = attachments;
        this.contacts = contacts;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
        this.clock = clock;
    }

    @InitBinder
    void limitRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(60);
    }

    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String list(
            @ModelAttribute("filter") DialogueFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean unclear = errors.hasErrors();
        DialogueQuery query = filter.toQuery();
        model.addAttribute("unclear", unclear);
        model.addAttribute(
                "slice",
                unclear
                        ? new Slice<DialogueSummary>(List.of(), null)
                        : dialogues.list(query, new Paging(cursor, PAGE)));
        model.addAttribute("count", unclear ? 0L : dialogues.count(query, COUNTED + 1));
        model.addAttribute("counted", COUNTED);
        DialogueSeriesView chosen = series.find(filter.getSeries());
        model.addAttribute("chosenSeries", chosen);
        inCharge.offer(model, filter.getOfficer());
        if (Htmx.isFragment(request)) {
            response.setHeader("HX-Push-Url", request.getRequestURI() + filter.address());
            return "crm/dialogue/list :: rows";
        }
        model.addAttribute("series", series.options(Archived.BOTH, null, chosen));
        model.addAttribute("states", DialogueState.values());
        model.addAttribute("archivedChoices", Archived.values());
        model.addAttribute("sorts", DialogueQuery.Sort.values());
        return "crm/dialogue/list";
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    String detail(@PathVariable DialogueId id, Model model) {
        DialogueView dialogue = dialogues.get(id);
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("agenda", lines(dialogue.details()));
        model.addAttribute(
                "elsewhere",
                dialogue.inCharge().stream()
                        .filter(officer -> !officer.elsewhere().isEmpty())
                        .toList());
        model.addAttribute("attachments", files(id));
        model.addAttribute("mayChange", mayChange(dialogue));
        model.addAttribute("begun", !dialogue.details().startsAt().isAfter(clock.instant()));
        model.addAttribute("over", !dialogue.details().endsAt().isAfter(clock.instant()));
        return "crm/dialogue/detail";
    }

    /**
     * A part of the agenda with its time.
     *
     * @param startsAt null when a part before it has no length
     */
    record Line(AgendaItem item, @Nullable Instant startsAt) {}

    private static List<Line> lines(DialogueDetails details) {
        List<Line> lines = new ArrayList<>();
        Instant next = details.startsAt();
        for (AgendaItem item : details.agenda()) {
            lines.add(new Line(item, next));
            next = next == null || item.minutes() == null ? null : next.plusSeconds(60L * item.minutes());
        }
        return lines;
    }

    private List<AttachmentView> files(DialogueId id) {
        List<AttachmentView> files = new ArrayList<>();
        String cursor = null;
        do {
            Slice<AttachmentView> slice = attachments.list(id, new Paging(cursor, Paging.MAX_SIZE));
            files.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        return files;
    }

    /** Drafts are changed by those who draft, what is announced by those who edit. */
    private boolean mayChange(DialogueView dialogue) {
        return access.officer()
                .may(dialogue.state() == DialogueState.DRAFT ? Right.DRAFT_DIALOGUES : Right.EDIT_DIALOGUES);
    }

    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIALOGUES)
    String history(
            @PathVariable DialogueId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", dialogues.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/dialogue/history :: entries";
        }
        model.addAttribute("dialogue", dialogues.get(id));
        return "crm/dialogue/history";
    }

    @GetMapping("/new")
    @Requires(Right.DRAFT_DIALOGUES)
    String startDrafting(
            @RequestParam(name = "series", required = false) @Nullable DialogueSeriesId begun, Model model) {
        DialogueForm form = DialogueForm.blank(clock.getZone());
        Sensitivity clearance = access.officer().clearance();
        if (!form.getSensitivity().isWithin(clearance)) {
            form.setSensitivity(clearance);
        }
        if (begun != null) {
            form.begin(series.get(begun));
        }
        inCharge.beginWithMe(form, access.home());
        model.addAttribute("form", form);
        return form(null, form, model);
    }

    @PostMapping
    @Requires(Right.DRAFT_DIALOGUES)
    String create(
            @ModelAttribute("form") DialogueForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            @RequestParam(defaultValue = "") String up,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, form, model);
        if (changesRows(form, add, drop, up)) {
            return "crm/dialogue/form";
        }
        DialogueDetails details = read(form, access.home(), errors);
        List<DialogueView> made = new ArrayList<>();
        if (details != null && Forms.accepted(errors, () -> made.add(dialogues.create(details)))) {
            done(redirect, "crm.dialogue.form.created", made.get(0));
            return redirects.to("/dialogues/" + made.get(0).id());
        }
        return again(form, response);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.DRAFT_DIALOGUES)
    String startChanging(@PathVariable DialogueId id, Model model) {
        DialogueView dialogue = dialogues.get(id);
        if (!mayChange(dialogue)) {
            throw new NotPermittedException(Right.EDIT_DIALOGUES);
        }
        DialogueForm form = shown(dialogue);
        model.addAttribute("form", form);
        return form(dialogue, form, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.DRAFT_DIALOGUES)
    String change(
            @PathVariable DialogueId id,
            @ModelAttribute("form") DialogueForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String drop,
            @RequestParam(defaultValue = "") String up,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueView stored = dialogues.get(id);
        form(stored, form, model);
        if (changesRows(form, add, drop, up)) {
            return "crm/dialogue/form";
        }
        DialogueDetails details = read(form, stored.mission(), errors);
        List<DialogueView> changed = new ArrayList<>();
        try {
            if (details != null
                    && Forms.accepted(errors, () -> changed.add(dialogues.change(id, form.getVersion(), details)))) {
                done(redirect, "crm.dialogue.form.saved", changed.get(0));
                return redirects.to("/dialogues/" + id);
            }
        } catch (StaleVersionException stale) {
            return conflict(id, details, form, model, response);
        }
        return again(form, response);
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/{id}/invite")
    @Requires(Right.EDIT_DIALOGUES)
    String askToInvite(@PathVariable DialogueId id, Model model) {
        return ask(id, "invite", model);
    }

    @PostMapping("/{id}/invite")
    @Requires(Right.EDIT_DIALOGUES)
    String startInviting(@PathVariable DialogueId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.dialogue.invite.done", () -> dialogues.startInviting(id, version));
    }

    @GetMapping("/{id}/hold")
    @Requires(Right.EDIT_DIALOGUES)
    String askToHold(@PathVariable DialogueId id, Model model) {
        return ask(id, "hold", model);
    }

    @PostMapping("/{id}/hold")
    @Requires(Right.EDIT_DIALOGUES)
    String markHeld(@PathVariable DialogueId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.dialogue.hold.done", () -> dialogues.markHeld(id, version));
    }

    @GetMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    String askToArchive(@PathVariable DialogueId id, Model model) {
        return ask(id, "archive", model);
    }

    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    String archive(@PathVariable DialogueId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.dialogue.archive.done", () -> dialogues.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_DIALOGUES)
    String restore(@PathVariable DialogueId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(id, redirect, "crm.dialogue.archive.restored", () -> dialogues.restore(id, version));
    }

    @GetMapping("/{id}/cancel")
    @Requires(Right.EDIT_DIALOGUES)
    String startCancelling(@PathVariable DialogueId id, Model model) {
        DialogueView dialogue = dialogues.get(id);
        ReasonForm form = new ReasonForm();
        form.setVersion(dialogue.version());
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("form", form);
        return "crm/dialogue/cancel";
    }

    @PostMapping("/{id}/cancel")
    @Requires(Right.EDIT_DIALOGUES)
    String cancel(
            @PathVariable DialogueId id,
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueView dialogue = dialogues.get(id);
        model.addAttribute("dialogue", dialogue);
        try {
            if (Forms.accepted(errors, () -> dialogues.cancel(id, form.getVersion(), form.getReason()))) {
                Flash.success(
                        redirect,
                        "crm.dialogue.cancel.done",
                        page.text(dialogue.details().theme()));
                return redirects.to("/dialogues/" + id);
            }
        } catch (StaleVersionException stale) {
            errors.reject("crm.dialogue.act.stale");
            form.setVersion(stale.current());
            return Forms.conflict(response, "crm/dialogue/cancel");
        } catch (ConflictException otherwise) {
            Flash.warning(redirect, otherwise.key());
            return redirects.to("/dialogues/" + id);
        }
        return Forms.again(response, "crm/dialogue/cancel");
    }

    @GetMapping("/{id}/copy")
    @Requires(Right.DRAFT_DIALOGUES)
    String startCopying(@PathVariable DialogueId id, Model model) {
        DialogueView dialogue = dialogues.get(id);
        CopyForm form = new CopyForm();
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("form", form);
        return "crm/dialogue/copy";
    }

    @PostMapping("/{id}/copy")
    @Requires(Right.DRAFT_DIALOGUES)
    String copy(
            @PathVariable DialogueId id,
            @ModelAttribute("form") CopyForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueView dialogue = dialogues.get(id);
        model.addAttribute("dialogue", dialogue);
        ZoneId zone = dialogue.details().zone();
        Instant start = DialogueForm.instant(form.getStartsAt(), null, "startsAt", zone, errors);
        List<DialogueView> made = new ArrayList<>();
        if (start != null && Forms.accepted(errors, () -> made.add(dialogues.copy(id, start)))) {
            done(redirect, "crm.dialogue.copy.done", made.get(0));
            return redirects.to("/dialogues/" + made.get(0).id());
        }
        return Forms.again(response, "crm/dialogue/copy");
    }

    /** Says what was done, and who is in charge of something else at that time. */
    private void done(RedirectAttributes redirect, String key, DialogueView dialogue) {
        String theme = page.text(dialogue.details().theme());
        String elsewhere = dialogue.inCharge().stream()
                .filter(officer -> !officer.elsewhere().isEmpty())
                .map(OfficerInCharge::name)
                .collect(Collectors.joining(", "));
        if (elsewhere.isEmpty()) {
            Flash.success(redirect, key, theme);
        } else {
            Flash.warning(redirect, key + "-elsewhere", theme, elsewhere);
        }
    }

    private String ask(DialogueId id, String act, Model model) {
        model.addAttribute("dialogue", dialogues.get(id));
        model.addAttribute("act", act);
        return "crm/dialogue/confirm";
    }

    private String act(DialogueId id, RedirectAttributes redirect, String done, Supplier<DialogueView> act) {
        try {
            DialogueView dialogue = act.get();
            Flash.success(redirect, done, page.text(dialogue.details().theme()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.dialogue.act.stale");
        } catch (ConflictException otherwise) {
            Flash.warning(redirect, otherwise.key());
        }
        return redirects.to("/dialogues/" + id);
    }

    // ---- the form
    // -------------------------------------------------------------------------------------------------------

    private static String again(DialogueForm form, HttpServletResponse response) {
        form.offerRows();
        return Forms.again(response, "crm/dialogue/form");
    }

    private static DialogueForm shown(DialogueView dialogue) {
        DialogueForm form = DialogueForm.of(
                new DialogueForm.Shown(dialogue.details(), dialogue.names(), officerNames(dialogue)),
                dialogue.version());
        form.offerRows();
        return form;
    }

    private static Map<OfficerId, String> officerNames(DialogueView dialogue) {
        return dialogue.inCharge().stream().collect(Collectors.toMap(OfficerInCharge::officer, OfficerInCharge::name));
    }

    /** Does what a button of the form asks beside saving it. */
    private boolean changesRows(DialogueForm form, String add, String drop, String up) {
        if (add.equals("defaults") && form.getSeries() != null) {
            DialogueSeriesView chosen = series.find(form.getSeries());
            if (chosen != null) {
                form.begin(chosen);
            }
            form.offerRows();
            return true;
        }
        return form.changesRows(add, drop, up);
    }

    private @Nullable DialogueDetails read(DialogueForm form, MissionId mission, BindingResult errors) {
        form.dropEmptyRows();
        Map<UUID, String> names = contactNames(form.contacts());
        form.resolve(
                id -> {
                    if (!names.containsKey(id)) {
                        throw new NotFoundException();
                    }
                    return new Option(id.toString(), names.get(id));
                },
                new ContactOptions(contacts, page)::of,
                errors);
        inCharge.resolve(form, mission, errors);
        return form.toDetails(errors);
    }

    /** The names of those that the officer may see. */
    private Map<UUID, String> contactNames(Set<ContactId> ids) {
        Map<UUID, String> names = new HashMap<>();
        Portions.of(ids, Paging.MAX_SIZE).forEach(some -> contacts.getAll(some)
                .forEach(found -> names.put(found.id().value(), found.details().displayName())));
        return names;
    }

    private String form(@Nullable DialogueView dialogue, DialogueForm form, Model model) {
        DialogueSeriesView chosen = series.find(form.getSeries());
        MissionId mission = dialogue == null ? access.home() : dialogue.mission();
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("series", series.options(Archived.WITHOUT, mission, chosen));
        model.addAttribute("officerSource", InChargeOptions.source(mission));
        model.addAttribute("formats", DialogueFormat.values());
        model.addAttribute("itemKinds", AgendaItemKind.values());
        model.addAttribute("attributions", Attribution.values());
        model.addAttribute("roles", SpeakerRole.values());
        model.addAttribute("circles", Circle.values());
        model.addAttribute("zones", PlaceForm.ZONES);
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return "crm/dialogue/form";
    }

    private String conflict(
            DialogueId id,
            @Nullable DialogueDetails yours,
            DialogueForm form,
            Model model,
            HttpServletResponse response) {
        DialogueView theirs = dialogues.get(id);
        DialogueForm theirForm = shown(theirs);
        if (yours != null) {
            FormMerge.Outcome outcome = DialogueForm.MERGE.merge(
                    new DialogueForm.Shown(yours, form.names(), form.officerNames()),
                    new DialogueForm.Shown(theirs.details(), theirs.names(), officerNames(theirs)),
                    form.getFingerprints(),
                    form,
                    theirForm);
            model.addAttribute("conflict", outcome);
        }
        form.setVersion(theirs.version());
        form.setFingerprints(theirForm.getFingerprints());
        form.offerRows();
        form(theirs, form, model);
        List<AuditEntry> last = dialogues.history(id, Paging.first(1)).items();
        model.addAttribute("conflictEntry", last.isEmpty() ? null : last.get(0));
        return Forms.conflict(response, "crm/dialogue/form");
    }

    /** Why a dialogue is cancelled. */
    static final class ReasonForm {

        private String reason = "";
        private long version;

        public String getReason() {
            return reason;
        }

        public void setReason(@Nullable String reason) {
            this.reason = reason == null ? "" : reason;
        }

        public long getVersion() {
            return version;
        }

        public void setVersion(long version) {
            this.version = version;
        }
    }

    /** When a copy takes place, as a time of the place. */
    static final class CopyForm {

        private String startsAt = "";

        public String getStartsAt() {
            return startsAt;
        }

        public void setStartsAt(@Nullable String startsAt) {
            this.startsAt = startsAt == null ? "" : startsAt;
        }
    }
}
