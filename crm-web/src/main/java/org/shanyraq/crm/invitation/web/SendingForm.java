package org.shanyraq.crm.invitation.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.springframework.validation.Errors;

/** What the page holds from which mails are sent. Times are those of the place of the dialogue. */
final class SendingForm {

    private static final int ANSWER_DAYS = 3;
    private static final int ANSWER_HOUR = 18;

    private TemplateKind kind = TemplateKind.INVITATION;
    private @Nullable UUID template;
    private @Nullable String sendAt;
    private @Nullable String answerBy;
    private boolean toAssistants;
    private String mark = "";
    private List<@Nullable InvitationId> without = new ArrayList<>();

    /** An answer is awaited some days before the dialogue, when that is some days ahead. */
    static SendingForm of(TemplateKind kind, Instant begins, ZoneId zone, Instant now) {
        SendingForm form = new SendingForm();
        form.kind = kind;
        ZonedDateTime by =
                begins.atZone(zone).minusDays(ANSWER_DAYS).withHour(ANSWER_HOUR).truncatedTo(ChronoUnit.HOURS);
        if (!kind.needed().isEmpty() && by.toInstant().isAfter(now.plus(1, ChronoUnit.DAYS))) {
            form.answerBy = by.toLocalDateTime().toString();
        }
        return form;
    }

    /** The details as typed, or null when they cannot be read; then {@code errors} says why. */
    @Nullable
    SendingDetails toDetails(ZoneId zone, Errors errors) {
        Instant at = time("sendAt", sendAt, zone, errors);
        Instant by = time("answerBy", answerBy, zone, errors);
        return errors.hasErrors()
                ? null
                : new SendingDetails(kind, template == null ? null : new TemplateId(template), at, by, toAssistants);
    }

    private static @Nullable Instant time(String field, @Nullable String text, ZoneId zone, Errors errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.strip().replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            errors.rejectValue(field, "crm.invitation.error.time");
            return null;
        }
    }

    Set<InvitationId> leftOut() {
        Set<InvitationId> all = new HashSet<>();
        without.stream().filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    /** Whether that guest is left out, as the page shows it. */
    public boolean leavesOut(InvitationId guest) {
        return without.contains(guest);
    }

    public TemplateKind getKind() {
        return kind;
    }

    public void setKind(TemplateKind kind) {
        this.kind = kind;
    }

    public @Nullable UUID getTemplate() {
        return template;
    }

    public void setTemplate(@Nullable UUID template) {
        this.template = template;
    }

    public @Nullable String getSendAt() {
        return sendAt;
    }

    public void setSendAt(@Nullable String sendAt) {
        this.sendAt = sendAt;
    }

    public @Nullable String getAnswerBy() {
        return answerBy;
    }

    public void setAnswerBy(@Nullable String answerBy) {
        this.answerBy = answerBy;
    }

    public boolean isToAssistants() {
        return toAssistants;
    }

    public void setToAssistants(boolean toAssistants) {
        this.toAssistants = toAssistants;
    }

    public String getMark() {
        return mark;
    }

    public void setMark(String mark) {
        this.mark = mark;
    }

    public List<@Nullable InvitationId> getWithout() {
        return without;
    }

    public void setWithout(List<@Nullable InvitationId> without) {
        this.without = without;
    }
}
