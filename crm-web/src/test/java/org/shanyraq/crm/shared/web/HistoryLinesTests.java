package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;

class HistoryLinesTests {

    private static final UUID PARENT = UUID.fromString("01920000-0000-7000-8000-000000000001");
    private static final UUID HIDDEN = UUID.fromString("01920000-0000-7000-8000-000000000002");
    private static final UUID MANDATE = UUID.fromString("01920000-0000-7000-8000-000000000003");

    private final Access access = mock();
    private final HistoryLines lines = new HistoryLines(
            page(),
            Stream.of(new HistoryName(
                    "parent",
                    "/organisations",
                    ids -> ids.contains(PARENT) ? Map.of(PARENT, "European Parliament") : Map.of())));

    @Test
    void aRecordWithinIsNamedByItsOwnValuesAndItsIdsAreLeftOut() {
        HistoryLines.Line line = one(entry(
                "mandate",
                AuditAction.CREATED,
                null,
                new FieldChange("contact", null, HIDDEN.toString()),
                new FieldChange("post", null, HIDDEN.toString()),
                new FieldChange("role", null, "VICE_CHAIR"),
                new FieldChange("organisation.fr", null, "Commission AFET"),
                new FieldChange("organisation.en", null, "Committee on Foreign Affairs"),
                new FieldChange("tenure.ended", null, "false")));

        assertThat(line.deed()).isEqualTo("added a post");
        assertThat(line.what()).isEqualTo("Vice-Chair, Committee on Foreign Affairs");
        assertThat(line.folded()).isTrue();
        assertThat(line.changes())
                .extracting(HistoryLines.Change::field)
                .doesNotContain("Contact", "Post")
                .hasSize(3);
    }

    @Test
    void idsInAListAreNamedAsTheListIsAndThoseWithoutAPageAreNoLinks() {
        HistoryLines officers = new HistoryLines(
                page(), Stream.of(new HistoryName("inCharge", null, ids -> Map.of(PARENT, "Ida Sample"))));
        HistoryLines.Line line = officers.of(
                        List.of(entry(
                                "dialogue",
                                AuditAction.CHANGED,
                                null,
                                new FieldChange("inCharge[1]", HIDDEN.toString(), PARENT.toString()))),
                        entry -> "crm.dialogue.field.")
                .get(0);

        assertThat(line.changes()).singleElement().satisfies(change -> {
            assertThat(change.after()).isEqualTo(new HistoryLines.Value("Ida Sample", null));
            assertThat(change.before()).isNotNull().matches(gone -> !gone.text().contains(HIDDEN.toString()));
        });
    }

    @Test
    void aChangeOfARecordWithinTakesItsNameFromAnotherEntry() {
        AuditEntry later = entry("mandate", AuditAction.CHANGED, null, new FieldChange("note", null, "acting"));
        AuditEntry first = entry("mandate", AuditAction.CREATED, null, new FieldChange("role", null, "CHAIR"));

        assertThat(lines.of(List.of(later, first), entry -> "crm.contact.field.")
                        .get(0)
                        .what())
                .isEqualTo("Chair");
        assertThat(one(later).what()).isNull();
        assertThat(one(later).deed()).isEqualTo("changed a post");
    }

