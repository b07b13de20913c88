package org.shanyraq.crm.shared.internal;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.StaleVersionException;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import org.springframework.data.domain.Persistable;

/**
 * What every aggregate has: an id, a version for optimistic locking, the mission that owns it, and when it was made and last
 * changed. Events that it registers are published when its repository saves it.
 */
@MappedSuperclass
@Access(AccessType.FIELD)
public abstract class Aggregate implements Persistable<UUID> {

    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID id = Ids.next();

    @Version
    private long version;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16, updatable = false)
    private UUID missionId;

    @Convert(converter = UtcTime.class)
    @Column(updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Convert(converter = UtcTime.class)
    private Instant changedAt = Instant.EPOCH;

    @Transient
    private boolean fresh = true;

    @Transient
    private final transient EventList events = new EventList();

    /** For Hibernate. */
    protected Aggregate() {
        this.missionId = new UUID(0, 0);
        this.fresh = false;
    }

    protected Aggregate(MissionId mission) {
        this.missionId = mission.value();
    }

    @Override
    public UUID getId() {
        return id;
    }

    public long version() {
        return version;
    }

    public MissionId mission() {
        return new MissionId(missionId);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant changedAt() {
        return changedAt;
    }

    @Override
    @Transient
    public boolean isNew() {
        return fresh;
    }

    /** @throws StaleVersionException when the record is not at that version any more */
    public void requireVersion(long expected) {
        if (version != expected) {
            throw new StaleVersionException(version);
        }
    }

    /** Marks the record as changed, so that its version goes up even when only its parts changed. */
    protected void touch() {
        changedAt = now();
    }

    /** Has the event published when the aggregate is saved. */
    protected void register(Object event) {
        events.add(event);
    }

    @DomainEvents
    java.util.Collection<Object> domainEvents() {
        return events.copy();
    }

    @AfterDomainEventPublication
    void clearDomainEvents() {
        events.clear();
    }

    @PrePersist
    void onPersist() {
        createdAt = now();
        changedAt = createdAt;
        fresh = false;
    }

    @PreUpdate
    void onUpdate() {
        changedAt = now();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Aggregate aggregate
                        && getClass() == aggregate.getClass()
                        && Objects.equals(id, aggregate.id));
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }

    private static final class EventList {

        private final java.util.ArrayList<Object> list = new java.util.ArrayList<>();

        void add(Object event) {
            list.add(event);
        }

        java.util.List<Object> copy() {
            return java.util.List.copyOf(list);
        }

        void clear() {
            list.clear();
        }
    }
}
