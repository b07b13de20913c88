package org.shanyraq.crm.contact.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.MandateBegan;
import org.shanyraq.crm.contact.MandateChanged;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateId;
import org.shanyraq.crm.contact.MandateRemoved;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.TenureColumns;

/** A contact's dated holding of a post. Details given to it are checked already. */
@Entity(name = "crm_mandate")
@Table(name = "crm_mandate")
class Mandate extends Aggregate {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "contact_id", length = 16)
    private UUID contactId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "post_id", length = 16)
    private UUID postId = new UUID(0, 0);

    @Embedded
    private TenureColumns tenure = new TenureColumns(Tenure.UNKNOWN);

    private @Nullable String note;

    /** For Hibernate. */
    protected Mandate() {}

    private Mandate(MissionId mission) {
        super(mission);
    }

    static Mandate begin(MissionId mission, MandateDetails details) {
        Mandate mandate = new Mandate(mission);
        mandate.assign(details);
        mandate.register(new MandateBegan(mandate.id(), details.contact(), details.post(), mission));
        return mandate;
    }

    /** @return whether that made a difference */
    boolean change(MandateDetails details) {
        if (details.equals(details())) {
            return false;
        }
        assign(details);
        register(new MandateChanged(id(), details.contact(), details.post(), mission()));
        return true;
    }

    void remove() {
        register(new MandateRemoved(id(), new ContactId(contactId), new PostId(postId), mission()));
    }

    private void assign(MandateDetails details) {
        contactId = details.contact().value();
        postId = details.post().value();
        if (!tenure.tenure().equals(details.tenure())) {
            tenure = new TenureColumns(details.tenure());
        }
        note = details.note();
    }

    MandateId id() {
        return new MandateId(getId());
    }

    ContactId contact() {
        return new ContactId(contactId);
    }

    MandateDetails details() {
        return new MandateDetails(contact(), new PostId(postId), tenure.tenure(), note);
    }
}
