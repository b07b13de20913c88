package org.shanyraq.crm.dialogue.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.AttachmentType;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * What an attached file is, by what it holds and never by its name. Seventeen types are told apart by their first bytes, and of packed documents by
 * the names of their parts and the one that lists them: nothing is unpacked beyond that one, no XML is parsed, no image decoded. A library of
 * detection would bring parsers for hundreds of types, of which nearly all are refused here.
 */
final class FileContents {

    private static final int HEAD = 4096;

    /** So many parts a packed document may have. */
    private static final int MOST_PARTS = 10_000;

    /** So many bytes of the part that lists the others are looked at. */
    private static final int LISTING = 512 * 1024;

    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

    private static final Map<String, AttachmentType> MAIN_PARTS = Map.of(
            OPEN_XML + "wordprocessingml.document.main+xml", AttachmentType.DOCX,
            OPEN_XML + "presentationml.presentation.main+xml", AttachmentType.PPTX,
            OPEN_XML + "spreadsheetml.sheet.main+xml", AttachmentType.XLSX);

    private static final Map<String, AttachmentType> OPEN_DOCUMENT = Map.of(
            AttachmentType.ODT.mediaType(), AttachmentType.ODT,
            AttachmentType.ODP.mediaType(), AttachmentType.ODP,
            AttachmentType.ODS.mediaType(), AttachmentType.ODS);

    private static final List<String> WEB_PAGES =
            List.of("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<%", "<!--");

    private FileContents() {}

    /** @throws InvalidInputException when it is nothing that may be attached, with a text that says what to do */
    static AttachmentType type(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw refused("empty");
        }
        if (starts(head, 'P', 'K', 3, 4)) {
            return packed(file);
        }
        AttachmentType type = byHead(head);
        if (type != null) {
            return type;
        }
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0) || starts(head, '{', '\\', 'r', 't', 'f')) {
            throw refused("old-office");
        }
        if (starts(head, 'P', 'K')
                || starts(head, 0x1F, 0x8B)
                || starts(head, 'R', 'a', 'r', '!')
                || starts(head, '7', 'z', 0xBC, 0xAF)) {
            throw refused("archive");
        }
        if (isAt(head, 4, "ftyp") || starts(head, 0x1A, 0x45, 0xDF, 0xA3)) {
            throw refused("video");
        }
        String beginning = beginning(head);
        if (WEB_PAGES.stream().anyMatch(beginning::startsWith)) {
            throw refused("web-page");
        }
        if (isText(file, head)) {
            return AttachmentType.TEXT;
        }
        throw refused("other");
    }

    private static @Nullable AttachmentType byHead(byte[] head) {
        if (isAt(head, 0, "%PDF-")) {
            return AttachmentType.PDF;
        }
        if (starts(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return AttachmentType.PNG;
        }
        if (starts(head, 0xFF, 0xD8, 0xFF)) {
            return AttachmentType.JPEG;
        }
        if (isAt(head, 0, "GIF87a") || isAt(head, 0, "GIF89a")) {
            return AttachmentType.GIF;
        }
        if (isAt(head, 0, "RIFF")) {
            return isAt(head, 8, "WEBP")
                    ? AttachmentType.WEBP
                    : isAt(head, 8, "WAVE") ? AttachmentType.WAV : null;
        }
        if (isAt(head, 4, "ftyp")) {
            if (isAt(head, 8, "M4A ") || isAt(head, 8, "M4B ")) {
                return AttachmentType.M4A;
            }
            return isAt(head, 8, "heic") || isAt(head, 8, "heix") || isAt(head, 8, "mif1") ? AttachmentType.HEIC : null;
        }
        if (isAt(head, 0, "OggS") && (isAt(head, 28, "OpusHead") || isAt(head, 29, "vorbis"))) {
            return AttachmentType.OGG;
        }
        return isAt(head, 0, "ID3") || isMp3(head) ? AttachmentType.MP3 : null;
    }

    /** Whether it begins with a frame of MPEG audio, layer III, and another one stands behind that. */
    private static boolean isMp3(byte[] head) {
        int length = frame(head, 0);
        return length > 0 && frame(head, length) > 0;
    }

    /** How long the frame at that place is; 0 when there is none. */
    private static int frame(byte[] head, int at) {
        if (at + 4 > head.length || (head[at] & 0xFF) != 0xFF || (head[at + 1] & 0xE6) != 0xE2) {
            return 0;
        }
        int version = (head[at + 1] >> 3) & 3;
        int rate = (head[at + 2] >> 4) & 15;
        int sampling = (head[at + 2] >> 2) & 3;
        if (version == 1 || rate == 0 || rate == 15 || sampling == 3) {
            return 0;
        }
        boolean first = version == 3;
        int[] rates = first
                ? new int[] {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
                : new int[] {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
        int hertz = new int[] {44_100, 48_000, 32_000}[sampling] / (first ? 1 : version == 2 ? 2 : 4);
        return (first ? 144 : 72) * rates[rate - 1] * 1000 / hertz + ((head[at + 2] >> 1) & 1);
    }

    private static AttachmentType packed(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw refused("damaged");
            }
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!names.add(entry.getName())) {
                    throw refused("damaged");
                }
            }
            AttachmentType open = OPEN_DOCUMENT.get(text(zip, "mimetype"));
            AttachmentType type = open == null ? openXml(text(zip, "[Content_Types].xml")) : open;
            if (type == null) {
                throw refused("archive");
            }
            if (names.stream().anyMatch(FileContents::isMacro)) {
                throw refused("macros");
            }
            return type;
        } catch (ZipException | IllegalArgumentException damaged) {
            throw refused("damaged");
        }
    }

    private static @Nullable AttachmentType openXml(String listing) {
        if (listing.contains("macroEnabled")) {
            throw refused("macros");
        }
        return MAIN_PARTS.entrySet().stream()
                .filter(main -> listing.contains("\"" + main.getKey() + "\""))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean isMacro(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        return name.endsWith("vbaproject.bin") || name.startsWith("basic/") || name.startsWith("scripts/");
    }

    /** The beginning of that part; empty when there is none. */
    private static String text(ZipFile zip, String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null || entry.isDirectory()) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(LISTING), StandardCharsets.UTF_8).strip();
        }
    }

    /** Whether it is text in whatever character set: no zero byte and no other control character, unless it says that it is UTF-16. */
    private static boolean isText(Path file, byte[] head) throws IOException {
        if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
            return true;
        }
        byte[] buffer = new byte[65_536];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    byte b = buffer[i];
                    if ((b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') || b == 0x7F) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The first characters, in whatever character set, in lower case. */
    private static String beginning(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .replaceFirst("^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isAt(byte[] head, int place, String letters) {
        return head.length >= place + letters.length()
                && new String(head, place, letters.length(), StandardCharsets.ISO_8859_1).equals(letters);
    }

    private static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static InvalidInputException refused(String what) {
        return InvalidInputException.of("file", "crm.dialogue.file.is-" + what);
    }
}
