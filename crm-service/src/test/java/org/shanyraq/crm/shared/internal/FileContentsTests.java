package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.testing.Papers;

/** Threats F1, F2 and F6: what a file is, its content says. */
class FileContentsTests {

    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
    private static final String WORD = OPEN_XML + "wordprocessingml.document.main+xml";
    private static final byte[] HTML = Papers.text("<html><script>alert(1)</script>");
    private static final byte[] PNG = Papers.bytes(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0);
    private static final byte[] JPEG = Papers.bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16);
    private static final byte[] MATROSKA = Papers.bytes(0x1A, 0x45, 0xDF, 0xA3);

    @TempDir
    private Path folder;

    @Test
    void everyTypeIsKnownByItsContent() throws IOException {
        Map<AttachmentType, List<byte[]>> known = new LinkedHashMap<>();
        known.put(
                AttachmentType.PDF,
                List.of(
                        Papers.pdf(5_000),
                        Papers.text("%PDF-1.4\n<html><script>alert(1)</script>"),
                        followed(Papers.pdf(500), Papers.zip("a.exe", "MZ"))));
        known.put(AttachmentType.DOCX, List.of(Papers.office(WORD, "word/embeddings/table.xlsx"), listedLast()));
        known.put(AttachmentType.PPTX, List.of(Papers.office(OPEN_XML + "presentationml.presentation.main+xml")));
        known.put(AttachmentType.XLSX, List.of(Papers.office(OPEN_XML + "spreadsheetml.sheet.main+xml")));
        known.put(AttachmentType.ODT, List.of(Papers.openDocument(AttachmentType.ODT.mediaType(), "content.xml")));
        known.put(AttachmentType.ODP, List.of(Papers.openDocument(AttachmentType.ODP.mediaType(), "content.xml")));
        known.put(AttachmentType.ODS, List.of(Papers.openDocument(AttachmentType.ODS.mediaType(), "content.xml")));
        known.put(
                AttachmentType.TEXT,
                List.of(
                        Papers.text("Құрметті қонақтар,\r\n\tdear guests"),
                        Papers.text("<<Құрметті қонақтар>>"),
                        Papers.text("Ы".repeat(100_000)),
                        "Уважаемые гости".getBytes(Charset.forName("windows-1251")),
                        "Уважаемые гости".getBytes(Charset.forName("IBM866")),
                        "Chers invités".getBytes(StandardCharsets.ISO_8859_1),
                        "Dear guests".getBytes(StandardCharsets.UTF_16),
                        "\uFEFFҚұрметті қонақтар".getBytes(StandardCharsets.UTF_16LE),
                        Papers.text("name,post\nIda,chair\n"),
                        Papers.text("1\n00:00:01,000 --> 00:00:02,000\n<i>Dear guests</i>\n"),
                        Papers.text("# Programme\n\n% <b>words</b>\n"),
                        Papers.text("From: Ida\nSubject: Programme\n\nDear guests"),
                        Papers.text("@echo off\r\nformat c:"),
                        Papers.text("#!/bin/sh\nrm -rf /")));
        known.put(AttachmentType.PNG, List.of(PNG, followed(PNG, HTML)));
        known.put(AttachmentType.JPEG, List.of(JPEG, followed(JPEG, HTML), followed(JPEG, Papers.zip("a", "a"))));
        known.put(AttachmentType.GIF, List.of(Papers.text("GIF87a"), Papers.text("GIF89a/*<script>*/")));
        known.put(AttachmentType.WEBP, List.of(Papers.text("RIFF\0\0\0\0WEBPVP8 ")));
        known.put(AttachmentType.HEIC, List.of(media("heic"), media("heix"), media("mif1"), boxOf60()));
        known.put(AttachmentType.MP3, List.of(Papers.text("ID3\u0003\0\0"), Papers.bytes(0xFF, 0xFB, 0x90, 0)));
        known.put(
                AttachmentType.M4A,
                List.of(media("M4A "), media("M4B "), film("mp42", "soun"), film("isom", "soun", "soun")));
        known.put(AttachmentType.OGG, List.of(ogg("OpusHead"), ogg("\u0001vorbis"), ogg("Speex   ")));
        known.put(AttachmentType.WAV, List.of(Papers.text("RIFF\0\0\0\0WAVEfmt ")));
        assertThat(known).containsOnlyKeys(AttachmentType.values());
        for (Map.Entry<AttachmentType, List<byte[]>> one : known.entrySet()) {
            for (byte[] content : one.getValue()) {
                assertThat(FileContents.type(file(content))).as(shown(content)).isEqualTo(one.getKey());
            }
        }
    }

    @Test
    void whatMayNotBeAttachedIsRefusedWithAReason() throws IOException {
        Map<String, List<byte[]>> refused = new LinkedHashMap<>();
        refused.put("empty", List.of(new byte[0]));
        refused.put(
                "web-page",
                List.of(
                        Papers.text("\uFEFF  <!DOCTYPE html><p>"),
                        Papers.text("<HTML>"),
                        Papers.text("<img src=x onerror=alert(1)>"),
                        Papers.text("<svg onload='alert(1)'/>"),
                        Papers.text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
                        Papers.text("<!-- --><svg xmlns='http://www.w3.org/2000/svg'/>"),
                        Papers.text("<hta:application>"),
                        Papers.text("<?php system('id');"),
                        Papers.text("<%= 1 %>"),
                        Papers.text("\n".repeat(60_000) + "<html>"),
                        Papers.text("Dear guests\n<html><script>alert(1)</script>"),
                        followed(Papers.text("RIFF\0\0\0\0WAVEfmt "), HTML),
                        "<script>".getBytes(StandardCharsets.UTF_16),
                        " <script>".getBytes(StandardCharsets.UTF_16BE),
                        "\uFEFF\n<script>".getBytes(StandardCharsets.UTF_16LE),
                        "<script>".getBytes(StandardCharsets.UTF_16LE)));
        refused.put(
                "macros",
                List.of(
                        Papers.office("application/vnd.ms-word.document.macroEnabled.main+xml"),
                        Papers.office(WORD, "word/VBAproject.BIN"),
                        Papers.office(WORD + "\"/><Override PartName=\"/x.bin\" ContentType=\""
                                + "application/vnd.ms-office.vbaProject"),
                        Papers.office(WORD.replace("+xml", "") + "\"/><a b=\"MACROENABLED"),
                        Papers.openDocument(AttachmentType.ODT.mediaType(), "Basic/Standard/Module1.xml"),
                        Papers.openDocument(AttachmentType.ODS.mediaType(), "Scripts/python/x.py")));
        refused.put(
                "old-office",
                List.of(Papers.bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1), Papers.text("{\\rtf1\\ansi")));
        refused.put(
                "archive",
                List.of(
                        Papers.zip("a.txt", "a"),
                        Papers.zip("mimetype", "application/epub+zip"),
                        Papers.zip("META-INF/MANIFEST.MF", "Main-Class: A"),
                        Papers.zip("inner.docx", "PK\u0003\u0004[Content_Types].xml"),
                        Papers.zip("a.txt", "%PDF-1.4 <html><script>"),
                        Arrays.copyOf(Papers.bytes('P', 'K', 5, 6), 22),
                        Papers.bytes(0x1F, 0x8B, 8, 0),
                        Papers.bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
                        Papers.text("Rar!\u001A\u0007\0"),
                        Papers.text("Rar!\u001A\u0007\u0001\0"),
                        Papers.text("BZh91AY&SY"),
                        Papers.bytes(0xFD, '7', 'z', 'X', 'Z', 0),
                        tar()));
        refused.put(
                "damaged",
                List.of(
                        Arrays.copyOf(Papers.office(WORD), 200),
                        Papers.bytes('P', 'K', 5, 6, 0, 0),
                        twice("a/one.xml"),
                        twice("A/ONE.xml"),
                        crowded(),
                        endsEarly(),
                        bomb(),
                        Papers.zip(
                                "mimetype",
                                AttachmentType.ODT.mediaType(),
                                "[Content_Types].xml",
                                "<Override ContentType=\"" + WORD + "\"/>"),
                        Papers.office(WORD + "\"/><!-- -->"),
                        Papers.office(
                                WORD + "\" ContentType='application/vnd.ms-word.document.macro&#69;nabled.main+xml")));
        refused.put(
                "video",
                List.of(
                        media("isom"),
                        media("qt  "),
                        media("mp42"),
                        film("isom", "soun", "vide"),
                        film("mp42", "vide"),
                        ogg("\u0080theora"),
                        MATROSKA));
        refused.put(
                "other",
                List.of(
                        Papers.text("MZ\0\u0003"),
                        followed(Papers.text("MZ\0\u0003"), Papers.pdf(500)),
                        followed(Papers.text("MZ\0\u0003"), Papers.office(WORD)),
                        Papers.text("\u007FELF"),
                        Papers.bytes(0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52),
                        Papers.text("%!PS-Adobe-3.0"),
                        Papers.text("a\0b"),
                        Papers.text("a".repeat(200_000) + "\0"),
                        Papers.bytes(0xFF, 0xFE, 0, 0xD8, 0, 0),
                        "Dear guests".getBytes(StandardCharsets.UTF_16LE)));
        for (Map.Entry<String, List<byte[]>> one : refused.entrySet()) {
            for (byte[] content : one.getValue()) {
                Path file = file(content);
                InvalidInputException found =
                        catchThrowableOfType(InvalidInputException.class, () -> FileContents.type(file));
                assertThat(found).as(one.getKey() + ": " + shown(content)).isNotNull();
                assertThat(found.violations())
                        .as(shown(content))
                        .containsExactly(Violation.of("file", "crm.dialogue.file.is-" + one.getKey()));
            }
        }
    }

    // F2
    @Test
    void nothingThatAFileNamesIsFetched() throws IOException {
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + canary.getLocalPort() + "/";
            String document = "<?xml version='1.0' encoding='%s'?><!-- <html> --><!DOCTYPE html SYSTEM '" + address
                    + "a'[<!ENTITY % b SYSTEM '" + address + "b'>%b;<!ENTITY c SYSTEM '" + address
                    + "c'>]><html>&c;</html>";
            for (String charset : List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "UTF-32LE")) {
                byte[] content = document.replace("%s", charset).getBytes(Charset.forName(charset));
                for (String before : List.of("", "\uFEFF", "\uFEFF\uFEFF", "Dear guests <html>")) {
                    Path file = file(followed(Papers.text(before), content));
                    assertThatThrownBy(() -> FileContents.type(file))
                            .as(charset + " after " + before)
                            .isInstanceOf(InvalidInputException.class);
                }
            }
            canary.setSoTimeout(1);
            assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void filesAreToldApartAtTheSameTime() throws Exception {
        Path text = file(Papers.text("Dear guests"));
        Path page = file(Papers.text("Dear guests\n<html><p>"));
        Path office = file(Papers.office(WORD));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(() -> FileContents.type(text));
                asked.add(() -> FileContents.type(office));
                asked.add(() -> catchThrowable(() -> FileContents.type(page)).getClass());
            }
            Set<Object> answers = new HashSet<>();
            for (Future<Object> answer : threads.invokeAll(asked)) {
                answers.add(answer.get());
            }
            assertThat(answers)
                    .containsExactlyInAnyOrder(AttachmentType.TEXT, AttachmentType.DOCX, InvalidInputException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aNameEndsAsItsContentDemands() {
        assertThat(AttachmentType.PDF.named("Speech.PDF")).isEqualTo("Speech.PDF");
        assertThat(AttachmentType.JPEG.named("photo.jpeg")).isEqualTo("photo.jpeg");
        assertThat(AttachmentType.TEXT.named("run.bat")).isEqualTo("run.bat.txt");
        assertThat(AttachmentType.TEXT.named(".htaccess")).isEqualTo(".htaccess.txt");
        assertThat(AttachmentType.GIF.named("image.pHaR")).isEqualTo("image.pHaR.gif");
        assertThat(AttachmentType.PDF.named("page.pdf.html")).isEqualTo("page.pdf.html.pdf");
        assertThat(AttachmentType.PDF.named("CON")).isEqualTo("CON.pdf");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "paper", ""), content);
    }

    private static String shown(byte[] content) {
        return new String(content, 0, Math.min(40, content.length), StandardCharsets.ISO_8859_1);
    }

    private static byte[] followed(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The beginning of a file of the MPEG-4 family. */
    private static byte[] media(String brand) {
        return Papers.text("\0\0\0\u0018ftyp" + brand + "\0\0");
    }

    /** Its first box is as long as the number of the sign that tags begin with. */
    private static byte[] boxOf60() {
        return Papers.text("\0\0\0<ftypheic\0\0");
    }

    /** With tracks of those kinds, far behind the beginning. */
    private static byte[] film(String brand, String... tracks) {
        byte[] content = media(brand);
        for (String track : tracks) {
            byte[] sound = new byte[65_500];
            content = followed(followed(content, sound), Papers.text("hdlr" + "\0".repeat(8) + track));
        }
        return content;
    }

    private static byte[] ogg(String packet) {
        byte[] content = new byte[60];
        byte[] page = Papers.text("OggS");
        byte[] first = packet.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(page, 0, content, 0, page.length);
        System.arraycopy(first, 0, content, 28, first.length);
        return content;
    }

    private static byte[] tar() {
        byte[] content = new byte[512];
        byte[] mark = Papers.text("ustar\00000");
        content[0] = 'a';
        System.arraycopy(mark, 0, content, 257, mark.length);
        return content;
    }

    /** As some programs write it: what lists the parts comes behind them. */
    private static byte[] listedLast() {
        return Papers.zip(
                "word/document.xml", "<document/>", "[Content_Types].xml", "<Override ContentType=\"" + WORD + "\"/>");
    }

    /** Whoever unpacks it may see another document than whoever examined it. */
    private static byte[] twice(String name) {
        byte[] content = Papers.office(WORD, "a/one.xml", "a/two.xml");
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("a/two.xml", name);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] crowded() {
        String[] parts = new String[11_000];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = "p" + i;
        }
        return Papers.office(WORD, parts);
    }

    /** What lists the parts is packed into more bytes than are said. */
    private static byte[] endsEarly() {
        byte[] content = Papers.office(WORD);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int listed = text.indexOf("PK\u0001\u0002");
        content[listed + 20] = 9;
        content[listed + 21] = 0;
        return content;
    }

    /** A listing that is packed a thousand times smaller than it is. */
    private static byte[] bomb() {
        return Papers.office(WORD + "\"/>" + " ".repeat(50_000_000) + "<a b=\"");
    }
}
