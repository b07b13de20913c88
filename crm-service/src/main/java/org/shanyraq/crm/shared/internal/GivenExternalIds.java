package org.shanyraq.crm.shared.internal;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.shanyraq.crm.shared.ExternalId;

/** The external ids of an input, each with its place there, at which what is wrong with it is said. */
public final class GivenExternalIds {

    private static final int MOST = 50;
    private static final int LONGEST = 190;

    private final Map<ExternalId, Integer> places = new LinkedHashMap<>();

    private GivenExternalIds() {}

    /**
     * In the form in which they are kept, without those that are empty.
     *
     * @param tooMany key of what is found when there are too many, of which then none is kept
     */
    public static GivenExternalIds checked(List<ExternalId> given, String tooMany, Findings findings) {
        GivenExternalIds ids = new GivenExternalIds();
        if (given.size() > MOST) {
            findings.add("externalIds", tooMany, MOST);
            return ids;
        }
        for (int i = 0; i < given.size(); i++) {
            String scheme = given.get(i).scheme();
            String value = findings.line(path(i), given.get(i).value(), LONGEST);
            if (!value.isEmpty() && ids.places.putIfAbsent(new ExternalId(scheme, value), i) != null) {
                findings.add(path(i), "external-id-twice", scheme, value);
            }
        }
        return ids;
    }

    /** Those that were checked before. */
    public static GivenExternalIds of(List<ExternalId> kept) {
        GivenExternalIds ids = new GivenExternalIds();
        for (int i = 0; i < kept.size(); i++) {
            ids.places.put(kept.get(i), i);
        }
        return ids;
    }

    public Set<ExternalId> ids() {
        return Collections.unmodifiableSet(places.keySet());
    }

    /** By scheme and value. */
    public List<ExternalId> sorted() {
        return places.keySet().stream()
                .sorted(Comparator.comparing(ExternalId::scheme).thenComparing(ExternalId::value))
                .toList();
    }

    /** Refuses those that another record carries. */
    public void refuse(Predicate<ExternalId> taken, Findings findings) {
        places.forEach((id, place) -> {
            if (taken.test(id)) {
                findings.add(path(place), "external-id-taken", id.scheme(), id.value());
            }
        });
    }

    private static String path(int place) {
        return "externalIds[" + place + "].value";
    }
}
