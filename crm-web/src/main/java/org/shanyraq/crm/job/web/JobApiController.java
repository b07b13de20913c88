package org.shanyraq.crm.job.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One's own long jobs. Nobody sees the jobs of another. */
@RestController("crmJobApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/jobs")
class JobApiController {

    private final Jobs jobs;
    private final ApiSupport api;

    JobApiController(Jobs jobs, ApiSupport api) {
        this.jobs = jobs;
        this.api = api;
    }

    /**
     * Lists the client's own jobs, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.BE_HERE)
    ResponseEntity<ApiSlice<JobView>> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(jobs.mine(new Paging(cursor, size)), request);
    }

    /** Shows how far a job got. */
    @GetMapping("/{id}")
    @Requires(Right.BE_HERE)
    JobView get(@PathVariable JobId id) {
        return jobs.get(id);
    }

    /** Asks a job to stop after the step under way; what was done stays done. No effect on a job that is over. */
    @PostMapping("/{id}/cancel")
    @Requires(Right.BE_HERE)
    JobView cancel(@PathVariable JobId id) {
        jobs.cancel(id);
        return jobs.get(id);
    }
}
