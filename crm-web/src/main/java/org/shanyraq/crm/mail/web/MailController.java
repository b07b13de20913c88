package org.shanyraq.crm.mail.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.mail.StrayNotices;
import org.shanyraq.crm.mail.SuppressionId;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.SuppressionView;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
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

/** What became of mails, what is done about those in doubt, and who gets none. */
@Controller("crmMailController")
@RequestMapping("${crm.web.base-path:/crm}/mails")
class MailController {

    private static final int PAGE = 50;
    private static final String BASE = "/mails";

    private final Mails mails;
    private final Suppressions suppressions;
    private final StrayNotices notices;
    private final Access access;
    private final Redirects redirects;
    private final PageSupport page;

    MailController(
            Mails mails,
            Suppressions suppressions,
            StrayNotices notices,
            Access access,
            Redirects redirects,
            PageSupport page) {
        this.mails = mails;
        this.suppressions = suppressions;
        this.notices = notices;
        this.access = access;
        this.redirects = redirects;
        this.page = page;
    }

    // ---- mails

    @GetMapping
    @Requires(Right.HANDLE_MAILS)
    String list(
            @ModelAttribute("filter") MailFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        MailQuery query = errors.hasErrors() ? null : query(errors, filter);
        Slice<MailSummary> slice =
                query == null ? new Slice<>(List.of(), null) : mails.list(query, new Paging(cursor, PAGE));
        model.addAttribute("slice", slice);
        model.addAttribute("unclear", query == null);
        model.addAttribute("figures", mails.figures());
        model.addAttribute("mostCounted", Mails.MOST_COUNTED);
        model.addAttribute("sending", mails.sending());
        model.addAttribute("states", MailState.values());
        model.addAttribute(
                "kinds",
                mails.kinds().stream()
                        .map(kind -> new Option(kind, kindName(kind)))
                        .toList());
        return Htmx.isFragment(request) ? "crm/mail/list :: rows" : "crm/mail/list";
    }

    private static @Nullable MailQuery query(BindingResult errors, MailFilter filter) {
        try {
            return filter.toQuery();
        } catch (InvalidInputException tooLong) {
            Forms.reject(errors, tooLong);
            return null;
        }
    }

    private String kindName(String kind) {
        String key = "crm.mail.kind." + kind;
        String name = page.message(key);
        return name.equals(key) ? kind : name;
    }

    @GetMapping("/{id}")
    @Requires(Right.HANDLE_MAILS)
    String detail(@PathVariable MailId id, Model model) {
        model.addAttribute("mail", mails.get(id));
        model.addAttribute("kindName", kindName(mails.get(id).summary().kind()));
        return "crm/mail/detail";
    }

    @PostMapping("/send-again")
    @Requires(Right.HANDLE_MAILS)
    String sendAgain(
            @ModelAttribute("filter") MailFilter filter,
            BindingResult errors,
            @RequestParam(name = "mail", required = false) @Nullable List<SeenMail> chosen,
            RedirectAttributes redirect) {
        List<SeenMail> ticked = ticked(chosen);
        return decided(filter, ticked, redirect, "crm.mail.again.done", () -> mails.sendAgain(ticked));
    }

    @PostMapping("/mark-sent")
    @Requires(Right.HANDLE_MAILS)
    String markSent(
            @ModelAttribute("filter") MailFilter filter,
            BindingResult errors,
            @RequestParam(name = "mail", required = false) @Nullable List<SeenMail> chosen,
            RedirectAttributes redirect) {
        List<SeenMail> ticked = ticked(chosen);
        return decided(filter, ticked, redirect, "crm.mail.sent.done", () -> mails.markSent(ticked));
    }

    @PostMapping("/give-up")
    @Requires(Right.HANDLE_MAILS)
    String giveUp(
            @ModelAttribute("filter") MailFilter filter,
            BindingResult errors,
            @RequestParam(name = "mail", required = false) @Nullable List<SeenMail> chosen,
            RedirectAttributes redirect) {
        List<SeenMail> ticked = ticked(chosen);
        return decided(filter, ticked, redirect, "crm.mail.given-up.done", () -> mails.giveUp(ticked));
    }

    private static List<SeenMail> ticked(@Nullable List<SeenMail> chosen) {
        return chosen == null
                ? List.of()
                : chosen.stream().filter(Objects::nonNull).toList();
    }

    private String decided(
            MailFilter filter, List<SeenMail> ticked, RedirectAttributes redirect, String done, IntSupplier act) {
        if (ticked.isEmpty()) {
            Flash.warning(redirect, "crm.mail.act.none");
            return redirects.to(BASE + filter.address());
        }
        try {
            Flash.success(redirect, done, act.getAsInt());
        } catch (ConflictException refused) {
            Flash.warning(
                    redirect,
                    refused.key(),
                    refused.arguments().stream().map(Object::toString).toArray(Serializable[]::new));
        }
        return redirects.to(BASE + filter.address());
    }

    // ---- who gets none

    @GetMapping("/suppressions")
    @Requires(Right.HANDLE_MAILS)
    String suppressions(
            @ModelAttribute("filter") SuppressionFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("form", new SuppressionForm());
        return suppressions(filter, errors, cursor, model, errors.hasErrors());
    }

    private String suppressions(
            SuppressionFilter filter, BindingResult errors, @Nullable String cursor, Model model, boolean unclear) {
        Slice<SuppressionView> slice = new Slice<>(List.of(), null);
        if (!unclear) {
            try {
                SuppressionQuery query = filter.toQuery();
                slice = suppressions.list(query, new Paging(cursor, PAGE));
            } catch (InvalidInputException tooLong) {
                Forms.reject(errors, tooLong);
            }
        }
        model.addAttribute("slice", slice);
        model.addAttribute("reasons", SuppressionReason.values());
        model.addAttribute(
                "levels", Sensitivity.upTo(access.scope().clearance()).toArray(Sensitivity[]::new));
        return "crm/mail/suppressions";
    }

    @PostMapping("/suppressions")
    @Requires(Right.HANDLE_MAILS)
    String suppress(
            @ModelAttribute("form") SuppressionForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        boolean done = Forms.accepted(errors, () -> {
            suppressions.add(
                    Objects.requireNonNullElse(form.getAddress(), ""), form.getRemark(), form.getSensitivity());
            Flash.success(
                    redirect,
                    "crm.mail.suppressions.added",
                    Objects.requireNonNullElse(form.getAddress(), "").strip());
        });
        if (done) {
            return redirects.to(BASE + "/suppressions");
        }
        SuppressionFilter filter = new SuppressionFilter();
        model.addAttribute("filter", filter);
        return Forms.again(response, suppressions(filter, errors, null, model, false));
    }

    @PostMapping("/suppressions/{id}/lift")
    @Requires(Right.HANDLE_MAILS)
    String lift(
            @PathVariable SuppressionId id,
            @RequestParam(required = false) @Nullable String why,
            RedirectAttributes redirect) {
        try {
            suppressions.lift(id, Objects.requireNonNullElse(why, ""));
            Flash.success(redirect, "crm.mail.suppressions.lifted");
        } catch (InvalidInputException refused) {
            Flash.warning(redirect, refused.violations().get(0).key(), "500");
        }
        return redirects.to(BASE + "/suppressions");
    }

    // ---- notices

    @GetMapping("/notices")
    @Requires(Right.HANDLE_MAILS)
    String notices(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("slice", notices.list(new Paging(cursor, PAGE)));
        model.addAttribute("unknown", access.officer().may(Right.ADMINISTER) ? notices.unknown() : null);
        return "crm/mail/notices";
    }
}
