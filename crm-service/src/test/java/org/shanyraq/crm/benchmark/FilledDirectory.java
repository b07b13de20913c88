package org.shanyraq.crm.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.NameKeyRows;
import org.shanyraq.crm.shared.internal.NameKeys;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills two missions with fictional contacts, past the services, with the very rows that the services would write but for the
 * audit trail. Organisations and posts are made by the services.
 *
 * <p>Among them are an assembly with one post that a hundredth of all people hold, a chair that half as many have held before, and a
 * small office for every few hundred people with a head, who is missing in a third of them, and members.
 */
public final class FilledDirectory {

    private static final String[] COUNTRIES =
            "BE FR DE KZ IT ES PL NL RO SE GR PT HU AT BG DK FI SK IE HR LT SI LV EE CY LU MT".split(" ");
    private static final String[] LANGUAGES = "en fr de kk ru it es pl nl ro el bg lt sv mt".split(" ");
    private static final List<Circle> CIRCLES = List.of(Circle.values());
    private static final List<OrganisationKind> KINDS = List.of(OrganisationKind.values());
    private static final List<PostRole> ROLES = List.of(PostRole.values()).subList(8, 22);
    private static final LocalDateTime START = LocalDateTime.of(2022, 1, 1, 0, 0);
    private static final List<String> TABLES = List.of(
            "crm_contact",
            "crm_contact_name",
            "crm_contact_channel",
            "crm_contact_language",
            "crm_contact_external_id",
            "crm_mandate",
            "crm_name_key",
            "crm_name_variant");

    private final Access access;
    private final TestOfficers officers;
    private final Organisations organisations;
    private final Posts posts;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final Random random = new Random(20261123);

    private FilledDirectory(BeanFactory beans) {
        this.access = beans.getBean(Access.class);
        this.officers = beans.getBean(TestOfficers.class);
        this.organisations = beans.getBean(Organisations.class);
        this.posts = beans.getBean(Posts.class);
        this.dataSource = beans.getBean(DataSource.class);
        this.transaction = new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
    }

    /**
     * Fills the mission of that code with nine tenths of the contacts, and the mission {@code <code>-two} with the rest.
     *
     * @param ownDatabase whether nobody else uses the database: then keys are made after the rows, which is quicker
     */
    public static void fill(BeanFactory beans, String mission, int contacts, boolean ownDatabase) {
        new FilledDirectory(beans).fill(mission, contacts, ownDatabase);
    }

    // ---- organisations and posts
    // ------------------------------------------------------------------------------------------------

    /** A post with as many seats as are free. */
    private static final class Place {

        private final byte[] post;
        private int free;

        Place(PostId post, int free) {
            this.post = Bytes16.of(post);
            this.free = free;
        }
    }

    private record Stage(byte[] mission, List<Place> members, List<Place> heads, byte[] assembly, byte[] chair) {}

    private Stage stage(String code, int offices) {
        Officer officer = officers.manager(code);
        return access.callAs(officer, () -> {
            OrganisationId assembly = organisation("Grand Assembly", OrganisationKind.INSTITUTION, null, 0);
            PostId members = post(assembly, PostRole.MEMBER, null);
            PostId chair = post(assembly, PostRole.CHAIR, 1);
            List<Place> ordinary = new ArrayList<>();
            List<Place> heads = new ArrayList<>();
            OrganisationId above = assembly;
            for (int from = 0; from < offices; from += 100) {
                int first = from;
                OrganisationId parent = above;
                above = Objects.requireNonNull(transaction.execute(status -> {
                    OrganisationId top = parent;
                    for (int i = first; i < Math.min(offices, first + 100); i++) {
                        OrganisationId office = organisation(
                                "Office " + i + " of the " + word(i),
                                KINDS.get(i % KINDS.size()),
                                i % 100 == 0 ? null : top,
                                i);
                        if (i % 100 == 0) {
                            top = office;
                        }
                        heads.add(new Place(post(office, PostRole.HEAD, 1), i % 3 == 0 ? 0 : 1));
                        ordinary.add(new Place(post(office, ROLES.get(i % ROLES.size()), null), Integer.MAX_VALUE));
                    }
                    return top;
                }));
            }
            UUID mission = Objects.requireNonNull(officer.home()).value();
            return new Stage(Bytes16.of(mission), ordinary, heads, Bytes16.of(members), Bytes16.of(chair));
        });
    }

