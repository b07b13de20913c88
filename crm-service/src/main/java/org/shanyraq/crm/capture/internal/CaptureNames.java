package org.shanyraq.crm.capture.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.capture.CaptureCandidate;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.MetLately;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.NameKeys;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;

/** The names of the acting officer's mission, as far as the officer may see them, while one line is read: each is looked up once. */
class CaptureNames implements KnownNames {

    static final String CONTACT = "contact";
    static final String ORGANISATION = "organisation";
    static final String TOPIC = "topic";

    private static final int MOST_MET = 50;
    private static final int MOST_NEAR = 5;
    private static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private final Contacts contacts;
    private final Organisations organisations;
    private final Topics topics;
    private final Interactions interactions;
    private final MissionId mission;
    private final Map<String, CaptureChoice> choices = new LinkedHashMap<>();
    private final Map<String, List<Person>> people = new HashMap<>();
    private final Map<String, List<CaptureCandidate>> bodies = new HashMap<>();
    private @Nullable List<TopicView> vocabulary;
    private @Nullable List<MetLately> met;

    CaptureNames(
            Contacts contacts,
            Organisations organisations,
            Topics topics,
            Interactions interactions,
            MissionId mission,
            List<CaptureChoice> choices) {
        this.contacts = contacts;
        this.organisations = organisations;
        this.topics = topics;
        this.interactions = interactions;
        this.mission = mission;
        choices.forEach(choice -> {
            String sign = sign(choice.record());
            if (sign != null) {
                this.choices.put(sign + CaptureWords.folded(choice.name()), choice);
            }
        });
    }

    /** The sign before the names that such a record may be chosen for; null when there is none. */
    private static @Nullable String sign(@Nullable RecordRef record) {
        return switch (record == null ? CONTACT : record.kind()) {
            case CONTACT, ORGANISATION -> "@";
            case TOPIC -> "#";
            default -> null;
        };
    }

    private @Nullable CaptureChoice choice(String sign, String name) {
        return choices.get(sign + CaptureWords.folded(name));
    }

    /** How well a name that somebody has fits what was typed. */
    private enum Likeness {
        SAME,
        /** The same but for how it is spelled. */
        ALIKE,
        /** Some of its words. */
        PART,
        FAR
    }

    private record Person(CaptureCandidate candidate, Likeness likeness) {}

    // ---- for the grammar

    @Override
    public Fit whom(String words) {
        CaptureChoice choice = choice("@", words);
        if (choice != null) {
            return choice.record() != null && choice.record().kind().equals(ORGANISATION)
                    ? Fit.ORGANISATION
                    : Fit.PERSON;
        }
        List<Person> found = people(words);
        if (found.stream().anyMatch(one -> one.likeness() == Likeness.SAME || one.likeness() == Likeness.ALIKE)) {
            return Fit.PERSON;
        }
        if (!with(found, Likeness.PART).isEmpty()) {
            return Fit.BEGINNING;
        }
        Fit body = where(words);
        return body != Fit.NONE ? body : found.isEmpty() ? Fit.NONE : Fit.BEGINNING;
    }

    @Override
    public Fit where(String words) {
        if (!sameBodies(words).isEmpty()) {
            return Fit.ORGANISATION;
        }
        return bodies(words).isEmpty() ? Fit.NONE : Fit.BEGINNING;
    }

    @Override
    public Fit what(String words) {
        String folded = CaptureWords.folded(words);
        if (choice("#", words) != null || !sameTopics(words).isEmpty()) {
            return Fit.TOPIC;
        }
        return vocabulary().stream().flatMap(CaptureNames::namesOf).anyMatch(name -> name.startsWith(folded + " "))
                ? Fit.BEGINNING
                : Fit.NONE;
    }

    // ---- what is meant

    /**
     * What a name means.
     *
     * @param meant null when it is not clear, or nobody
     * @param candidates of whom one may be meant
     * @param chosen whether the officer said so
     */
    record Meaning(@Nullable CaptureCandidate meant, List<CaptureCandidate> candidates, boolean chosen) {

        private static Meaning of(List<CaptureCandidate> fitting) {
            return new Meaning(fitting.size() == 1 ? fitting.get(0) : null, fitting, false);
        }
    }

