package org.shanyraq.crm.topic.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.topic.TopicArchived;
import org.shanyraq.crm.topic.TopicChanged;
import org.shanyraq.crm.topic.TopicCreated;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicRestored;

/** What a mission talks about. Details given to it are checked already. */
@Entity(name = "crm_topic")
@Table(name = "crm_topic")
class Topic extends Aggregate {

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText names = LocalizedText.EMPTY;

    private String handle = "";

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "parent_id", length = 16)
    private @Nullable UUID parentId;

    private @Nullable String euroVoc;

    private boolean archived;

    /** For Hibernate. */
    protected Topic() {}

    private Topic(MissionId mission) {
        super(mission);
    }

    static Topic create(MissionId mission, TopicDetails details) {
        Topic topic = new Topic(mission);
        topic.assign(details);
        topic.register(new TopicCreated(topic.id(), mission));
        return topic;
    }

    /** @return whether that made a difference */
    boolean change(TopicDetails details) {
        if (details.equals(details())) {
            return false;
        }
        assign(details);
        touch();
        register(new TopicChanged(id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean archive() {
        if (archived) {
            return false;
        }
        archived = true;
        register(new TopicArchived(id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean restore() {
        if (!archived) {
            return false;
        }
        archived = false;
        register(new TopicRestored(id(), mission()));
        return true;
    }

    private void assign(TopicDetails details) {
        names = details.names();
        handle = details.handle();
        parentId = details.parent() == null ? null : details.parent().value();
        euroVoc = details.euroVoc();
    }

    TopicId id() {
        return new TopicId(getId());
    }

    /** All by which it is found: its names and its handle. */
    Set<String> searchTexts() {
        Set<String> texts = new LinkedHashSet<>(names.texts().values());
        texts.add(handle);
        return texts;
    }

    TopicDetails details() {
        return new TopicDetails(names, handle, parentId == null ? null : new TopicId(parentId), euroVoc);
    }
}
