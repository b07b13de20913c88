package org.shanyraq.crm.invitation.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.Recipient;
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
    private boolean only;
    private List<@Nullable InvitationId> ticked = new ArrayList<>();

    /**
     * The page as it is opened. Of invitations an answer is awaited some days before the dialogue, when that is some days ahead; of reminders when it is
     * awaited already, or then when that is over. A notice of a change leaves that as it is.
     */
    static SendingForm of(TemplateKind kind, List<Recipient> guests, Instant begins, ZoneId zone, Instant now) {
        SendingForm form = new SendingForm();
        form.kind = kind;
        Instant usual = begins.atZone(zone)
                .minusDays(ANSWER_DAYS)
                .withHour(ANSWER_HOUR)
                .truncatedTo(ChronoUnit.HOURS)
                .toInstant();
        Instant by = kind == TemplateKind.INVITATION && usual.isAfter(now.plus(1, ChronoUnit.DAYS))
                ? usual
                : kind == TemplateKind.REMINDER ? awaited(guests, begins, usual, now) : null;
        form.answerBy = by == null ? null : by.atZone(zone).toLocalDateTime().toString();
        return form;
    }

    /** Null when each guest keeps the time that they were told, which may not be the same for all. */
    private static @Nullable Instant awaited(List<Recipient> guests, Instant begins, Instant usual, Instant now) {
        Set<Optional<Instant>> told = guests.stream()
                .filter(guest -> guest.obstacle() == null || guest.throughAssistant())
                .map(guest -> Optional.ofNullable(guest.answerBy()))
                .collect(Collectors.toSet());
        if (told.stream().flatMap(Optional::stream).anyMatch(by -> !by.isAfter(now))) {
            return usual.isAfter(now) ? usual : null;
        }
        return told.size() == 1
                ? told.iterator().next().filter(by -> !by.isAfter(begins)).orElse(null)
                : null;
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

    Set<InvitationId> guests() {
        Set<InvitationId> all = new HashSet<>();
        ticked.stream().filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    /** Whether that guest is ticked, as the page shows it. */
    public boolean ticks(InvitationId guest) {
        return ticked.contains(guest);
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

    /** Whether it goes to those alone who are ticked, rather than to all others. */
    public boolean isOnly() {
        return only;
    }

    public void setOnly(boolean only) {
        this.only = only;
    }

    public List<@Nullable InvitationId> getTicked() {
        return ticked;
    }

    public void setTicked(List<@Nullable InvitationId> ticked) {
        this.ticked = ticked;
    }
}
