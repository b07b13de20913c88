package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.dialogue.AttachmentType;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;

/** Threats F1, F2 and F6: what a file is, its content says. */
class FileContentsTests {

    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

    @TempDir
    private Path folder;

    @Test
    void everyTypeIsKnownByItsContent() throws IOException {
        Map<AttachmentType, List<byte[]>> known = new LinkedHashMap<>();
        known.put(AttachmentType.PDF, List.of(Papers.pdf(5_000), Papers.text("%PDF-1.4\n<html><script>alert(1)</script>")));
        known.put(
                AttachmentType.DOCX,
                List.of(Papers.office(OPEN_XML + "wordprocessingml.document.main+xml", "word/embeddings/table.xlsx")));
        known.put(AttachmentType.PPTX, List.of(Papers.office(OPEN_XML + "presentationml.presentation.main+xml")));
        known.put(AttachmentType.XLSX, List.of(Papers.office(OPEN_XML + "spreadsheetml.sheet.main+xml")));
        known.put(AttachmentType.ODT, List.of(Papers.openDocument(AttachmentType.ODT.mediaType(), "content.xml")));
        known.put(AttachmentType.ODP, List.of(Papers.openDocument(AttachmentType.ODP.mediaType(), "content.xml")));
        known.put(AttachmentType.ODS, List.of(Papers.openDocument(AttachmentType.ODS.mediaType(), "content.xml")));
        known.put(
                AttachmentType.TEXT,
                List.of(
                        Papers.text("Құрметті қонақтар,\r\n\tdear guests"),
                        "Уважаемые гости".getBytes("windows-1251"),
                        "Dear guests".getBytes(StandardCharsets.UTF_16),
                        Papers.text("name,post\nIda,chair\n"),
                        Papers.text("@echo off\r\nformat c:")));
        known.put(AttachmentType.PNG, List.of(Papers.bytes(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0)));
        known.put(AttachmentType.JPEG, List.of(Papers.bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16)));
        known.put(AttachmentType.GIF, List.of(Papers.text("GIF89a/*<script>*/")));
        known.put(AttachmentType.WEBP, List.of(Papers.text("RIFF\0\0\0\0WEBPVP8 ")));
        known.put(AttachmentType.HEIC, List.of(Papers.text("\0\0\0\u0018ftypheic\0\0")));
        known.put(AttachmentType.MP3, List.of(Papers.text("ID3\u0003\0\0"), frames()));
        known.put(AttachmentType.M4A, List.of(Papers.text("\0\0\0\u0018ftypM4A \0\0")));
        known.put(AttachmentType.OGG, List.of(ogg("OpusHead"), ogg("\u0001vorbis")));
        known.put(AttachmentType.WAV, List.of(Papers.text("RIFF\0\0\0\0WAVEfmt ")));
        assertThat(known).containsOnlyKeys(AttachmentType.values());
        for (Map.Entry<AttachmentType, List<byte[]>> one : known.entrySet()) {
            for (byte[] content : one.getValue()) {
                assertThat(FileContents.type(file(content)))
                        .as(new String(content, 0, Math.min(20, content.length), StandardCharsets.ISO_8859_1))
                        .isEqualTo(one.getKey());
            }
        }
    }

    @Test
    void whatMayNotBeAttachedIsRefusedWithAReason() throws IOException {
        String word = OPEN_XML + "wordprocessingml.document.main+xml";
        Map<String, List<byte[]>> refused = new LinkedHashMap<>();
        refused.put("empty", List.of(new byte[0]));
        refused.put(
                "web-page",
                List.of(
                        Papers.text("\uFEFF  <!DOCTYPE html><p>"),
                        Papers.text("<HTML>"),
                        Papers.text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
                        Papers.text("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
                        Papers.text("<?php system('id');"),
                        "<script>".getBytes(StandardCharsets.UTF_16LE)));
        refused.put(
                "macros",
                List.of(
                        Papers.office("application/vnd.ms-word.document.macroEnabled.main+xml"),
                        Papers.office(word, "word/VBAproject.BIN"),
                        Papers.openDocument(AttachmentType.ODT.mediaType(), "Basic/Standard/Module1.xml"),
                        Papers.openDocument(AttachmentType.ODS.mediaType(), "Scripts/python/x.py")));
        refused.put(
                "old-office", List.of(Papers.bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1), Papers.text("{\\rtf1\\ansi")));
        refused.put(
                "archive",
                List.of(
                        Papers.zip("a.txt", "a"),
                        Papers.zip("mimetype", "application/epub+zip"),
                        Papers.bytes('P', 'K', 5, 6, 0, 0),
                        Papers.bytes(0x1F, 0x8B, 8, 0),
                        Papers.bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
                        Papers.text("Rar!\u001A\u0007")));
        refused.put(
                "damaged",
                List.of(
                        Arrays.copyOf(Papers.office(word), 200),
                        twiceTheSameName(),
                        crowded()));
        refused.put("video", List.of(Papers.text("\0\0\0\u0018ftypisom"), Papers.bytes(0x1A, 0x45, 0xDF, 0xA3)));
        refused.put("other", List.of(Papers.text("MZ\0\u0003"), Papers.text("\u007FELF"), Papers.text("a\0b")));
        for (Map.Entry<String, List<byte[]>> one : refused.entrySet()) {
            for (byte[] content : one.getValue()) {
                Path file = file(content);
                InvalidInputException found =
                        catchThrowableOfType(InvalidInputException.class, () -> FileContents.type(file));
                assertThat(found).as(one.getKey()).isNotNull();
                assertThat(found.violations())
                        .containsExactly(Violation.of("file", "crm.dialogue.file.is-" + one.getKey()));
            }
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

    /** Two frames of 128 kbit/s and 44,100 Hz without a tag before them. */
    private static byte[] frames() {
        byte[] content = new byte[900];
        for (int at : new int[] {0, 417}) {
            content[at] = (byte) 0xFF;
            content[at + 1] = (byte) 0xFB;
            content[at + 2] = (byte) 0x90;
        }
        return content;
    }

    private static byte[] ogg(String packet) {
        byte[] content = new byte[60];
        byte[] page = Papers.text("OggS");
        byte[] first = Papers.text(packet);
        System.arraycopy(page, 0, content, 0, page.length);
        System.arraycopy(first, 0, content, 28, first.length);
        return content;
    }

    /** Whoever unpacks it may see another document than whoever examined it. */
    private static byte[] twiceTheSameName() {
        byte[] content = Papers.office(OPEN_XML + "wordprocessingml.document.main+xml", "a/one.xml", "a/two.xml");
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("a/two.xml", "a/one.xml");
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] crowded() {
        String[] parts = new String[11_000];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = "p" + i;
        }
        return Papers.office(OPEN_XML + "wordprocessingml.document.main+xml", parts);
    }
}
