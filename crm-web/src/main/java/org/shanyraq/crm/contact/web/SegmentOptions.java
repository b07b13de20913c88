package org.shanyraq.crm.contact.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;

/** Offers tags and lists in pickers. */
final class SegmentOptions {

    private static final Set<SegmentKind> WITH_MEMBERS = Set.of(SegmentKind.TAG, SegmentKind.LIST);

    private final Segments segments;
    private final PageSupport page;

    SegmentOptions(Segments segments, PageSupport page) {
        this.segments = segments;
        this.page = page;
    }

    /** Those whose names begin so. */
    List<Option> of(String text) {
        return segments.suggest(WITH_MEMBERS, text).stream().map(this::option).toList();
    }

    /**
     * Finds out which one is meant: only a whole name tells, since a shorter one may be meant to be another.
     *
     * @param mission whose it must be; null when that does not matter
     */
    Picked.State resolve(Picked picked, @Nullable MissionId mission) {
        return picked.resolve(
                id -> {
                    SegmentView found = segments.get(new SegmentId(id));
                    if (!isOf(found, mission)) {
                        throw new NotFoundException();
                    }
                    return option(found);
                },
                text -> segments.named(WITH_MEMBERS, text).stream()
                        .filter(found -> isOf(found, mission))
                        .map(this::option)
                        .toList());
    }

    private static boolean isOf(SegmentView segment, @Nullable MissionId mission) {
        return mission == null || segment.mission().equals(mission);
    }

    private Option option(SegmentView segment) {
        return new Option(
                segment.id().toString(),
                segment.details().name(),
                page.note(
                        page.message("crm.contact.segment-kind."
                                + segment.details().kind().code()),
                        segment.mission()));
    }
}
