package org.shanyraq.crm.exchange.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.shanyraq.crm.shared.InvalidInputException;

/** What a file is, by what it holds and never by its name. */
enum FileKind {
    TEXT,
    WORKBOOK;

    private static final int HEAD = 4096;

    /** @throws InvalidInputException when it is neither, with a text that says what to do */
    static FileKind of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw refused("empty");
        }
        if (starts(head, 'P', 'K', 3, 4)) {
            XlsxFile.examine(file);
            return WORKBOOK;
        }
        if (starts(head, 'P', 'K', 5, 6) || starts(head, 'P', 'K', 7, 8)) {
            throw refused("zip");
        }
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw refused("old-excel");
        }
        if (starts(head, '%', 'P', 'D', 'F')) {
            throw refused("pdf");
        }
        if (starts(head, 0x89, 'P', 'N', 'G')
                || starts(head, 0xFF, 0xD8, 0xFF)
                || starts(head, 'G', 'I', 'F', '8')
                || starts(head, 'R', 'I', 'F', 'F')) {
            throw refused("image");
        }
        if (starts(head, 0x1F, 0x8B) || starts(head, 'R', 'a', 'r', '!') || starts(head, '7', 'z', 0xBC, 0xAF)) {
            throw refused("zip");
        }
        if (starts(head, '{', '\\', 'r', 't', 'f')) {
            throw refused("document");
        }
        String text = asText(head);
        if (text.startsWith("<!doctype")
                || text.startsWith("<html")
                || text.startsWith("<table")
                || text.startsWith("<?xml")
                || text.startsWith("<svg")) {
            throw refused("html");
        }
        if (text.startsWith("begin:vcard") || text.startsWith("begin:vcalendar")) {
            throw refused("vcard");
        }
        if (!EncodingGuess.looksLikeText(head)) {
            throw refused("binary");
        }
        if (text.isEmpty()) {
            throw refused("empty");
        }
        return TEXT;
    }

    static InvalidInputException refused(String what) {
        return InvalidInputException.of("file", "crm.exchange.file.is-" + what);
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

    private static String asText(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).replace("\0", "");
        text = text.replaceFirst("^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)", "");
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
