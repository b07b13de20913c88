package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Threats F1, F2 and F9 as they come in: whatever is uploaded gives a word on what to do, for the file or for its row. */
@ServiceTest
class BadFilesIntegrationTests extends OfficerScene {

    @TempDir
    Path folder;

    @Autowired
    Imports imports;

    @Autowired
    Contacts contacts;

    @Test
    void aFileOfAnotherKindIsRefusedWhateverItIsCalled() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("is-pdf", bytes("%PDF-1.7\n1 0 obj"));
        files.put("is-image", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        files.put("is-document", zip("word/document.xml"));
        files.put("is-open-document", zip("mimetype", "content.xml"));
        files.put("is-binary-workbook", zip("xl/workbook.bin"));
        files.put("is-zip", zip("people.csv"));
        files.put("is-old-excel", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        files.put("is-vcard", bytes("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nEND:VCARD\r\n"));
        files.put("is-html", bytes("\uFEFF<!DOCTYPE html><html><body><table></table></body></html>"));
        files.put("is-empty", new byte[0]);
        files.put("no-rows", bytes("given name,family name,email\r\n"));
        files.put("too-many-columns", bytes("name," + "x,".repeat(10_000) + "\nAna\n"));
        files.put("record-too-long", bytes("name\n\"" + "x".repeat(2_000_000) + "\"\n"));
        files.put("too-many-rows", bytes("n\n" + "a\n".repeat(200_001)));
        Officer protocol = officers.protocol("bad-kind");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(refusal(protocol, file.getKey(), new ByteArrayInputStream(file.getValue())))
                    .as(file.getKey())
                    .isEqualTo("crm.exchange.file." + file.getKey());
        }
        assertThat(as(protocol, () -> imports.list(Paging.first(10))).items()).isEmpty();
    }

