package org.shanyraq.crm.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was done, by whom, and the proof that nobody changed it afterwards. */
@RestController("crmAuditApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/audit")
class AuditApiController {

    private final AuditLog log;
    private final ApiSupport api;

    AuditApiController(AuditLog log, ApiSupport api) {
        this.log = log;
        this.api = api;
    }

    /**
     * Lists the entries of a mission's audit log, newest first, up to the clearance of the client. A criterion that is left out does
     * not restrict.
     *
     * @param mission whose log; the client's own when left out
     * @param kind what sort of record, for example {@code contact}
     * @param record id of one record, with what is within it
     * @param actor id of the officer or client who did it
     * @param action what was done
     * @param from the first moment, for example {@code 2026-11-01T00:00:00Z}
     * @param until the moment after the last one
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/entries")
    @Requires(Right.READ_AUDIT)
    ResponseEntity<ApiSlice<AuditEntry>> entries(
            @RequestParam(required = false) @Nullable MissionId mission,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID record,
            @RequestParam(required = false) @Nullable OfficerId actor,
            @RequestParam(required = false) @Nullable AuditAction action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(
                log.list(new AuditQuery(mission, kind, record, actor, action, from, until), new Paging(cursor, size)),
                request);
    }

    /** Tells where the chains of entries end now. Keep the answer outside the system: it is what a check of later is held against. */
    @GetMapping("/chains")
    @Requires(Right.READ_AUDIT)
    ApiSlice<ChainHead> chains() {
        return new ApiSlice<>(log.heads(), null);
    }
}
