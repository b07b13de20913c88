package org.shanyraq.crm.exchange.internal;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * A workbook (ISO/IEC 29500 SpreadsheetML), opened with limits on everything that is read of it. Document type definitions
 * and external targets are refused, formulas are never computed.
 */
final class XlsxFile implements Closeable {

    private final ZipFile zip;
    private final List<Sheet> sheets;
    private final boolean from1904;
    private final Map<String, String> targetsByType;

    /** One sheet of cells. */
    record Sheet(String name, String part, boolean hidden) {}

    private XlsxFile(ZipFile zip, List<Sheet> sheets, boolean from1904, Map<String, String> targetsByType) {
        this.zip = zip;
        this.sheets = List.copyOf(sheets);
        this.from1904 = from1904;
        this.targetsByType = targetsByType;
    }

    /**
     * Finds out whether the file is a workbook that does no harm, by unpacking it once.
     *
     * @throws InvalidInputException when it is not
     */
    static void examine(Path file) throws IOException {
        try (ZipFile zip = zip(file)) {
            Set<String> names = new HashSet<>();
            Enumeration<? extends ZipEntry> entries = zip.entries();
            if (zip.size() > Limits.ENTRIES) {
                throw bomb();
            }
            long declared = 0;
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!names.add(entry.getName())) {
                    throw bomb();
                }
                declared += Math.max(0, entry.getSize());
            }
            refuseOtherKinds(names);
            long packed = Files.size(file);
            if (isBomb(declared, packed)) {
                throw bomb();
            }
            byte[] buffer = new byte[65_536];
            long unpacked = 0;
            for (String name : names) {
                ZipEntry entry = zip.getEntry(name);
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        unpacked += read;
                        if (isBomb(unpacked, packed)) {
                            throw bomb();
                        }
                    }
                }
            }
        } catch (ZipException damaged) {
            throw FileKind.refused("damaged-workbook");
        }
        try (XlsxFile workbook = open(file)) {
            if (workbook.sheets().isEmpty()) {
                throw FileKind.refused("damaged-workbook");
            }
        }
    }

    private static void refuseOtherKinds(Set<String> names) {
        if (names.contains("xl/workbook.bin")) {
            throw FileKind.refused("binary-workbook");
        }
        if (names.contains("word/document.xml") || names.contains("ppt/presentation.xml")) {
            throw FileKind.refused("document");
        }
        if (names.contains("mimetype") && names.contains("content.xml")) {
            throw FileKind.refused("open-document");
        }
        if (!names.contains("[Content_Types].xml") || !names.contains("_rels/.rels")) {
            throw FileKind.refused("zip");
        }
    }

    private static boolean isBomb(long unpacked, long packed) {
        return unpacked > Limits.UNPACKED
                || (unpacked > Limits.UNPACKED_HARMLESS && unpacked / Math.max(1, packed) > Limits.RATIO);
    }

    private static InvalidInputException bomb() {
        return InvalidInputException.of("file", "crm.exchange.file.is-bomb", Limits.UNPACKED / 1024 / 1024);
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw FileKind.refused("damaged-workbook");
        }
    }

    static XlsxFile open(Path file) throws IOException {
        ZipFile zip = zip(file);
        try {
            Map<String, String> roots = new HashMap<>();
            relationships(zip, "_rels/.rels", "")
                    .forEach(relation -> roots.putIfAbsent(relation.type(), relation.target()));
            String workbook = roots.get("officeDocument");
            if (workbook == null || zip.getEntry(workbook) == null) {
                throw FileKind.refused("zip");
            }
            String folder = workbook.substring(0, workbook.lastIndexOf('/') + 1);
            String fileName = workbook.substring(folder.length());
            Map<String, String> sheetParts = new HashMap<>();
            Map<String, String> byType = new HashMap<>();
            for (Relation relation : relationships(zip, folder + "_rels/" + fileName + ".rels", folder)) {
                if (relation.type().equals("worksheet")) {
                    sheetParts.put(relation.id(), relation.target());
                }
                byType.putIfAbsent(relation.type(), relation.target());
            }
            List<Sheet> sheets = new ArrayList<>();
            boolean from1904 = false;
            try (Xml xml = xml(zip, workbook)) {
                while (xml.next()) {
                    if (xml.starts("workbookPr")) {
                        String value = xml.attribute("date1904");
                        from1904 = "1".equals(value) || "true".equals(value);
                    } else if (xml.starts("sheet")) {
                        String part = sheetParts.get(String.valueOf(xml.attribute("id")));
                        String name = xml.attribute("name");
                        if (part != null && name != null && sheets.size() < 200) {
                            String state = xml.attribute("state");
                            sheets.add(new Sheet(name, part, state != null && !state.equals("visible")));
                        }
                    }
                }
            }
            return new XlsxFile(zip, sheets, from1904, byType);
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    boolean from1904() {
        return from1904;
    }

    /** Index of the first sheet that is not hidden. */
    int firstVisible() {
        for (int i = 0; i < sheets.size(); i++) {
            if (!sheets.get(i).hidden()) {
                return i;
            }
        }
        return 0;
    }

    /** The texts that cells refer to by number. */
    List<String> sharedStrings() throws IOException {
        String part = targetsByType.get("sharedStrings");
        if (part == null || zip.getEntry(part) == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        long characters = 0;
        try (Xml xml = xml(zip, part)) {
            while (xml.next()) {
                if (xml.starts("si")) {
                    String text = xml.richText("si");
                    characters += text.length();
                    if (strings.size() >= Limits.SHARED_STRINGS || characters > Limits.SHARED_CHARACTERS) {
                        throw InvalidInputException.of(
                                "file", "crm.exchange.file.too-many-strings", Limits.SHARED_STRINGS);
                    }
                    strings.add(text);
                }
            }
        }
        return strings;
    }

    /** For each cell style, the code of its number format, as far as it matters here: empty for "general". */
    List<String> numberFormats() throws IOException {
        String part = targetsByType.get("styles");
        if (part == null || zip.getEntry(part) == null) {
            return List.of();
        }
        Map<String, String> own = new HashMap<>();
        List<String> formats = new ArrayList<>();
        boolean inCellStyles = false;
        try (Xml xml = xml(zip, part)) {
            while (xml.next()) {
                if (xml.starts("numFmt")) {
                    String id = xml.attribute("numFmtId");
                    String code = xml.attribute("formatCode");
                    if (id != null && code != null && own.size() < 5_000) {
                        own.put(id, code);
                    }
                } else if (xml.starts("cellXfs")) {
                    inCellStyles = true;
                } else if (xml.ends("cellXfs")) {
                    inCellStyles = false;
                } else if (inCellStyles && xml.starts("xf") && formats.size() < 70_000) {
                    String id = xml.attribute("numFmtId");
                    String code = id == null ? null : own.get(id);
                    formats.add(code != null ? code : NumberFormats.builtIn(id));
                }
            }
        }
        return formats;
    }

    Xml openSheet(int index) throws IOException {
        if (index < 0 || index >= sheets.size()) {
            throw InvalidInputException.of("sheet", "crm.exchange.settings.no-such-sheet");
        }
        return xml(zip, sheets.get(index).part());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private record Relation(String id, String type, String target) {}

    private static List<Relation> relationships(ZipFile zip, String part, String folder) throws IOException {
        List<Relation> relations = new ArrayList<>();
        if (zip.getEntry(part) == null) {
            return relations;
        }
        try (Xml xml = xml(zip, part)) {
            while (xml.next()) {
                if (!xml.starts("Relationship") || "External".equals(xml.attribute("TargetMode"))) {
                    continue;
                }
                String id = xml.attribute("Id");
                String type = xml.attribute("Type");
                String target = xml.attribute("Target");
                if (id != null && type != null && target != null && relations.size() < 5_000) {
                    relations.add(
                            new Relation(id, type.substring(type.lastIndexOf('/') + 1), resolved(folder, target)));
                }
            }
        }
        return relations;
    }

    private static String resolved(String folder, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        String path = folder + target;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        return path.replaceAll("[^/]+/\\.\\./", "");
    }

    private static Xml xml(ZipFile zip, String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            throw FileKind.refused("damaged-workbook");
        }
        return new Xml(new Bounded(zip.getInputStream(entry)));
    }

    /** Stops unpacking at the limit. */
    private static final class Bounded extends FilterInputStream {

        private long left = Limits.UNPACKED;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            spend(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            int read = super.read(buffer, offset, count);
            spend(Math.max(0, read));
            return read;
        }

        private void spend(long bytes) {
            left -= bytes;
            if (left < 0) {
                throw bomb();
            }
        }
    }

    /** A part of the workbook, read element by element. */
    static final class Xml implements Closeable {

        private static final XMLInputFactory FACTORY = factory();

        private final InputStream in;
        private final XMLStreamReader reader;

        private Xml(InputStream in) throws IOException {
            this.in = in;
            try {
                this.reader = FACTORY.createXMLStreamReader(in);
            } catch (XMLStreamException damaged) {
                in.close();
                throw FileKind.refused("damaged-workbook");
            }
        }

        private static XMLInputFactory factory() {
            // The one of the JDK, whatever else is on the class path: its limits are known.
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
            factory.setProperty(XMLInputFactory.IS_COALESCING, false);
            factory.setXMLResolver((publicId, systemId, base, namespace) -> {
                throw new XMLStreamException("external entities are not read");
            });
            return factory;
        }

        boolean next() {
            try {
                while (reader.hasNext()) {
                    int event = reader.next();
                    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                        throw FileKind.refused("xml-with-dtd");
                    }
                    if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                        return true;
                    }
                }
                return false;
            } catch (XMLStreamException damaged) {
                throw FileKind.refused("damaged-workbook");
            }
        }

        boolean starts(String name) {
            return reader.getEventType() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(name);
        }

        boolean ends(String name) {
            return reader.getEventType() == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals(name);
        }

        @Nullable
        String attribute(String name) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals(name)) {
                    return reader.getAttributeValue(i);
                }
            }
            return null;
        }

        /** The characters up to the end of this element, its children left out. */
        String text(String element) {
            StringBuilder text = new StringBuilder();
            try {
                while (reader.hasNext()) {
                    int event = reader.next();
                    if (event == XMLStreamConstants.CHARACTERS
                            || event == XMLStreamConstants.CDATA
                            || event == XMLStreamConstants.SPACE) {
                        append(text, reader.getText());
                    } else if (event == XMLStreamConstants.END_ELEMENT
                            && reader.getLocalName().equals(element)) {
                        return text.toString();
                    } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                        throw FileKind.refused("xml-with-dtd");
                    }
                }
            } catch (XMLStreamException damaged) {
                throw FileKind.refused("damaged-workbook");
            }
            throw FileKind.refused("damaged-workbook");
        }

        /** The texts ({@code t}) within this element, without pronunciation hints. */
        String richText(String element) {
            StringBuilder text = new StringBuilder();
            boolean hint = false;
            while (next()) {
                if (ends(element)) {
                    return unescaped(text.toString());
                } else if (starts("rPh")) {
                    hint = true;
                } else if (ends("rPh")) {
                    hint = false;
                } else if (starts("t")) {
                    String run = text("t");
                    if (!hint) {
                        append(text, run);
                    }
                }
            }
            throw FileKind.refused("damaged-workbook");
        }

        /** Keeps one character more than a cell may have, so that the excess is seen and costs nothing. */
        private static void append(StringBuilder text, String more) {
            int room = Limits.CELL + 1 - text.length();
            text.append(more, 0, Math.min(Math.max(0, room), more.length()));
        }

        /** {@code _x000D_} stands for a character that XML cannot hold. */
        private static String unescaped(String text) {
            if (!text.contains("_x")) {
                return text;
            }
            StringBuilder plain = new StringBuilder(text.length());
            int i = 0;
            while (i < text.length()) {
                if (text.startsWith("_x", i)
                        && i + 7 <= text.length()
                        && text.charAt(i + 6) == '_'
                        && text.substring(i + 2, i + 6).matches("[0-9A-Fa-f]{4}")) {
                    char c = (char) Integer.parseInt(text.substring(i + 2, i + 6), 16);
                    plain.append(c == '\r' ? "" : String.valueOf(c));
                    i += 7;
                } else {
                    plain.append(text.charAt(i++));
                }
            }
            return plain.toString();
        }

        @Override
        public void close() throws IOException {
            try {
                reader.close();
            } catch (XMLStreamException ignored) {
                // Nothing hangs on the reader but the stream, which is closed next.
            } finally {
                in.close();
            }
        }
    }
}
