package org.shanyraq.crm.interaction.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.interaction.InteractionArchived;
import org.shanyraq.crm.interaction.InteractionChanged;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionLogged;
import org.shanyraq.crm.interaction.InteractionRestored;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.SearchWords;
import org.shanyraq.crm.shared.internal.UtcTime;

/**
 * What was talked about with whom, or is to be, without its lists, which {@link InteractionParts} keeps. Details given to it are checked
 * already.
 */
@Entity(name = "crm_interaction")
@Table(name = "crm_interaction")
class Interaction extends Aggregate {

    private static final int LONGEST_TITLE = 120;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InteractionKind kind = InteractionKind.MEETING;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InteractionState state = InteractionState.PLANNED;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable WhyNot whyNot;

    private @Nullable String remark;

    private @Nullable String subject;

    private String title = "";

    private LocalDate heldDay = LocalDate.EPOCH;

    private @Nullable String heldTime;

    private String zone = "UTC";

    @Convert(converter = UtcTime.class)
    private Instant heldAt = Instant.EPOCH;

    private @Nullable String place;

    private @Nullable String summary;

    private String searchText = "";

    /** Level of the sensitivity. */
    private byte sensitivity;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID readersOf;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16, updatable = false)
    private UUID enteredBy = new UUID(0, 0);

    private boolean archived;

    /** For Hibernate. */
    protected Interaction() {}

    private Interaction(MissionId mission, OfficerId enteredBy, InteractionState state) {
        super(mission);
        this.enteredBy = enteredBy.value();
        this.state = state;
    }

    static Interaction entered(MissionId mission, OfficerId by, InteractionState state) {
        return new Interaction(mission, by, state);
    }

    /** What an interaction is when it is made. */
    void begin(InteractionDetails details) {
        assign(details);
        register(new InteractionLogged(id(), mission()));
    }

    /**
     * Takes over what is said of it, and has its version go up, since its lists may differ alone.
     *
     * @param details their readers are those who are kept
     */
    void change(InteractionDetails details) {
        requireLiving();
        Sensitivity before = sensitivity();
        UUID readersBefore = readersOf;
        assign(details);
        if (before != sensitivity() || !Objects.equals(readersBefore, readersOf)) {
            register(new RecordSightChanged(
                    new RecordRef(InteractionReader.KIND, getId()), mission(), sensitivity(), readersOf));
        }
        changed();
    }

    private void assign(InteractionDetails details) {
        kind = details.kind();
        subject = details.subject();
        heldDay = details.day();
        heldTime = details.time() == null ? null : details.time().toString();
        zone = details.zone().getId();
        heldAt = details.time() == null
                ? details.day().atStartOfDay(details.zone()).toInstant()
                : details.day().atTime(details.time()).atZone(details.zone()).toInstant();
        place = details.place();
        summary = details.summary();
        sensitivity = (byte) details.sensitivity().level();
        readersOf = details.readers().isEmpty() ? null : getId();
        describe();
    }

    private void describe() {
        title = subject == null ? beginning(summary == null ? "" : summary) : subject;
        searchText = SearchWords.indexed(subject, summary);
    }

    /** The first line that says something, without marks of Markdown at its beginning. */
    private static String beginning(String summary) {
        String line = summary.lines()
                .map(text -> text.replaceAll("^[\\s>#*_+-]+", "")
                        .replaceAll("[*_`]", "")
                        .strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("–");
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    /** @param said what was said; null: the summary stays */
    void markHeld(LocalDate today, @Nullable String said) {
        requirePlanned();
        if (heldDay.isAfter(today)) {
            throw new ConflictException("crm.interaction.error.still-to-come");
        }
        state = InteractionState.HELD;
        if (said != null) {
            summary = said;
            describe();
        }
        changed();
    }

    void markFallenThrough(WhyNot why, @Nullable String words) {
        requirePlanned();
        state = InteractionState.FELL_THROUGH;
        whyNot = why;
        remark = words;
        changed();
    }

    void planAgain() {
        requireLiving();
        if (state == InteractionState.PLANNED) {
            throw new ConflictException("crm.interaction.error.planned");
        }
        state = InteractionState.PLANNED;
        whyNot = null;
        remark = null;
        changed();
    }

    private void requirePlanned() {
        requireLiving();
        if (state != InteractionState.PLANNED) {
            throw new ConflictException("crm.interaction.error.not-planned");
        }
    }

    private void requireLiving() {
        if (archived) {
            throw new ConflictException("crm.interaction.error.archived");
        }
    }

    private void changed() {
        touch();
        register(new InteractionChanged(id(), mission()));
    }

    /** @return whether that made a difference */
    boolean archive() {
        if (archived) {
            return false;
        }
        archived = true;
        register(new InteractionArchived(id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean restore() {
        if (!archived) {
            return false;
        }
        archived = false;
        register(new InteractionRestored(id(), mission()));
        return true;
    }

    InteractionId id() {
        return new InteractionId(getId());
    }

    InteractionKind kind() {
        return kind;
    }

    InteractionState state() {
        return state;
    }

    @Nullable
    WhyNot whyNot() {
        return whyNot;
    }

    @Nullable
    String remark() {
        return remark;
    }

    @Nullable
    String subject() {
        return subject;
    }

    LocalDate day() {
        return heldDay;
    }

    @Nullable
    LocalTime time() {
        return heldTime == null ? null : LocalTime.parse(heldTime);
    }

    ZoneId zone() {
        return ZoneId.of(zone);
    }

    @Nullable
    String place() {
        return place;
    }

    @Nullable
    String summary() {
        return summary;
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    @Nullable
    UUID readersOf() {
        return readersOf;
    }

    OfficerId enteredBy() {
        return new OfficerId(enteredBy);
    }
}
