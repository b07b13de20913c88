package org.shanyraq.crm.contact.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.DuplicateCandidate.Reason;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.internal.NameKeys;

/** Tells which known contacts may be the same person as one that is about to be entered. */
class Duplicates {

    private static final int MOST = 10;
    private static final int MOST_BY_NAME = 30;
    private static final int MOST_SPELLINGS = 5;

    private final ContactReader reader;

    Duplicates(ContactReader reader) {
        this.reader = reader;
    }

    private record Suspicion(int score, Reason reason) {}

    /** Likeliest first. */
    List<DuplicateCandidate> of(
            ContactDetails details, @Nullable ContactId except, MissionId mission, AccessScope scope) {
        AccessScope home = new AccessScope(scope.officer(), Set.of(mission), scope.clearance());
        Map<ContactId, Suspicion> suspicions = new LinkedHashMap<>();
        reader.byExternalIds(details.externalIds(), mission, home).values().stream()
                .flatMap(List::stream)
                .forEach(id -> suspicions.put(id, new Suspicion(100, Reason.SAME_EXTERNAL_ID)));
        List<String> emails = details.channels().stream()
                .filter(channel -> channel.kind() == Channel.Kind.EMAIL)
                .map(Channel::value)
                .toList();
        reader.byEmails(emails, mission, home, MOST).values().stream()
                .flatMap(List::stream)
                .forEach(id -> suspicions.putIfAbsent(id, new Suspicion(95, Reason.SAME_EMAIL)));
        byName(details.names(), home).forEach(suspicions::putIfAbsent);
        if (except != null) {
            suspicions.remove(except);
        }
        List<DuplicateCandidate> candidates = new ArrayList<>();
        for (ContactSummary summary : reader.summaries(suspicions.keySet(), home)) {
            Suspicion suspicion = suspicions.get(summary.id());
            if (suspicion != null && !summary.archived()) {
                candidates.add(new DuplicateCandidate(summary, suspicion.score(), suspicion.reason()));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingInt(DuplicateCandidate::score).reversed())
                .limit(MOST)
                .toList();
    }

    private Map<ContactId, Suspicion> byName(List<PersonName> names, AccessScope home) {
        Set<ContactId> ids = new LinkedHashSet<>();
        List<PersonName> spellings = names.stream().limit(MOST_SPELLINGS).toList();
        for (PersonName name : spellings) {
            // A second given name that only one of the two records has must not hide the other.
            String first = NameKeys.words(name.given()).stream()
                    .map(NameKeys.Word::text)
                    .findFirst()
                    .orElse("");
            ids.addAll(reader.namedLike(name.full(), home, MOST_BY_NAME));
            if (!name.full().equals((first + " " + name.family()).strip())) {
                ids.addAll(reader.namedLike((first + " " + name.family()).strip(), home, MOST_BY_NAME));
            }
        }
        Map<ContactId, Suspicion> suspicions = new LinkedHashMap<>();
        reader.names(ids).forEach((id, known) -> {
            for (PersonName name : spellings) {
                for (String other : known) {
                    Suspicion suspicion = compare(name.full(), other);
                    if (suspicion != null) {
                        suspicions.merge(id, suspicion, (one, two) -> one.score() >= two.score() ? one : two);
                    }
                }
            }
        });
        return suspicions;
    }

    private static @Nullable Suspicion compare(String name, String other) {
        String plain = NameKeys.plain(name);
        if (!plain.isEmpty() && name.strip().equalsIgnoreCase(other.strip())) {
            return new Suspicion(90, Reason.SAME_NAME);
        }
        if (!plain.isEmpty() && plain.equals(NameKeys.plain(other))) {
            return new Suspicion(85, Reason.SIMILAR_NAME);
        }
        if (NameKeys.isSamePerson(name, other)) {
            return new Suspicion(80, Reason.SIMILAR_NAME);
        }
        return isPartOf(NameKeys.words(name), NameKeys.words(other)) ? new Suspicion(60, Reason.SIMILAR_NAME) : null;
    }

    /** Whether the shorter of two names, of two words at least, is wholly in the longer one. */
    private static boolean isPartOf(List<NameKeys.Word> one, List<NameKeys.Word> other) {
        List<NameKeys.Word> shorter = one.size() <= other.size() ? one : other;
        List<NameKeys.Word> longer = one.size() <= other.size() ? other : one;
        return shorter.size() >= 2
                && shorter.size() < longer.size()
                && shorter.stream().allMatch(word -> longer.stream().anyMatch(word::isLike));
    }
}