    @Test
    void anIdBecomesANameWithALinkAndOneThatIsHiddenSaysNothing() {
        List<HistoryLines.Change> changes = one(entry(
                        "organisation",
                        AuditAction.CHANGED,
                        null,
                        new FieldChange("parent", HIDDEN.toString(), PARENT.toString())))
                .changes();

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.after())
                    .isEqualTo(new HistoryLines.Value("European Parliament", "/organisations/" + PARENT));
            assertThat(change.before())
                    .isEqualTo(new HistoryLines.Value("a record that is gone or not for you to see", null));
        });
    }

    @Test
    void countriesAndLanguagesAreSaidInWords() {
        List<HistoryLines.Change> changes = one(entry(
                        "contact",
                        AuditAction.CHANGED,
                        null,
                        new FieldChange("country", "KZ", "BE"),
                        new FieldChange("languages[0]", null, "fr")))
                .changes();

        assertThat(changes.get(0).before()).isEqualTo(new HistoryLines.Value("Kazakhstan", null));
        assertThat(changes.get(0).after()).isEqualTo(new HistoryLines.Value("Belgium", null));
        assertThat(changes.get(1).after()).isEqualTo(new HistoryLines.Value("French", null));
    }

    @Test
    void whatWasDoneWithAnImportIsSaidInTheWordsOfItsPage() {
        List<HistoryLines.Change> changes = one(entry(
                        "import",
                        AuditAction.CHANGED,
                        null,
                        new FieldChange("columns[2].field", null, "FAMILY_NAME"),
                        new FieldChange("state", "UPLOADED", "CHECKING"),
                        new FieldChange("row", null, "2-5, 9"),
                        new FieldChange("decision", "SKIP", "CREATE")))
                .changes();

        assertThat(changes)
                .containsExactly(
                        new HistoryLines.Change(
                                "Meaning of column 3", null, new HistoryLines.Value("Family name", null)),
                        new HistoryLines.Change(
                                "State",
                                new HistoryLines.Value("columns to be confirmed", null),
                                new HistoryLines.Value("being checked", null)),
                        new HistoryLines.Change("Line", null, new HistoryLines.Value("2-5, 9", null)),
                        new HistoryLines.Change(
                                "Decision",
                                new HistoryLines.Value("Leave out", null),
                                new HistoryLines.Value("Make a new one", null)));
    }

    @Test
    void aTextThatLooksLikeATimeStaysAsItIs() {
        assertThat(one(entry(
                                "contact",
                                AuditAction.CHANGED,
                                null,
                                new FieldChange("notes", "2026-99-99T9Z", "2026-05-08T18:00:00Z")))
                        .changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.before()).isEqualTo(new HistoryLines.Value("2026-99-99T9Z", null));
                    assertThat(change.after()).isEqualTo(new HistoryLines.Value("2026-05-08T18:00:00Z", null));
                });
    }

    @Test
    void aCauseIsSaidInWordsAndOneOfTheMachineNotAtAll() {
        HistoryLines.Line imported = one(entry("contact", AuditAction.CREATED, "import " + PARENT));

        assertThat(imported.cause()).isEqualTo("by an import");
        assertThat(imported.causePath()).as("without the right").isNull();
        assertThat(one(entry("contact", AuditAction.DELETED, "revert of import " + PARENT))
                        .cause())
                .isEqualTo("by taking back an import");
        assertThat(one(entry("contact", AuditAction.CREATED, "demo")).cause()).isNull();
        assertThat(one(entry("contact", AuditAction.CREATED, null)).cause()).isNull();
    }

    private HistoryLines.Line one(AuditEntry entry) {
        return lines.of(List.of(entry), one -> "crm.contact.field.").get(0);
    }

    private static AuditEntry entry(String kind, AuditAction action, @Nullable String cause, FieldChange... changes) {
        return new AuditEntry(
                1,
                Instant.EPOCH,
                kind,
                MANDATE,
                "Ida Sample",
                Officer.SYSTEM,
                Officer.Kind.PERSON,
                action,
                cause,
                List.of(changes));
    }

    private PageSupport page() {
        when(access.find()).thenReturn(Optional.empty());
        return new PageSupport(
                new WebProperties("/crm", null),
                Mockito.mock(),
                access,
                new UserLanguage(access, Mockito.mock()),
                MessagesPostProcessor.texts(),
                Mockito.mock(),
                Mockito.mock(),
                Mockito.mock(),
                Mockito.mock(),
                Mockito.mock(),
                Mockito.mock(),
                false,
                ZoneId.of("Europe/Brussels"));
    }
}
