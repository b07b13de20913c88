package org.shanyraq.crm.invitation.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.UtcTime;

/** Mails of one kind to guests of a dialogue, with the texts as they were when they were sent. It never changes, but can be stopped. */
@Entity(name = "crm_invitation_sending")
@Table(name = "crm_invitation_sending")
class Sending extends Aggregate {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "dialogue_id", length = 16, updatable = false)
    private UUID dialogueId = new UUID(0, 0);

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private TemplateKind kind = TemplateKind.INVITATION;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID templateId;

    private @Nullable String templateName;

    /** The texts by language as JSON. */
    private String texts = "{}";

    @Convert(converter = UtcTime.class)
    private @Nullable Instant sendAt;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant answerBy;

    private boolean toAssistants;

    private boolean trial;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID senderId = new UUID(0, 0);

    private String senderName = "";

    /** When those of its mails were taken back that had not gone out. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant stoppedAt;

    private @Nullable String stoppedByName;

    /** For Hibernate. */
    protected Sending() {}

    private Sending(MissionId mission) {
        super(mission);
    }

    /**
     * @param templateName null for the standard text
     * @param trial whether it goes to the officer instead of to guests
     */
    static Sending of(
            MissionId mission,
            DialogueId dialogue,
            SendingDetails details,
            @Nullable String templateName,
            Map<String, TemplateText> texts,
            boolean trial,
            Officer sender) {
        Sending sending = new Sending(mission);
        sending.dialogueId = dialogue.value();
        sending.kind = details.kind();
        sending.templateId =
                details.template() == null ? null : details.template().value();
        sending.templateName = templateName;
        sending.texts = JsonText.write(texts);
        sending.sendAt = details.sendAt();
        sending.answerBy = details.answerBy();
        sending.toAssistants = details.toAssistants();
        sending.trial = trial;
        sending.senderId = sender.id().value();
        sending.senderName = sender.name();
        return sending;
    }

    /** @return whether it was not stopped before */
    boolean stop(Officer by, Instant now) {
        if (stoppedAt != null) {
            return false;
        }
        stoppedAt = now;
        stoppedByName = by.name();
        return true;
    }

    /** Whether an officer sent it, to guests. */
    boolean isByOfficer() {
        return !trial && kind.byOfficers();
    }

    /** What it was, as its sender said. */
    SendingDetails details() {
        return new SendingDetails(
                kind, templateId == null ? null : new TemplateId(templateId), sendAt, answerBy, toAssistants);
    }

    @Nullable
    String templateName() {
        return templateName;
    }

    SendingId id() {
        return new SendingId(getId());
    }
}