    @Test
    void aLineOfAGigabyteStopsAtTheLimitOfFiles() {
        Officer protocol = officers.protocol("bad-line");
        Endless line = new Endless(1L << 30);

        assertThat(refusal(protocol, new SequenceInputStream(new ByteArrayInputStream(bytes("name\n")), line)))
                .isEqualTo("crm.exchange.file.too-large");
        assertThat(line.read).isLessThan(Imports.MAX_FILE_SIZE + 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'name;e-mail\nAna Sample;ana@example.org\nOna, or Una;ona@example.org', 2, 0",
        "'name,e-mail\nAna Sample,ana@example.org\nOna;ona@example.org', 1, 1",
        "'name,e-mail\n\"Ana Sample,ana@example.org\nOna,ona@example.org', 0, 1",
        "'name,e-mail\nAna\0Sample,ana@example.org\nOna Sample,ona@example.org', 1, 1",
        "'name,e-mail,e-mail,name\nAna Sample,ana@example.org,a@example.org,left out\n', 1, 0",
        "'name,,\nAna Sample,x,y\n', 1, 0",
        "'name,e-mail\nAna Sample,ana@example.org,extra,cells\nOna Sample,ona@example.org\n', 1, 1",
        "'name,e-mail\r\"Ana \"\"the\"\" Sample\",ana@example.org\rOna Sample,ona@example.org\r', 2, 0",
    })
    void whatIsWrongWithOneRowIsSaidOfThatRowAndTheOthersComeIn(String text, int good, int bad) {
        Officer protocol = officers.protocol("bad-row-" + Integer.toHexString(text.hashCode()));

        ImportId id = importing().applied(protocol, ImportSubject.CONTACTS, bytes(text), false);

        ImportView view = importing().view(protocol, id);
        assertThat(view.states().getOrDefault(RowState.APPLIED, 0L))
                .as("%s", importing().rows(protocol, id))
                .isEqualTo(good);
        assertThat(view.outcomes().getOrDefault(RowOutcome.ERROR, 0L)).isEqualTo(bad);
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 10))).isEqualTo(good);
        assertThat(importing().rows(protocol, id))
                .filteredOn(row -> row.outcome() == RowOutcome.ERROR)
                .allSatisfy(row -> assertThat(row.problems()).isNotEmpty());
    }

    @Test
    void aListInUtf16WithoutAMarkIsReadAsItWasWritten() {
        Officer protocol = officers.protocol("bad-utf16");
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String name = charset.equals(StandardCharsets.UTF_16LE) ? "Гүлнар Әбілқызы" : "Ελένη Παπαδοπούλου";
            importing()
                    .applied(
                            protocol,
                            ImportSubject.CONTACTS,
                            ("full name\te-mail\r\n" + name + "\t\r\n").getBytes(charset),
                            false);
        }

        assertThat(names(protocol)).containsExactlyInAnyOrder("Гүлнар Әбілқызы", "Ελένη Παπαδοπούλου");
    }

    @Test
    void everyNaughtyStringComesInAsItIsOrIsAnErrorOfItsRow() throws IOException {
        Officer protocol = officers.protocol("bad-naughty");
        List<String> strings = new ArrayList<>(List.of(JsonMapper.shared()
                .readValue(Files.readString(SampleFiles.shared("hostile-strings/blns.json")), String[].class)));
        strings.addAll(Files.readAllLines(SampleFiles.shared("hostile-strings/csv_formula_injection.txt")));
        StringBuilder csv = new StringBuilder("list no,family name,notes\n");
        for (int i = 0; i < strings.size(); i++) {
            String cell = "\"" + strings.get(i).replace("\"", "\"\"") + "\"";
            csv.append(i).append(',').append(cell).append(',').append(cell).append('\n');
        }
        ImportId id = importing().checked(protocol, ImportSubject.CONTACTS, bytes(csv.toString()), false);
        ImportView view = importing().view(protocol, id);
        assertThat(view.settings().columns()).extracting("field").contains(ImportField.FAMILY_NAME);
        as(protocol, () -> {
            imports.decideAll(id, imports.get(id).version(), RowDecision.CREATE);
            return imports.apply(id, imports.get(id).version());
        });
        importing().await(protocol, id, ImportState.APPLIED);

        Map<RowState, Long> states = importing().view(protocol, id).states();
        long errors = states.getOrDefault(RowState.FAILED, 0L);
        long blank = strings.stream().filter(String::isBlank).count();
        long skipped = states.getOrDefault(RowState.SKIPPED, 0L);
        assertThat(states.getOrDefault(RowState.APPLIED, 0L) + errors + skipped).isEqualTo(strings.size());
        long distinct =
                strings.stream().map(BadFilesIntegrationTests::plain).distinct().count();
        assertThat(skipped)
                .as("rows that say again what an earlier one says")
                .isLessThanOrEqualTo(strings.size() - distinct);
        assertThat(errors)
                .as("%s", failed(protocol, id))
                .isLessThan(strings.size() / 10)
                .isGreaterThanOrEqualTo(blank);
        Set<String> expected = new HashSet<>();
        strings.forEach(string -> expected.add(plain(string)));
        assertThat(names(protocol)).isNotEmpty().allSatisfy(name -> assertThat(expected)
                .contains(name));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .strip();
    }

    // ---- acting

    private Importing importing() {
        return new Importing(imports, access);
    }

    private List<String> failed(Officer officer, ImportId id) {
        return as(officer, () -> imports.rows(id, null, RowState.FAILED, Paging.first(100))).items().stream()
                .map((ImportRow row) -> row.number() + " " + row.problems())
                .toList();
    }

    private List<String> names(Officer officer) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            Paging paging = new Paging(cursor, 100);
            Slice<ContactSummary> slice = as(officer, () -> contacts.list(ContactQuery.ALL, paging));
            as(
                            officer,
                            () -> contacts.getAll(slice.items().stream()
                                    .map(ContactSummary::id)
                                    .toList()))
                    .stream()
                    .map(ContactView::details)
                    .forEach(details -> names.add(details.displayName()));
            cursor = slice.next();
        } while (cursor != null);
        return names;
    }

    /** The key of the text that refuses the upload. */
    private String refusal(Officer officer, InputStream content) {
        return refusal(officer, "the file", content);
    }

    private String refusal(Officer officer, String what, InputStream content) {
        List<String> keys = new ArrayList<>();
        assertThatThrownBy(() -> as(officer, () -> {
                    try {
                        return imports.upload(ImportSubject.CONTACTS, "people.csv", content);
                    } catch (IOException broken) {
                        throw new IllegalStateException(broken);
                    }
                }))
                .as(what)
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> refused.violations()
                        .forEach(violation -> keys.add(violation.key())));
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] zip(String... names) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String name : names) {
            parts.put(name, "x");
        }
        return Files.readAllBytes(SampleFiles.zip(folder, parts));
    }

    /** One line that ends only with the stream. */
    private static final class Endless extends InputStream {

        private final long size;
        private long read;

        Endless(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            return read++ < size ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (read >= size) {
                return -1;
            }
            Arrays.fill(buffer, offset, offset + count, (byte) 'x');
            read += count;
            return count;
        }
    }
}