    /** Whom a name after {@code @} means: the one who is called so, in all words or, when there is one alone, in some. */
    Meaning personOrBody(String name) {
        CaptureChoice choice = choice("@", name);
        if (choice != null) {
            return chosen(choice.record(), name);
        }
        List<Person> found = people(name);
        List<CaptureCandidate> same = Stream.concat(with(found, Likeness.SAME).stream(), sameBodies(name).stream())
                .toList();
        if (!same.isEmpty()) {
            return Meaning.of(same);
        }
        List<CaptureCandidate> alike = with(found, Likeness.ALIKE);
        if (alike.isEmpty()) {
            List<CaptureCandidate> part = with(found, Likeness.PART);
            if (!part.isEmpty()) {
                return Meaning.of(part);
            }
        }
        // What is spelled otherwise may be somebody else.
        List<CaptureCandidate> near = Stream.of(
                        alike.stream(), found.stream().map(Person::candidate), bodies(name).stream())
                .flatMap(stream -> stream)
                .distinct()
                .limit(MOST_NEAR)
                .toList();
        return new Meaning(null, near.isEmpty() ? undeclined(name) : near, false);
    }

    /** Whom a name may mean that stands in another case than the nominative: they are offered, and never taken. */
    private List<CaptureCandidate> undeclined(String name) {
        String stem = CaptureWords.undeclined(name);
        if (stem.equals(name)) {
            return List.of();
        }
        List<String> typed = plain(stem);
        return people(stem).stream()
                .map(Person::candidate)
                .filter(one -> {
                    List<String> own = plain(one.title().in("en"));
                    return typed.stream().allMatch(word -> own.stream().anyMatch(whole -> whole.startsWith(word)));
                })
                .limit(MOST_NEAR)
                .toList();
    }

    Meaning topic(String name) {
        CaptureChoice choice = choice("#", name);
        if (choice != null) {
            return chosen(choice.record(), name);
        }
        List<CaptureCandidate> same = sameTopics(name);
        return same.isEmpty()
                ? new Meaning(
                        null,
                        topics.suggest(name, 5).stream()
                                .filter(this::isOurs)
                                .map(CaptureNames::candidate)
                                .toList(),
                        false)
                : Meaning.of(same);
    }

    /** What the officer chose, if it exists for the officer. */
    private Meaning chosen(@Nullable RecordRef record, String name) {
        if (record == null) {
            return new Meaning(null, List.of(), true);
        }
        CaptureCandidate found = Stream.of(
                        people(name).stream().map(Person::candidate),
                        bodies(name).stream(),
                        vocabulary().stream().map(CaptureNames::candidate))
                .flatMap(stream -> stream)
                .filter(candidate -> candidate.record().equals(record))
                .findFirst()
                .or(() -> byId(record))
                .orElse(null);
        return found == null ? new Meaning(null, List.of(), false) : new Meaning(found, List.of(), true);
    }

