package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The holidays of a year, and the days that a mission names itself. */
@Controller("crmWorkingDayController")
@RequestMapping("${crm.web.base-path:/crm}/working-days")
class WorkingDayController {

    private static final String PATH = "/working-days";

    private final WorkingDays days;
    private final Clock clock;
    private final Redirects redirects;

    WorkingDayController(WorkingDays days, Clock clock, Redirects redirects) {
        this.days = days;
        this.clock = clock;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.BE_HERE)
    String show(@RequestParam(required = false) @Nullable Integer year, Model model) {
        model.addAttribute("form", new DayForm());
        return show(year == null ? LocalDate.now(clock).getYear() : year, model);
    }

    private String show(int year, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("days", days.ofYear(year));
        model.addAttribute("knownUntil", days.knownUntil());
        return "crm/followup/days";
    }

    @PostMapping
    @Requires(Right.ADMINISTER)
    String name(
            @ModelAttribute("form") DayForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        LocalDate day = form.getDay();
        if (day == null && !errors.hasFieldErrors("day")) {
            errors.rejectValue("day", "crm.followup.error.due-needed");
        }
        if (Forms.accepted(errors, () -> days.name(Objects.requireNonNull(day), form.getName(), form.isWorking()))) {
            Flash.success(redirect, "crm.followup.days.named", form.getName());
            return redirects.to(PATH + "?year=" + Objects.requireNonNull(day).getYear());
        }
        return Forms.again(response, show(day == null ? LocalDate.now(clock).getYear() : day.getYear(), model));
    }

    @PostMapping("/forget")
    @Requires(Right.ADMINISTER)
    String forget(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day, RedirectAttributes redirect) {
        days.forget(day);
        Flash.success(redirect, "crm.followup.days.forgotten");
        return redirects.to(PATH + "?year=" + day.getYear());
    }

    /** A day that the mission names. */
    static final class DayForm {

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        private @Nullable LocalDate day;

        private String name = "";
        private boolean working;

        public @Nullable LocalDate getDay() {
            return day;
        }

        public void setDay(@Nullable LocalDate day) {
            this.day = day;
        }

        public String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name == null ? "" : name;
        }

        public boolean isWorking() {
            return working;
        }

        public void setWorking(boolean working) {
            this.working = working;
        }
    }
}
