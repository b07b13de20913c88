package org.shanyraq.crm.proof.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckView;
import org.shanyraq.crm.proof.AuditChecks;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checks that nobody changed the audit log afterwards. */
@RestController("crmAuditCheckApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/audit/checks")
class AuditCheckApiController {

    private final AuditChecks checks;
    private final AuditCheckBodyMapper bodies;
    private final ApiSupport api;

    AuditCheckApiController(AuditChecks checks, AuditCheckBodyMapper bodies, ApiSupport api) {
        this.checks = checks;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Starts a job that recomputes the chains of the client's missions from their first entry. With ends of earlier it also finds a
     * chain that was rewritten as a whole, or an older copy of the database. While one runs, asking for the same again gives that one.
     */
    @PostMapping
    @Requires(Right.READ_AUDIT)
    ResponseEntity<?> startCheck(@Valid @RequestBody AuditCheckBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(checks.start(bodies.heads(body.noted()))),
                id -> created(checks.get(AuditCheckId.of(id))));
    }

    private static ApiSupport.Created created(AuditCheckView check) {
        return new ApiSupport.Created("/audit/checks/" + check.id(), check, 0);
    }

    /** Shows what a check of the client's own found so far: of each chain the first entry that does not fit, if any. */
    @GetMapping("/{id}")
    @Requires(Right.READ_AUDIT)
    AuditCheckView getCheck(@PathVariable AuditCheckId id) {
        return checks.get(id);
    }
}
