package org.shanyraq.crm.demo.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.NameKeys;

/**
 * People who do not exist, in organisations that do not exist, and on the staff of some that do. The same seed makes the same
 * world every time.
 */
class DemoWorld {

    /** How much is made. */
    enum Size {
        WHOLE(300, 60, 8),
        SMALL(20, 6, 1);

        private final int people;
        private final int organisations;
        private final int dialogues;

        Size(int people, int organisations, int dialogues) {
            this.people = people;
            this.organisations = organisations;
            this.dialogues = dialogues;
        }
    }

    /** What was made. */
    record Made(int organisations, int posts, int contacts, int mandates, int dialogues) {}

    private static final long SEED = 20_261_123;

    private static final String SOURCE = "Demonstration data: this person does not exist";

    /** Bodies of the EU that get fictional staff, by acronym. */
    private static final List<String> EU_BODIES =
            List.of("EEAS", "ASIAPAC", "INTPA", "TRADE", "ENER", "CLIMA", "MOVE", "CNECT", "RTD", "FPI", "ETF", "EIB");

    private static final Map<String, List<String>> COUNTRIES = Map.ofEntries(
            Map.entry("kk", List.of("KZ")),
            Map.entry("ru", List.of("KZ", "EE", "LV")),
            Map.entry("bg", List.of("BG")),
            Map.entry("el", List.of("GR", "CY")),
            Map.entry("lt", List.of("LT")),
            Map.entry("pl", List.of("PL")),
            Map.entry("fr", List.of("FR", "BE", "LU")),
            Map.entry("de", List.of("DE", "AT")),
            Map.entry("it", List.of("IT")),
            Map.entry("es", List.of("ES")),
            Map.entry("nl", List.of("NL", "BE")),
            Map.entry("en", List.of("IE", "MT")),
            Map.entry("sv", List.of("SE", "FI")),
            Map.entry("ro", List.of("RO")));

    private final Organisations organisations;
    private final Posts posts;
    private final Contacts contacts;
    private final Mandates mandates;
    private final DemoSegments segments;
    private final DemoDialogues dialogues;
    private final DemoEngagement engagement;

    DemoWorld(
            Organisations organisations,
            Posts posts,
            Contacts contacts,
            Mandates mandates,
            DemoSegments segments,
            DemoDialogues dialogues,
            DemoEngagement engagement) {
        this.organisations = organisations;
        this.posts = posts;
        this.contacts = contacts;
        this.mandates = mandates;
        this.segments = segments;
        this.dialogues = dialogues;
        this.engagement = engagement;
    }

    /** A post with the seats that are still free; null for as many as one likes. */
    private static final class Opening {

        private final PostId post;
        private final PostRole role;
        private final String domain;
        private final boolean vacant;
        private @Nullable Integer free;

        Opening(PostId post, PostRole role, String domain, @Nullable Integer seats, boolean vacant) {
            this.post = post;
            this.role = role;
            this.domain = domain;
            this.free = seats;
            this.vacant = vacant;
        }

        boolean isOpen() {
            return !vacant && (free == null || free > 0);
        }

        void take() {
            if (free != null) {
                free--;
            }
        }
    }

    /** Makes the world for the acting officer's mission, in the running transaction. */
    Made make(Size size) {
        Random random = new Random(SEED);
        Map<String, OrganisationId> made = organisations(size);
        List<Opening> openings = openings(size, made, random);
        List<ContactId> guests = new ArrayList<>();
        int held = people(size, openings, random, guests);
        segments.make(guests, new Random(SEED + 2));
        // With a chance of its own, so that people stay the same whatever becomes of the dialogues.
        int hosted = dialogues.make(read("dialogues"), size.dialogues, guests, new Random(SEED + 1));
        engagement.make(size == Size.WHOLE ? read("talks") : read("talks").subList(0, 1), guests, new Random(SEED + 3));
        return new Made(made.size(), openings.size(), size.people, held, hosted);
    }

    private Map<String, OrganisationId> organisations(Size size) {
        Map<String, OrganisationId> made = new HashMap<>();
        for (NamedCsvRecord row : read("organisations")) {
            if (made.size() == size.organisations) {
                break;
            }
            String parent = row.getField("parent");
            Map<String, String> names = new HashMap<>();
            for (String language : List.of("en", "fr", "ru", "kk")) {
                names.put(language, row.getField("name_" + language));
            }
            OrganisationDetails details = new OrganisationDetails(
                    new LocalizedText(names),
                    orNull(row.getField("acronym")),
                    OrganisationKind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                    Circle.valueOf(row.getField("circle").toUpperCase(Locale.ROOT)),
                    parent.isBlank() ? null : made.get(parent),
                    Tenure.UNKNOWN,
                    null,
                    "https://" + row.getField("key") + ".example",
                    orNull(row.getField("country")),
                    List.of(new ExternalId("demo", row.getField("key"))));
            made.put(row.getField("key"), organisations.register(details).id());
        }
        return made;
    }

