package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.followup.DigestSettings;
import org.shanyraq.crm.followup.Reminders;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for whoever is signed in, how much of it, and when they are told of it by mail. */
@Controller("crmReminderController")
@RequestMapping("${crm.web.base-path:/crm}")
class ReminderController {

    private final Reminders reminders;
    private final Redirects redirects;

    ReminderController(Reminders reminders, Redirects redirects) {
        this.reminders = reminders;
        this.redirects = redirects;
    }

    @GetMapping("/reminders")
    @Requires(Right.READ_FOLLOW_UPS)
    String show(Model model) {
        model.addAttribute("notices", reminders.notices());
        return "crm/followup/reminders";
    }

    /** How many follow-ups press, for the navigation; nothing when none does. */
    @GetMapping("/reminders/badge")
    @Requires(Right.READ_FOLLOW_UPS)
    String badge(Model model) {
        model.addAttribute("pressing", reminders.pressing());
        model.addAttribute("mostCounted", Reminders.MOST_COUNTED);
        return "crm/followup/badge";
    }

    /** Also as a part of the page of preferences. */
    @GetMapping("/me/digest")
    @Requires(Right.READ_FOLLOW_UPS)
    String settings(HttpServletRequest request, Model model) {
        model.addAttribute("form", DigestForm.of(reminders.digest()));
        model.addAttribute("weekdays", DayOfWeek.values());
        return Htmx.isFragment(request) ? "crm/followup/digest :: settings" : "crm/followup/digest";
    }

    @PostMapping("/me/digest")
    @Requires(Right.READ_FOLLOW_UPS)
    String set(
            @ModelAttribute("form") DigestForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (Forms.accepted(errors, () -> reminders.set(form.settings()))) {
            Flash.success(redirect, "crm.followup.digest.saved");
            return redirects.to("/me/digest");
        }
        model.addAttribute("weekdays", DayOfWeek.values());
        return Forms.again(response, "crm/followup/digest");
    }

    /** When a digest is wanted. */
    static final class DigestForm {

        private boolean wanted;
        private int hour;
        private Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);

        static DigestForm of(DigestSettings settings) {
            DigestForm form = new DigestForm();
            form.wanted = settings.wanted();
            form.hour = settings.hour();
            form.weekdays = EnumSet.noneOf(DayOfWeek.class);
            form.weekdays.addAll(settings.weekdays());
            return form;
        }

        DigestSettings settings() {
            return new DigestSettings(wanted, hour, weekdays);
        }

        public boolean isWanted() {
            return wanted;
        }

        public void setWanted(boolean wanted) {
            this.wanted = wanted;
        }

        public int getHour() {
            return hour;
        }

        public void setHour(int hour) {
            this.hour = hour;
        }

        public Set<DayOfWeek> getWeekdays() {
            return weekdays;
        }

        public void setWeekdays(@Nullable Set<DayOfWeek> weekdays) {
            this.weekdays = weekdays == null ? EnumSet.noneOf(DayOfWeek.class) : weekdays;
        }
    }
}
