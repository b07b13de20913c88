package org.shanyraq.crm.contact.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.ExactName;
import org.shanyraq.crm.shared.internal.JsonText;

/** A tag, a list or a saved query. Details given to it are checked already; who is in it is kept by {@link SegmentMembers}. */
@Entity(name = "crm_segment")
@Table(name = "crm_segment")
class Segment extends Aggregate {

    /** Some characters become many when they are folded. */
    private static final int LONGEST_FOLDED = 200;

    /** Level of the sensitivity. */
    private byte sensitivity;

    private boolean archived;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(updatable = false)
    private SegmentKind kind = SegmentKind.TAG;

    private String name = "";

    /** The name as it is compared. */
    private String folded = "";

    private @Nullable String description;

    /** A saved query as JSON. */
    private @Nullable String query;

    /** The tag or list that a saved query asks for. */
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID askedSegmentId;

    /** For Hibernate. */
    protected Segment() {}

    private Segment(MissionId mission) {
        super(mission);
    }

    static Segment create(MissionId mission, SegmentDetails details) {
        Segment segment = new Segment(mission);
        segment.kind = details.kind();
        segment.assign(details);
        return segment;
    }

    /** @return whether that made a difference */
    boolean change(SegmentDetails details) {
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

    /** @throws ConflictException when nobody is put into it one by one, or it is archived */
    void requireMembers() {
        if (!kind.hasMembers()) {
            throw new ConflictException("crm.contact.error.segment-asked");
        }
        if (archived) {
            throw new ConflictException("crm.contact.error.segment-archived");
        }
    }

    private void assign(SegmentDetails details) {
        ContactQuery asked = details.query();
        name = details.name();
        folded = folded(details.name());
        description = details.description();
        sensitivity = (byte) details.sensitivity().level();
        query = asked == null ? null : JsonText.write(asked);
        askedSegmentId = asked == null || asked.segment() == null
                ? null
                : asked.segment().value();
    }

    /** The name as it is compared. */
    static String folded(String name) {
        String folded = ExactName.fold(name);
        return folded.length() <= LONGEST_FOLDED ? folded : folded.substring(0, LONGEST_FOLDED);
    }

    SegmentId id() {
        return new SegmentId(getId());
    }

    SegmentKind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    SegmentDetails details() {
        return new SegmentDetails(
                kind,
                name,
                description,
                sensitivity(),
                query == null ? null : JsonText.read(query, ContactQuery.class));
    }
}
