package org.shanyraq.crm.timeline.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.TimelineSource;

/** Tells who changed a record and its parts. What the features tell of themselves, for example the guests of a dialogue, is left to them. */
class ChangeTimeline implements TimelineSource {

    /** Records of which the history of the whole tells, and which are no event by themselves. */
    private static final Set<String> PARTS = Set.of("mandate", "post", "speaker", "attachment", "tagging", "listing");

    private final AuditTrail audit;

    ChangeTimeline(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public String name() {
        return "change";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public Right right() {
        return Right.READ_DIRECTORY;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "organisation", "dialogue");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        List<String> kinds = Stream.concat(PARTS.stream(), Stream.of(subject.kind()))
                .sorted()
                .toList();
        return audit.changesOf(subject.id(), kinds, number(after), most, scope).stream()
                .map(entry -> told(entry, subject))
                .toList();
    }

    private static @Nullable Long number(@Nullable String after) {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException malformed) {
            throw InvalidInputException.of("cursor", "crm.error.cursor");
        }
    }

    private static TimelineEntry told(AuditEntry entry, RecordRef subject) {
        String action = entry.action().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new TimelineEntry(
                "change",
                (entry.kind().equals(subject.kind()) ? "action" : entry.kind()) + "." + action,
                entry.at(),
                Long.toString(entry.number()),
                subject,
                LocalizedText.EMPTY,
                null,
                null,
                entry.actor());
    }
}
