package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Records are found by name in any script and with mistakes: rows P1 to P3 and U12 of the features. */
@ServiceTest
class NameIndexIntegrationTests {

    private static final NameIndex.Subjects PEOPLE = new NameIndex.Subjects("test-person", "test_person", true, null);

    @Autowired
    private NameIndex index;

    @Autowired
    private JdbcClient database;

    private final MissionId mission = new MissionId(Ids.next());
    private final MissionId other = new MissionId(Ids.next());
    private final Map<UUID, String> names = new LinkedHashMap<>();

    @BeforeEach
    void table() {
        database.sql(
                        "create table if not exists test_person (id binary(16) primary key, mission_id binary(16), sensitivity int,"
                                + " name varchar(200))")
                .update();
    }

    // P1, P2, U12
    @Test
    void onePersonIsFoundByEverySpellingInEveryScript() {
        UUID president = person("Kassym-Jomart Tokayev", "Қасым-Жомарт Тоқаев");
        UUID other = person("Anna Müller");
        person("Petra Novak");
        for (String text : List.of(
                "Toqaev",
                "Tokayev",
                "Токаев",
                "Тоқаев",
                "tokaye",
                "тоқа",
                "Qasym Toqaev",
                "tokayev kassym",
                "Jomart",
                "Zhomart")) {
            assertThat(ranked(text)).as(text).containsExactly(president);
            assertThat(matching(text)).as(text).containsExactly(president);
        }
        for (String text : List.of("Muller", "MÜLLER", "Mueller", "mull", "anna müller", "Мюллер Анна", "ann mul")) {
            assertThat(ranked(text)).as(text).containsExactly(other);
        }
    }

    // U12
    @Test
    void everySpellingOfARecordIsFound() {
        UUID person = person("Gulnara Bekova", "Гүлнара Бекова", "Gülnara Bekova", "Goulnara Bekoff");
        for (String text : List.of("Гүлнара", "Gülnara", "Gulnara", "goulnara", "bekoff", "Бекова")) {
            assertThat(ranked(text)).as(text).containsExactly(person);
        }
    }

    // P3
    @Test
    void mistakesAreForgivenWhenNothingFitsExactly() {
        UUID vasilenko = person("Olga Vasilenko");
        UUID vasilek = person("Olga Vasilek");
        for (String text : List.of(
                "Vasilemko", "Vsailenko", "Vasilnko", "Vasilennko", "Wasilemko", "olga vazilenkko", "Василемко")) {
            assertThat(ranked(text)).as(text).first().isEqualTo(vasilenko);
            assertThat(matching(text)).as(text).contains(vasilenko);
        }
        assertThat(matching("Vasilenko")).containsExactly(vasilenko);
        assertThat(matching("Vasile")).containsExactlyInAnyOrder(vasilenko, vasilek);
        assertThat(ranked("Xyzwrtq")).isEmpty();
        assertThat(ranked("Olga Xyzwrtq")).isEmpty();
    }

    // P3
    @Test
    void exactWordsComeBeforeBeginningsThenSpellingsThenMistakes() {
        UUID mistake = person("Jan Koval");
        UUID spelling = person("Jan Cohval");
        UUID beginning = person("Jan Kovala");
        UUID exact = person("Jan Kovak");
        UUID begins = person("Jan Kovakova");
        assertThat(ranked("kovak")).startsWith(exact, begins).contains(mistake).doesNotContain(spelling, beginning);
        assertThat(ranked("koval")).startsWith(mistake, beginning);
    }

    @Test
    void allWordsMustFitInAnyOrder() {
        UUID wanted = person("Maria Ivanova");
        person("Maria Petrova");
        person("Anna Ivanova");
        assertThat(ranked("ivanova maria")).containsExactly(wanted);
        assertThat(matching("Мария Иванова")).containsExactly(wanted);
    }

    @Test
    void whatIsOutOfScopeNeitherShowsNorChangesTheAnswer() {
        UUID near = person("Vasilenka Open");
        put("Vasilenko Secret", mission, Sensitivity.CONFIDENTIAL);
        put("Vasilenko Elsewhere", other, Sensitivity.PUBLIC);
        assertThat(ranked("Vasilenko")).containsExactly(near);
        assertThat(matching("Vasilenko")).containsExactly(near);
        assertThat(index.ranked(
                        PEOPLE, new AccessScope(officer(), Set.of(), Sensitivity.CONFIDENTIAL), "Vasilenko", 10))
                .isEmpty();
        assertThat(index.ranked(PEOPLE.where("s.name like 'none%'"), scope(), "Vasilenko", 10))
                .isEmpty();
    }

    @Test
    void namesAreReplacedAndRemoved() {
        UUID person = person("Anna Alba", "Анна Альба");
        index.put("test-person", person, mission.value(), List.of("Anna Verde"));
        assertThat(ranked("Alba")).isEmpty();
        assertThat(ranked("Verde")).containsExactly(person);
        assertThat(ranked("Anna")).containsExactly(person);
        index.remove("test-person", person);
        assertThat(ranked("Anna")).isEmpty();
    }

    @Test
    void wildcardsMeanThemselves() {
        person("Anna Alba");
        for (String text : List.of("%", "_", "%nna", "_nna", "Al%za", "\\", "*", "?", "' or 1=1 --")) {
            assertThat(ranked(text)).as(text).isEmpty();
            assertThat(matching(text)).as(text).isEmpty();
        }
    }

    @Test
    void anyTextIsTaken() throws IOException {
        List<String> hostile = new ArrayList<>(List.of(
                "",
                " ",
                "\0",
                "a\0b",
                "\uD800",
                "a\uDFFFb",
                "😀",
                "x".repeat(10_000),
                "é ".repeat(5_000),
                "王小明",
                "\u202Eabc"));
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path list = folder.resolve("shared/data/hostile-strings/blns.json");
            if (Files.exists(list)) {
                hostile.addAll(
                        Arrays.asList(JsonMapper.builder().build().readValue(Files.readString(list), String[].class)));
            }
        }
        UUID id = person("x");
        for (String text : hostile) {
            index.put("test-person", id, mission.value(), List.of(text));
            ranked(text);
            matching(text);
        }
    }

    private UUID person(String... spellings) {
        return put(List.of(spellings), mission, Sensitivity.INTERNAL);
    }

    private void put(String name, MissionId mission, Sensitivity sensitivity) {
        put(List.of(name), mission, sensitivity);
    }

    private UUID put(List<String> spellings, MissionId mission, Sensitivity sensitivity) {
        UUID id = Ids.next();
        database.sql("insert into test_person values (?, ?, ?, ?)")
                .params(Bytes16.of(id), Bytes16.of(mission), sensitivity.level(), spellings.get(0))
                .update();
        index.put("test-person", id, mission.value(), spellings);
        names.put(id, spellings.get(0));
        return id;
    }

    private List<UUID> ranked(String text) {
        return index.ranked(PEOPLE, scope(), text, 10);
    }

    private List<UUID> matching(String text) {
        ScopedQuery query = ScopedQuery.select("p.id").from("test_person p").within(scope(), "p");
        return index
                .matching(query, scope(), PEOPLE, "p.id", text)
                .list(database, (row, number) -> Bytes16.uuid(row, "id"))
                .stream()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private AccessScope scope() {
        return new AccessScope(officer(), Set.of(mission), Sensitivity.INTERNAL);
    }

    private static OfficerId officer() {
        return new OfficerId(new UUID(0, 1));
    }
}