    private OrganisationId organisation(
            String name, OrganisationKind kind, @Nullable OrganisationId parent, int number) {
        return organisations
                .register(new OrganisationDetails(
                        LocalizedText.of("en", name),
                        null,
                        kind,
                        CIRCLES.get(number % CIRCLES.size()),
                        parent,
                        Tenure.UNKNOWN,
                        null,
                        null,
                        COUNTRIES[number % COUNTRIES.length],
                        List.<ExternalId>of()))
                .id();
    }

    private PostId post(OrganisationId organisation, PostRole role, @Nullable Integer seats) {
        LocalizedText title = role == PostRole.OTHER ? LocalizedText.of("en", "Observer") : LocalizedText.EMPTY;
        return posts.establish(new PostDetails(organisation, role, title, seats, Tenure.UNKNOWN))
                .id();
    }

    /** A word of six letters, another for each number. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number * 7919 + 104_729, i = 0; i < 3; i++, rest /= 14) {
            word.append("bdfgklmnprstvz".charAt(rest % 14)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    // ---- people
    // ---------------------------------------------------------------------------------------------------------

    private void fill(String mission, int contacts, boolean ownDatabase) {
        int second = contacts / 10;
        Stage one = stage(mission, Math.max(10, contacts / 300));
        Stage two = stage(mission + "-two", Math.max(10, second / 300));
        try (Connection connection = dataSource.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("set foreign_key_checks = 0");
            jdbc.execute("set unique_checks = 0");
            List<String> dropped = ownDatabase ? dropKeys(jdbc) : List.of();
            NameKeyRows keys = new NameKeyRows();
            people(jdbc, one, contacts - second, keys);
            people(jdbc, two, second, keys);
            try (Rows rows = new Rows(jdbc, "crm_name_variant", "variant, skeleton")) {
                keys.dictionary(rows::add);
            }
            dropped.forEach(jdbc::execute);
            jdbc.execute("set unique_checks = 1");
            jdbc.execute("set foreign_key_checks = 1");
            TABLES.forEach(table -> jdbc.queryForList("analyze table " + table));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops the keys that no constraint needs, and returns the statements that make them again. */
    private static List<String> dropKeys(JdbcTemplate jdbc) {
        List<String> again = new ArrayList<>();
        Pattern key = Pattern.compile("^ +(KEY `(\\w+)` \\(.*?\\)),?$", Pattern.MULTILINE);
        for (String table : TABLES) {
            String definition = (String) jdbc.queryForList("show create table " + table)
                    .get(0)
                    .values()
                    .toArray()[1];
            Matcher keys = key.matcher(definition);
            List<String> drops = new ArrayList<>();
            List<String> adds = new ArrayList<>();
            while (keys.find()) {
                drops.add("drop key " + keys.group(2));
                adds.add("add " + keys.group(1));
            }
            if (!drops.isEmpty()) {
                jdbc.execute("alter table " + table + " " + String.join(", ", drops));
                again.add("alter table " + table + " " + String.join(", ", adds));
            }
        }
        return again;
    }

