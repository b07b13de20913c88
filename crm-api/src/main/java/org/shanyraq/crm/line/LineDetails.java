package org.shanyraq.crm.line;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;

/**
 * All that a user enters of a line. Owner and sensitivity are those of the line at once; the rest is an edition, which is used only
 * when somebody else approved it.
 *
 * @param texts by language (ISO 639-1, two letters), at least one and at most 30
 * @param sources at most 20
 * @param validUntil the last day on which it may be used, or null for as long as nobody withdraws it
 * @param owner who looks after it: a member of the mission who may see it
 */
public record LineDetails(
        Map<String, LineText> texts,
        List<LineSource> sources,
        @Nullable LocalDate validUntil,
        Sensitivity sensitivity,
        OfficerId owner) {

    public LineDetails {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        sources = List.copyOf(sources);
    }
}
