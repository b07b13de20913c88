package org.shanyraq.crm.timeline.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.TimelineSource;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merges what the features tell. Each goes on from its own place, and its entries are never put in another order, so that none is told twice
 * or skipped where several happened at once.
 */
@Transactional(readOnly = true)
class TimelineService implements Timelines {

    private final Access access;
    private final List<RecordSights> sights;
    private final List<TimelineSource> sources;

    TimelineService(Access access, List<RecordSights> sights, List<TimelineSource> sources) {
        this.access = access;
        this.sights = List.copyOf(sights);
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(TimelineSource::order).thenComparing(TimelineSource::name))
                .toList();
    }

    @Override
    public RecordSight subject(RecordRef subject) {
        return sights.stream()
                .filter(known -> known.kinds().contains(subject.kind()))
                .flatMap(known -> known.see(List.of(subject), access.scope()).stream())
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    @Override
    public List<String> sources(String kind) {
        return telling(kind).stream().map(TimelineSource::name).toList();
    }

    private List<TimelineSource> telling(String kind) {
        Officer officer = access.officer();
        return sources.stream()
                .filter(source -> source.kinds().contains(kind) && officer.may(source.right()))
                .toList();
    }

    @Override
    public Slice<TimelineEntry> of(RecordRef subject, Set<String> wanted, Paging paging) {
        subject(subject);
        AccessScope scope = access.scope();
        Map<String, String> places = paging.cursor() == null ? Map.of() : places(paging.cursor());
        List<Deque<TimelineEntry>> told = new ArrayList<>();
        for (TimelineSource source : telling(subject.kind())) {
            if (wanted.isEmpty() || wanted.contains(source.name())) {
                told.add(new ArrayDeque<>(source.of(subject, places.get(source.name()), paging.size() + 1, scope)));
            }
        }
        List<TimelineEntry> page = new ArrayList<>();
        while (page.size() < paging.size()) {
            Optional<TimelineEntry> latest = told.stream()
                    .filter(entries -> !entries.isEmpty())
                    .max(Comparator.comparing(entries -> entries.element().at()))
                    .map(Deque::remove);
            if (latest.isEmpty()) {
                return new Slice<>(page, null);
            }
            page.add(latest.get());
        }
        return new Slice<>(page, told.stream().allMatch(Deque::isEmpty) ? null : cursor(places, page));
    }

    /** How far each source was read: by the last of its entries on this page, or on one before. */
    private String cursor(Map<String, String> places, List<TimelineEntry> page) {
        Map<String, String> reached = new HashMap<>(places);
        page.forEach(entry -> reached.put(entry.source(), entry.place()));
        return Cursors.encode(sources.stream()
                .map(source -> reached.getOrDefault(source.name(), ""))
                .toList());
    }

    private Map<String, String> places(String cursor) {
        List<String> parts = Cursors.decode(cursor, sources.size());
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                places.put(sources.get(i).name(), parts.get(i));
            }
        }
        return places;
    }
}