    private Optional<CaptureCandidate> byId(RecordRef record) {
        return switch (record.kind()) {
            case CONTACT ->
                contacts.summaries(List.of(new ContactId(record.id())), ContactQuery.ALL).stream()
                        .filter(this::isOurs)
                        .map(this::candidate)
                        .findFirst();
            case ORGANISATION ->
                organisations.getAll(List.of(new OrganisationId(record.id()))).stream()
                        .filter(one -> one.mission().equals(mission))
                        .map(one -> candidate(
                                one.id().value(),
                                one.details().names(),
                                one.details().acronym()))
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static List<CaptureCandidate> with(List<Person> people, Likeness likeness) {
        return people.stream()
                .filter(one -> one.likeness() == likeness)
                .map(Person::candidate)
                .toList();
    }

    // ---- while a name is typed

    List<CaptureCandidate> suggest(String begun, int limit) {
        String name = begun.substring(1).strip();
        if (begun.startsWith("#")) {
            List<TopicView> fitting = name.isEmpty() ? vocabulary() : topics.suggest(name, limit);
            return fitting.stream()
                    .filter(this::isOurs)
                    .map(CaptureNames::candidate)
                    .limit(limit)
                    .toList();
        }
        if (name.codePointCount(0, name.length()) < 2) {
            List<CaptureCandidate> lately =
                    contacts
                            .summaries(
                                    met().stream()
                                            .map(MetLately::contact)
                                            .limit(limit)
                                            .toList(),
                                    ContactQuery.ALL)
                            .stream()
                            .filter(this::isOurs)
                            .map(this::candidate)
                            .toList();
            return name.isEmpty()
                    ? lately
                    : lately.stream()
                            .filter(one -> CaptureWords.folded(one.name()).startsWith(CaptureWords.folded(name)))
                            .toList();
        }
        return Stream.concat(people(name).stream().map(Person::candidate), bodies(name).stream())
                .limit(limit)
                .toList();
    }

    // ---- looking up

    /** The people whom a name may mean: those whom the officer met lately first. */
    private List<Person> people(String name) {
        return people.computeIfAbsent(
                NameKeys.plain(name),
                key -> name.codePointCount(0, name.length()) < 2
                        ? List.of()
                        : contacts.suggest(name).stream()
                                .filter(this::isOurs)
                                .map(found -> new Person(candidate(found), likeness(name, found)))
                                .sorted(Comparator.comparing(
                                        (Person one) -> !one.candidate().met()))
                                .toList());
    }

    private boolean isOurs(ContactSummary contact) {
        return contact.mission().equals(mission) && !contact.archived();
    }

    private boolean isOurs(TopicView topic) {
        return topic.mission().equals(mission) && !topic.archived();
    }

    private static Likeness likeness(String name, ContactSummary contact) {
        List<String> typed = plain(name);
        Likeness best = Likeness.FAR;
        String nativeName = contact.nativeName();
        for (String spelling : nativeName == null ? List.of(contact.name()) : List.of(contact.name(), nativeName)) {
            List<String> whole = plain(spelling);
            if (!typed.isEmpty() && whole.containsAll(typed)) {
                best = best.compareTo(Likeness.PART) < 0 ? best : Likeness.PART;
                if (typed.containsAll(whole)) {
                    return Likeness.SAME;
                }
            }
            if (NameKeys.isSamePerson(name, spelling)) {
                best = Likeness.ALIKE;
            }
        }
        return best;
    }

    private static List<String> plain(String name) {
        return NameKeys.words(name).stream().map(NameKeys.Word::text).toList();
    }

    private List<MetLately> met() {
        List<MetLately> known = met;
        if (known == null) {
            known = interactions.metLately(MOST_MET);
            met = known;
        }
        return known;
    }

    private CaptureCandidate candidate(ContactSummary contact) {
        Map<String, String> details = new TreeMap<>();
        for (String language : LANGUAGES) {
            String distinction = contact.distinction(language);
            if (distinction != null) {
                details.put(language, distinction);
            }
        }
        return new CaptureCandidate(
                new RecordRef(CONTACT, contact.id().value()),
                LocalizedText.of("en", contact.name()),
                new LocalizedText(details),
                met().stream().anyMatch(one -> one.contact().equals(contact.id())),
                contact.name());
    }

    private List<CaptureCandidate> bodies(String name) {
        return bodies.computeIfAbsent(
                CaptureWords.folded(name),
                key -> name.codePointCount(0, name.length()) < 2
                        ? List.of()
                        : organisations.suggest(name).stream()
                                .filter(found -> found.mission().equals(mission) && !found.archived())
                                .map(found -> candidate(found.id().value(), found.names(), found.acronym()))
                                .toList());
    }

    /** Those whose acronym or any name is the same. */
    private List<CaptureCandidate> sameBodies(String name) {
        String plain = NameKeys.plain(name);
        return bodies(name).stream()
                .filter(one -> !plain.isEmpty()
                        && (NameKeys.plain(one.name()).equals(plain)
                                || one.title().texts().values().stream()
                                        .anyMatch(text -> NameKeys.plain(text).equals(plain))))
                .toList();
    }

    private static CaptureCandidate candidate(UUID id, LocalizedText names, @Nullable String acronym) {
        return new CaptureCandidate(
                new RecordRef(ORGANISATION, id),
                names,
                LocalizedText.EMPTY,
                false,
                acronym == null ? names.in("en") : acronym);
    }

    private List<TopicView> vocabulary() {
        List<TopicView> known = vocabulary;
        if (known == null) {
            known = topics.tree("en").stream().filter(this::isOurs).toList();
            vocabulary = known;
        }
        return known;
    }

    private List<CaptureCandidate> sameTopics(String name) {
        String folded = CaptureWords.folded(name);
        // A handle is somebody's alone; a name may be that of several.
        List<TopicView> byHandle = vocabulary().stream()
                .filter(topic -> CaptureWords.folded(topic.details().handle()).equals(folded))
                .toList();
        return (byHandle.isEmpty() ? vocabulary() : byHandle)
                .stream()
                        .filter(topic -> namesOf(topic).anyMatch(folded::equals))
                        .map(CaptureNames::candidate)
                        .toList();
    }

    private static Stream<String> namesOf(TopicView topic) {
        Set<String> names = new HashSet<>();
        names.add(CaptureWords.folded(topic.details().handle()));
        topic.details().names().texts().values().forEach(name -> names.add(CaptureWords.folded(name)));
        return names.stream();
    }

    private static CaptureCandidate candidate(TopicView topic) {
        return new CaptureCandidate(
                new RecordRef(TOPIC, topic.id().value()),
                topic.details().names(),
                LocalizedText.of("en", "#" + topic.details().handle()),
                false,
                topic.details().handle());
    }
}
