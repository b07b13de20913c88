package org.shanyraq.crm.line.internal;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.EditionState;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.topic.TopicId;

/** A line to take with its editions, of which at most one is in use and at most one is being written. Details given to it are checked already. */
@Entity(name = "crm_line")
@Table(name = "crm_line")
class LineToTake extends Aggregate {

    private static final String ERROR = "crm.line.error.";

    private boolean archived;

    private int sensitivity;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID ownerId = new UUID(0, 0);

    private @Nullable Integer currentNumber;

    private @Nullable Integer nextNumber;

    @OneToMany(mappedBy = "line", cascade = CascadeType.ALL)
    @OrderBy("number")
    private List<LineEdition> editions = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_line_topic", joinColumns = @JoinColumn(name = "line_id"))
    @OrderColumn(name = "position")
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "topic_id", length = 16)
    private List<UUID> topics = new ArrayList<>();

    /** For Hibernate. */
    protected LineToTake() {}

    private LineToTake(MissionId mission) {
        super(mission);
    }

    static LineToTake draft(MissionId mission, LineDetails details, Officer author) {
        LineToTake line = new LineToTake(mission);
        line.assign(details);
        line.begin(details, author);
        return line;
    }

    /** @return whether that made a difference */
    boolean change(LineDetails details, Officer author) {
        requireLiving();
        boolean moved = details.sensitivity() != sensitivity()
                || !details.owner().value().equals(ownerId)
                || (details.topics() != null && !details.topics().equals(topics()));
        if (details.sensitivity() != sensitivity()) {
            register(new RecordSightChanged(
                    new RecordRef(LineReader.KIND, getId()), mission(), details.sensitivity(), null));
        }
        assign(details);
        LineEdition open = next().orElse(null);
        boolean written = open != null
                ? !open.says(details)
                : current().filter(edition -> edition.says(details)).isEmpty();
        if (written) {
            if (open == null) {
                begin(details, author);
            } else {
                open.write(details, author);
            }
        }
        if (moved || written) {
            touch();
        }
        return moved || written;
    }

    private void assign(LineDetails details) {
        sensitivity = details.sensitivity().level();
        ownerId = details.owner().value();
        if (details.topics() != null && !details.topics().equals(topics())) {
            topics.clear();
            details.topics().forEach(topic -> topics.add(topic.value()));
        }
    }

    private void begin(LineDetails details, Officer author) {
        LineEdition edition = new LineEdition(this, editions.size() + 1);
        // Words of others that go on are theirs still: nobody approves them.
        editions.stream().reduce((former, last) -> last).ifPresent(edition::goOnFrom);
        edition.write(details, author);
        editions.add(edition);
        nextNumber = edition.number();
    }

    void propose() {
        requireLiving();
        LineEdition edition = next().orElseThrow(() -> refused("nothing-to-propose"));
        if (edition.state() == EditionState.PROPOSED) {
            throw refused("proposed");
        }
        edition.become(EditionState.PROPOSED);
        touch();
    }

    void approve(Officer officer, LocalDate today, Instant now) {
        LineEdition edition = proposedTo(officer);
        if (edition.validUntil() != null && edition.validUntil().isBefore(today)) {
            throw refused("over");
        }
        current().ifPresent(before -> before.become(EditionState.REPLACED));
        edition.decide(EditionState.APPROVED, officer, null, now);
        currentNumber = edition.number();
        nextNumber = null;
        touch();
    }

    void sendBack(Officer officer, String remark, Instant now) {
        proposedTo(officer).decide(EditionState.RETURNED, officer, remark, now);
        touch();
    }

    /** Nobody decides on what they wrote. */
    private LineEdition proposedTo(Officer officer) {
        requireLiving();
        LineEdition edition =
                next().filter(one -> one.state() == EditionState.PROPOSED).orElseThrow(() -> refused("not-proposed"));
        if (edition.isWrittenBy(officer)) {
            throw refused("own");
        }
        return edition;
    }

    void withdraw(Officer officer, String remark, Instant now) {
        requireLiving();
        current().orElseThrow(() -> refused("not-in-use")).decide(EditionState.WITHDRAWN, officer, remark, now);
        currentNumber = null;
        touch();
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

    /** @return the edition, which is in use today */
    LineEdition use(int number, LocalDate today) {
        LineEdition edition = current().filter(one -> !archived).orElseThrow(() -> refused("not-in-use"));
        if (edition.validUntil() != null && edition.validUntil().isBefore(today)) {
            throw refused("over");
        }
        if (edition.number() != number) {
            throw refused("replaced");
        }
        return edition;
    }

    private void requireLiving() {
        if (archived) {
            throw refused("archived");
        }
    }

    private static ConflictException refused(String key) {
        return new ConflictException(ERROR + key);
    }

    LineId id() {
        return new LineId(getId());
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    UUID owner() {
        return ownerId;
    }

    List<TopicId> topics() {
        return topics.stream().map(TopicId::new).toList();
    }

    Optional<LineEdition> current() {
        return numbered(currentNumber);
    }

    Optional<LineEdition> next() {
        return numbered(nextNumber);
    }

    private Optional<LineEdition> numbered(@Nullable Integer number) {
        return editions.stream()
                .filter(edition -> number != null && edition.number() == number)
                .findFirst();
    }
}
