package org.shanyraq.crm.proof.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckView;
import org.shanyraq.crm.proof.AuditChecks;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A check of the audit log, moving as it runs, and what it found. */
@Controller("crmAuditCheckController")
@RequestMapping("${crm.web.base-path:/crm}/audit/checks")
class AuditCheckController {

    private final AuditChecks checks;
    private final Jobs jobs;
    private final Redirects redirects;

    AuditCheckController(AuditChecks checks, Jobs jobs, Redirects redirects) {
        this.checks = checks;
        this.jobs = jobs;
        this.redirects = redirects;
    }

    @PostMapping
    @Requires(Right.READ_AUDIT)
    String start() {
        return redirects.to("/audit/checks/" + checks.start(List.of()).id());
    }

    @GetMapping("/{id}")
    @Requires(Right.READ_AUDIT)
    String show(@PathVariable("id") AuditCheckId id, HttpServletRequest request, Model model) {
        AuditCheckView check = checks.get(id);
        model.addAttribute("check", check);
        model.addAttribute("job", jobs.get(check.job()));
        return Htmx.isFragment(request) ? "crm/audit/check :: check-panel" : "crm/audit/check";
    }
}