    private void people(JdbcTemplate jdbc, Stage stage, int number, NameKeyRows keys) {
        FictionalNames fiction = new FictionalNames();
        int crowd = number / 100;
        int formerChairs = number / 200;
        try (Rows contacts = new Rows(jdbc, "crm_contact", """
                        id, version, mission_id, created_at, changed_at, sensitivity, archived, sort_name, display_name,
                        native_name, honorific, form_of_address, country, notes, legal_basis, source""");
                Rows names = new Rows(jdbc, "crm_contact_name", "contact_id, position, kind, given, family, language");
                Rows channels = new Rows(
                        jdbc, "crm_contact_channel", "contact_id, position, kind, purpose, value, folded, is_primary");
                Rows languages = new Rows(jdbc, "crm_contact_language", "contact_id, position, language");
                Rows externalIds = new Rows(jdbc, "crm_contact_external_id", "contact_id, mission_id, scheme, value");
                Rows mandates = new Rows(jdbc, "crm_mandate", """
                        id, version, mission_id, created_at, changed_at, contact_id, post_id, since, until, ended,
                        since_day, until_day, note""");
                Rows nameKeys = new Rows(jdbc, "crm_name_key", "subject_kind, subject_id, name_key, mission_id")) {
            for (int i = 0; i < number; i++) {
                byte[] id = Bytes16.of(Ids.next());
                LocalDateTime made = START.plusSeconds(random.nextInt(150_000_000));
                boolean archived = random.nextInt(33) == 0;
                List<PersonName> known = fiction.draw(random);
                PersonName latin = known.get(0);
                contacts.add(
                        id,
                        archived ? 1 : 0,
                        stage.mission(),
                        made,
                        archived ? made.plusDays(30) : made,
                        sensitivity(),
                        archived,
                        NameKeys.plain(latin.family()) + "\t" + NameKeys.plain(latin.given()),
                        latin.full(),
                        known.size() > 1 && !known.get(1).full().equals(latin.full())
                                ? known.get(1).full()
                                : null,
                        random.nextInt(20) == 0 ? "Dr" : null,
                        "{}",
                        random.nextInt(10) == 0 ? null : COUNTRIES[skewed(COUNTRIES.length)],
                        null,
                        null,
                        "fiction");
                for (int position = 0; position < known.size(); position++) {
                    PersonName name = known.get(position);
                    names.add(id, position, name.kind(), name.given(), name.family(), name.language());
                }
                int channel = 0;
                if (random.nextInt(10) > 0) {
                    String address = "c" + i + "@"
                            + (random.nextBoolean() ? "assembly.example" : "office" + i % 4000 + ".example");
                    channels.add(id, channel++, "EMAIL", "WORK", address, address, true);
                }
                if (random.nextInt(3) == 0) {
                    String phone = "+322555%04d".formatted(i % 10_000);
                    channels.add(id, channel, "PHONE", "WORK", phone, phone, true);
                }
                int spoken = random.nextInt(3);
                String before = "";
                for (int position = 0; position < spoken; ) {
                    String language = LANGUAGES[skewed(LANGUAGES.length)];
                    if (!language.equals(before)) {
                        languages.add(id, position++, language);
                        before = language;
                    }
                }
                if (random.nextInt(5) == 0) {
                    externalIds.add(id, stage.mission(), "fiction", "p" + i);
                }
                mandates(mandates, stage, id, made, i, crowd, formerChairs);
                List<String> texts = known.stream().map(PersonName::full).toList();
                for (String key : keys.keys(texts)) {
                    nameKeys.add("contact", id, key, stage.mission());
                }
            }
        }
    }

    /** One of so many, the first ones more often. */
    private int skewed(int number) {
        double drawn = random.nextDouble();
        return (int) (drawn * drawn * drawn * number);
    }

    /** Half of the contacts are above the level of an ordinary clearance. */
    private int sensitivity() {
        int drawn = random.nextInt(10);
        return drawn < 2 ? 0 : drawn < 5 ? 1 : drawn < 8 ? 2 : 3;
    }

    private void mandates(
            Rows rows, Stage stage, byte[] contact, LocalDateTime made, int number, int crowd, int formerChairs) {
        Set<Integer> held = new HashSet<>();
        if (number < crowd) {
            mandate(rows, stage, contact, made, stage.assembly(), Tenure.since(PartialDate.parse("2024-07-16")));
        } else if (number < crowd + formerChairs) {
            // One after the other, a day each.
            LocalDate day = LocalDate.of(2000, 1, 1).plusDays(number - crowd);
            PartialDate date = PartialDate.parse(day.toString());
            mandate(rows, stage, contact, made, stage.chair(), Tenure.between(date, date));
        } else if (random.nextInt(5) > 0) {
            int place = random.nextInt(stage.members().size());
            held.add(place);
            Place head = stage.heads().get(place);
            PartialDate since = PartialDate.parse(2015 + random.nextInt(10) + "");
            if (head.free > 0) {
                head.free--;
                mandate(rows, stage, contact, made, head.post, Tenure.since(since));
            } else {
                mandate(rows, stage, contact, made, stage.members().get(place).post, Tenure.since(since));
            }
        }
        if (random.nextInt(3) == 0) {
            int place = random.nextInt(stage.members().size());
            if (held.add(place)) {
                int since = 2000 + random.nextInt(15);
                Tenure past = random.nextInt(10) == 0
                        ? new Tenure(PartialDate.parse(since + ""), null, true)
                        : Tenure.between(PartialDate.parse(since + ""), PartialDate.parse(since + 3 + "-06"));
                mandate(rows, stage, contact, made, stage.members().get(place).post, past);
            }
        }
    }

    private static void mandate(
            Rows rows, Stage stage, byte[] contact, LocalDateTime made, byte[] post, Tenure tenure) {
        rows.add(
                Bytes16.of(Ids.next()),
                0,
                stage.mission(),
                made,
                made,
                contact,
                post,
                tenure.since(),
                tenure.until(),
                tenure.ended(),
                tenure.since() == null ? null : tenure.since().earliest(),
                TenureColumns.untilDay(tenure),
                null);
    }
}
