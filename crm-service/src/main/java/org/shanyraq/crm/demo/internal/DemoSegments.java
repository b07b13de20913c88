package org.shanyraq.crm.demo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;

/** Tags, a list and saved queries, as a mission has them after some months. */
class DemoSegments {

    private static final List<String> TAGS = List.of("Central Asia", "Energy transition", "Transport corridors");

    private final Segments segments;

    DemoSegments(Segments segments) {
        this.segments = segments;
    }

    /**
     * Makes them for the acting officer's mission, in the running transaction.
     *
     * @param guests of whom some carry each tag, and some are on the list
     */
    void make(List<ContactId> guests, Random random) {
        for (String tag : TAGS) {
            make(SegmentKind.TAG, tag, null, some(guests, 12, random));
        }
        make(SegmentKind.LIST, "Nauryz reception", "Whom the ambassador greets in person", some(guests, 25, random));
        make(
                "Heads of unit in the EU institutions",
                ContactQuery.ALL.withCircle(Circle.EU_INSTITUTIONS).withRole(PostRole.HEAD_OF_UNIT));
        make("French-speaking media", ContactQuery.ALL.withCircle(Circle.MEDIA).withLanguage("fr"));
    }

    private void make(SegmentKind kind, String name, @Nullable String description, List<ContactId> members) {
        SegmentView made = segments.create(new SegmentDetails(kind, name, description, Sensitivity.INTERNAL, null));
        Portions.of(members, Paging.MAX_SIZE).forEach(some -> segments.add(made.id(), some));
    }

    private void make(String name, ContactQuery query) {
        segments.create(new SegmentDetails(SegmentKind.QUERY, name, null, Sensitivity.INTERNAL, query));
    }

    /** About so many of a hundred. */
    private static List<ContactId> some(List<ContactId> guests, int ofAHundred, Random random) {
        List<ContactId> some = new ArrayList<>();
        for (ContactId guest : guests) {
            if (random.nextInt(100) < ofAHundred) {
                some.add(guest);
            }
        }
        return some;
    }
}
