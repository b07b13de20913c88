package org.shanyraq.crm.job.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own jobs, moving as they run. */
@Controller("crmJobController")
@RequestMapping("${crm.web.base-path:/crm}/jobs")
class JobController {

    private static final int PAGE = 25;
    private static final int RECENT = 5;

    private final Jobs jobs;
    private final Redirects redirects;

    JobController(Jobs jobs, Redirects redirects) {
        this.jobs = jobs;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.BE_HERE)
    String list(@RequestParam(name = "cursor", required = false) @Nullable String cursor, Model model) {
        model.addAttribute("jobs", jobs.mine(new Paging(cursor, PAGE)));
        return "crm/job/list";
    }

    /** The last few, for the start page. */
    @GetMapping("/recent")
    @Requires(Right.BE_HERE)
    String recent(Model model) {
        model.addAttribute("jobs", jobs.mine(Paging.first(RECENT)));
        return "crm/job/list :: recent";
    }

    /** The progress alone when the page asks for it by itself, else a page of its own. */
    @GetMapping("/{id}")
    @Requires(Right.BE_HERE)
    String show(@PathVariable("id") JobId id, HttpServletRequest request, Model model) {
        model.addAttribute("job", jobs.get(id));
        return Htmx.isFragment(request) ? "crm/job/detail :: progress" : "crm/job/detail";
    }

    @PostMapping("/{id}/cancel")
    @Requires(Right.BE_HERE)
    String cancel(@PathVariable("id") JobId id, RedirectAttributes redirect) {
        jobs.cancel(id);
        Flash.success(redirect, "crm.job.list.cancelled");
        return redirects.to("/jobs");
    }
}
