package org.shanyraq.crm.audit.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.shared.web.ListFilter;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of the audit log as it stands in the address of the page. */
final class AuditFilter extends ListFilter {

    private @Nullable AuditKind kind;
    private @Nullable AuditAction action;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate to;

    /** Days are meant in the zone of the clock; the last one counts. */
    AuditQuery toQuery(Clock clock) {
        return new AuditQuery(
                null,
                kind == null ? null : kind.code(),
                null,
                null,
                action,
                from == null ? null : from.atStartOfDay(clock.getZone()).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(clock.getZone()).toInstant());
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "kind", kind);
        put(set, "action", action);
        put(set, "from", from);
        put(set, "to", to);
    }

    @Override
    protected @Nullable String order() {
        return null;
    }

    @Override
    public boolean isDescending() {
        return false;
    }

    public @Nullable AuditKind getKind() {
        return kind;
    }

    public void setKind(@Nullable AuditKind kind) {
        this.kind = kind;
    }

    public @Nullable AuditAction getAction() {
        return action;
    }

    public void setAction(@Nullable AuditAction action) {
        this.action = action;
    }

    public @Nullable LocalDate getFrom() {
        return from;
    }

    public void setFrom(@Nullable LocalDate from) {
        this.from = from;
    }

    public @Nullable LocalDate getTo() {
        return to;
    }

    public void setTo(@Nullable LocalDate to) {
        this.to = to;
    }
}
