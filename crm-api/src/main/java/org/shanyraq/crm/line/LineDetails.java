package org.shanyraq.crm.line;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.topic.TopicId;

/**
 * All that a user enters of a line. Owner, sensitivity and topics are those of the line at once; the rest is an edition, which is used
 * only when somebody else approved it.
 *
 * @param texts by language (ISO 639-1, two letters), at least one and at most 30
 * @param sources at most 20
 * @param validUntil the last day on which it may be used, or null for as long as nobody withdraws it
 * @param owner who looks after it: a member of the mission who may see it
 * @param topics what it is about, in order, at most 10, each once; null leaves those that it has, for callers who know nothing of topics
 */
public record LineDetails(
        Map<String, LineText> texts,
        List<LineSource> sources,
        @Nullable LocalDate validUntil,
        Sensitivity sensitivity,
        OfficerId owner,
        @Nullable List<TopicId> topics) {

    public LineDetails {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        sources = List.copyOf(sources);
        topics = topics == null ? null : List.copyOf(topics);
    }

    /** Leaves the topics as they are. */
    public LineDetails(
            Map<String, LineText> texts,
            List<LineSource> sources,
            @Nullable LocalDate validUntil,
            Sensitivity sensitivity,
            OfficerId owner) {
        this(texts, sources, validUntil, sensitivity, owner, null);
    }
}
