package org.shanyraq.crm.invitation.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.JsonText;
import tools.jackson.core.type.TypeReference;

/** A template of mails to guests. Details given to it are checked already. */
@Entity(name = "crm_invitation_template")
@Table(name = "crm_invitation_template")
class MailTemplate extends Aggregate {

    private boolean archived;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(updatable = false)
    private TemplateKind kind = TemplateKind.INVITATION;

    private String name = "";

    /** The texts by language as JSON. */
    private String texts = "{}";

    /** For Hibernate. */
    protected MailTemplate() {}

    private MailTemplate(MissionId mission, TemplateKind kind) {
        super(mission);
        this.kind = kind;
    }

    static MailTemplate create(MissionId mission, TemplateDetails details) {
        MailTemplate template = new MailTemplate(mission, details.kind());
        template.assign(details);
        return template;
    }

    /** @return whether that made a difference */
    boolean change(TemplateDetails details) {
        if (details.equals(details())) {
            return false;
        }
        assign(details);
        touch();
        return true;
    }

    /** @return whether that made a difference */
    boolean archive() {
        boolean differs = !archived;
        archived = true;
        return differs;
    }

    /** @return whether that made a difference */
    boolean restore() {
        boolean differs = archived;
        archived = false;
        return differs;
    }

    private void assign(TemplateDetails details) {
        name = details.name();
        texts = JsonText.write(details.texts());
    }

    TemplateId id() {
        return new TemplateId(getId());
    }

    TemplateKind kind() {
        return kind;
    }

    TemplateDetails details() {
        return new TemplateDetails(kind, name, read(texts));
    }

    static Map<String, TemplateText> read(String json) {
        return JsonText.read(json, new TypeReference<Map<String, TemplateText>>() {});
    }
}
