package org.shanyraq.crm.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.Htmx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log. */
@Controller("crmAuditController")
@RequestMapping("${crm.web.base-path:/crm}/audit")
class AuditController {

    private static final int PAGE = 50;

    private final AuditLog log;
    private final Clock clock;

    AuditController(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Right.READ_AUDIT)
    String list(
            @ModelAttribute("filter") AuditFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request) {
        model.addAttribute(
                "entries",
                errors.hasErrors()
                        ? new Slice<AuditEntry>(List.of(), null)
                        : log.list(filter.toQuery(clock), new Paging(cursor, PAGE)));
        model.addAttribute("kinds", AuditKind.values());
        model.addAttribute("actions", AuditAction.values());
        return Htmx.isFragment(request) ? "crm/audit/list :: rows" : "crm/audit/list";
    }
}