    private List<Opening> openings(Size size, Map<String, OrganisationId> made, Random random) {
        List<Opening> openings = new ArrayList<>();
        for (NamedCsvRecord row : read("organisations")) {
            OrganisationId organisation = made.get(row.getField("key"));
            if (organisation != null) {
                String domain = row.getField("key") + ".example";
                OrganisationKind kind =
                        OrganisationKind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT));
                openings.add(open(organisation, PostRole.HEAD, 1, domain, false));
                openings.add(open(organisation, PostRole.DEPUTY_HEAD, 1, domain, random.nextInt(5) < 2));
                openings.add(open(organisation, staffOf(kind), null, domain, false));
            }
        }
        if (size == Size.WHOLE) {
            for (String acronym : EU_BODIES) {
                for (OrganisationSummary body : organisations.findByName(acronym)) {
                    String domain = acronym.toLowerCase(Locale.ROOT) + ".example";
                    openings.add(open(body.id(), PostRole.HEAD_OF_UNIT, 3, domain, false));
                    openings.add(open(body.id(), PostRole.ADVISER, 2, domain, random.nextInt(5) < 2));
                    openings.add(open(body.id(), PostRole.OFFICER, null, domain, false));
                }
            }
        }
        return openings;
    }

    private static PostRole staffOf(OrganisationKind kind) {
        return switch (kind) {
            case MEDIA -> PostRole.CORRESPONDENT;
            case NGO, ASSOCIATION -> PostRole.COORDINATOR;
            case COMPANY -> PostRole.DIRECTOR;
            default -> PostRole.ADVISER;
        };
    }

    private Opening open(
            OrganisationId organisation, PostRole role, @Nullable Integer seats, String domain, boolean vacant) {
        PostId post = posts.establish(new PostDetails(organisation, role, LocalizedText.EMPTY, seats, Tenure.UNKNOWN))
                .id();
        return new Opening(post, role, domain, seats, vacant);
    }

    /**
     * @param guests gets those whom every officer may see
     * @return how many mandates were made
     */
    private int people(Size size, List<Opening> openings, Random random, List<ContactId> guests) {
        List<NamedCsvRecord> given = read("given-names");
        List<NamedCsvRecord> family = read("family-names");
        Set<String> known = new HashSet<>();
        int held = 0;
        while (known.size() < size.people) {
            NamedCsvRecord first = any(given, random);
            NamedCsvRecord last = any(
                    family.stream()
                            .filter(name -> name.getField("language_area").equals(first.getField("language_area")))
                            .filter(name ->
                                    Set.of("any", first.getField("gender")).contains(name.getField("gender")))
                            .toList(),
                    random);
            String plain = NameKeys.plain(first.getField("latin") + " " + last.getField("latin"));
            if (known.add(plain)) {
                held += person(known.size(), first, last, openings, random, guests);
            }
        }
        return held;
    }

    private int person(
            int number,
            NamedCsvRecord first,
            NamedCsvRecord last,
            List<Opening> openings,
            Random random,
            List<ContactId> guests) {
        // The first ones take the seats that are there, the later ones whatever is open; a few hold nothing.
        List<Opening> open = openings.stream().filter(Opening::isOpen).toList();
        Opening principal = random.nextInt(20) == 0
                ? null
                : number <= open.size() && open.get(0).free != null ? open.get(0) : any(open, random);
        ContactDetails details = details(number, first, last, principal, random);
        ContactId contact = contacts.register(details).id();
        if (principal != null && details.sensitivity().isWithin(Sensitivity.INTERNAL)) {
            guests.add(contact);
        }
        int held = 0;
        Set<PostId> taken = new HashSet<>();
        if (principal != null) {
            held += hold(contact, principal, current(random), taken);
            principal.take();
            Opening second = any(open, random);
            if (random.nextInt(5) == 0 && second.free == null) {
                held += hold(contact, second, current(random), taken);
            }
        }
        if (random.nextInt(5) < 2) {
            held += hold(contact, any(openings, random), past(random), taken);
        }
        return held;
    }

    private int hold(ContactId contact, Opening opening, Tenure tenure, Set<PostId> taken) {
        boolean fits = taken.add(opening.post) && (tenure.until() == null || !isExact(tenure) || opening.free == null);
        if (fits) {
            mandates.begin(new MandateDetails(contact, opening.post, tenure, null));
        }
        return fits ? 1 : 0;
    }

    private static boolean isExact(Tenure tenure) {
        return tenure.since() != null && tenure.since().day() != null;
    }

    /** Begun in 2024 or later, or nobody knows when. */
    private static Tenure current(Random random) {
        PartialDate day = PartialDate.parse(
                "%d-%02d-%02d".formatted(2024 + random.nextInt(2), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        return switch (random.nextInt(8)) {
            case 0 -> Tenure.UNKNOWN;
            case 1 -> Tenure.since(new PartialDate(day.year(), null, null));
            case 2 -> Tenure.since(new PartialDate(day.year(), day.month(), null));
            default -> Tenure.since(day);
        };
    }

    /** Over before 2024, or at an unknown time. */
    private static Tenure past(Random random) {
        int year = 2014 + random.nextInt(6);
        int last = year + random.nextInt(4);
        return switch (random.nextInt(5)) {
            case 0 -> new Tenure(null, null, true);
            case 1 ->
                Tenure.between(PartialDate.parse("%d-02".formatted(year)), PartialDate.parse("%d-09".formatted(last)));
            case 2 ->
                Tenure.between(
                        PartialDate.parse("%d-02-01".formatted(year)), PartialDate.parse("%d-09-30".formatted(last)));
            default -> Tenure.between(PartialDate.parse("" + year), PartialDate.parse("" + last));
        };
    }

    private static ContactDetails details(
            int number, NamedCsvRecord first, NamedCsvRecord last, @Nullable Opening principal, Random random) {
        String area = first.getField("language_area");
        List<PersonName> names = new ArrayList<>();
        names.add(new PersonName(PersonName.Kind.LATIN, first.getField("latin"), last.getField("latin"), null));
        if (!first.getField("native").isBlank() && !last.getField("native").isBlank()) {
            names.add(new PersonName(PersonName.Kind.NATIVE, first.getField("native"), last.getField("native"), area));
        }
        List<Channel> channels = new ArrayList<>();
        String mailbox = NameKeys.plain(first.getField("latin") + " " + last.getField("latin"))
                .replace(' ', '.');
        String domain = principal == null ? "people.example" : principal.domain;
        channels.add(new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, mailbox + "@" + domain, true));
        if (random.nextInt(3) == 0) {
            channels.add(new Channel(
                    Channel.Kind.EMAIL, Channel.Purpose.ASSISTANT, "office." + mailbox + "@" + domain, false));
        }
        if (random.nextInt(3) > 0) {
            // A range of numbers kept free for fiction by the British regulator
            channels.add(new Channel(
                    Channel.Kind.PHONE, Channel.Purpose.WORK, "+44 20 7946 0%03d".formatted(number % 1000), true));
        }
        Sensitivity sensitivity =
                switch (random.nextInt(20)) {
                    case 0 -> Sensitivity.CONFIDENTIAL;
                    case 1, 2 -> Sensitivity.RESTRICTED;
                    case 3, 4 -> Sensitivity.PUBLIC;
                    default -> Sensitivity.INTERNAL;
                };
        boolean high = principal != null && principal.role == PostRole.HEAD;
        return new ContactDetails(
                names,
                high && random.nextBoolean() ? "Dr" : null,
                LocalizedText.EMPTY,
                languages(area, random),
                any(Objects.requireNonNull(COUNTRIES.get(area)), random),
                channels,
                List.of(new ExternalId("demo", "person-" + number)),
                null,
                sensitivity,
                high ? LegalBasis.PUBLIC_TASK : LegalBasis.LEGITIMATE_INTEREST,
                SOURCE);
    }

    private static List<String> languages(String area, Random random) {
        List<String> languages = new ArrayList<>(List.of(area));
        for (String other : List.of("en", "fr", "ru")) {
            boolean likely = other.equals("en") ? random.nextInt(5) > 0 : random.nextInt(4) == 0;
            if (likely && !other.equals(area)) {
                languages.add(other);
            }
        }
        return languages;
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static List<NamedCsvRecord> read(String name) {
        try (InputStream file = DemoWorld.class.getResourceAsStream("/crm/demo/" + name + ".csv")) {
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                    .ofNamedCsvRecord(
                            new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8))) {
                return rows.stream().toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
