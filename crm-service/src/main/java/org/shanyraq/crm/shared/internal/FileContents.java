package org.shanyraq.crm.shared.internal;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * What an attached file is, by what it holds and never by its name. Tika tells that by the first bytes; what they do not tell is found out
 * here: which document a ZIP file is, by the names of its parts and the one that lists them, whether MPEG-4 holds sound alone, and whether a
 * file is text to its end. Nothing is unpacked beyond that one part, and no image is decoded: Tika's parsers are not there. Markup is refused
 * before Tika looks for its first element; where it still looks, since something like it comes later, its parser fetches nothing.
 */
public final class FileContents {

    /** Read once, when the first file is attached; any number of threads may ask them. */
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    private static final Map<MediaType, AttachmentType> KNOWN = Map.of(
            MediaType.application("pdf"), AttachmentType.PDF,
            MediaType.image("png"), AttachmentType.PNG,
            MediaType.image("jpeg"), AttachmentType.JPEG,
            MediaType.image("gif"), AttachmentType.GIF,
            MediaType.image("webp"), AttachmentType.WEBP,
            MediaType.image("heif"), AttachmentType.HEIC,
            MediaType.audio("mpeg"), AttachmentType.MP3,
            MediaType.audio("mp4"), AttachmentType.M4A,
            MediaType.audio("ogg"), AttachmentType.OGG,
            MediaType.audio("vnd.wave"), AttachmentType.WAV);

    /** What stands before the kind of a track of MPEG-4: the name of the box, its version and flags, and four bytes for nothing. */
    private static final String HANDLER = "hdlr\0\0\0\0\0\0\0\0";

    private static final Map<MediaType, String> REFUSED = Map.ofEntries(
            Map.entry(MediaType.TEXT_HTML, "web-page"),
            Map.entry(MediaType.APPLICATION_XML, "web-page"),
            Map.entry(MediaType.application("x-tika-msoffice"), "old-office"),
            Map.entry(MediaType.application("rtf"), "old-office"),
            Map.entry(MediaType.application("x-matroska"), "video"),
            Map.entry(MediaType.application("gzip"), "archive"),
            Map.entry(MediaType.application("x-7z-compressed"), "archive"),
            Map.entry(MediaType.application("x-bzip"), "archive"),
            Map.entry(MediaType.application("x-rar-compressed"), "archive"),
            Map.entry(MediaType.application("x-tar"), "archive"),
            Map.entry(MediaType.application("x-xz"), "archive"));

    /**
     * A tag, a declaration, a comment or a program at the very beginning, in UTF-8, a character set of single bytes, or UTF-16 and UTF-32
     * with their zeros; but not {@code <<}, which stands for a quotation mark.
     */
    private static final Pattern MARKUP =
            Pattern.compile("(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)?(\\s*<|[\\s\\x00]*<\\x00+)[a-zA-Z!?%/]");

    /** So many parts a packed document may have. */
    private static final int MOST_PARTS = 10_000;

    /** So many bytes the part that lists the others may have. */
    private static final int LONGEST_LISTING = 2 * 1024 * 1024;

    /** So many bytes stand at the end of a ZIP file, without what is noted there. */
    private static final int END_OF_ZIP = 22;

    /** What the listing calls a document with macros, and a part that holds them. */
    private static final Pattern MACRO_TYPE =
            Pattern.compile("macroenabled|vbaproject|macrosheet", Pattern.CASE_INSENSITIVE);

    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

    private static final Map<String, AttachmentType> MAIN_PARTS = Map.of(
            OPEN_XML + "wordprocessingml.document.main+xml", AttachmentType.DOCX,
            OPEN_XML + "presentationml.presentation.main+xml", AttachmentType.PPTX,
            OPEN_XML + "spreadsheetml.sheet.main+xml", AttachmentType.XLSX);

    private static final Map<String, AttachmentType> OPEN_DOCUMENT = Map.of(
            AttachmentType.ODT.mediaType(), AttachmentType.ODT,
            AttachmentType.ODP.mediaType(), AttachmentType.ODP,
            AttachmentType.ODS.mediaType(), AttachmentType.ODS);

    private FileContents() {}

    /** @throws InvalidInputException when it is nothing that may be attached, with a text that says what to do */
    public static AttachmentType type(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(TYPES.getMinLength());
        }
        if (head.length == 0) {
            throw refused("empty");
        }
        if (MARKUP.matcher(new String(head, StandardCharsets.ISO_8859_1)).lookingAt()) {
            throw refused("web-page");
        }
        MediaType found = TYPES.detect(new ByteArrayInputStream(head), new Metadata());
        AttachmentType type = nearest(KNOWN, found);
        if (type != null) {
            return type;
        }
        if (is(found, MediaType.APPLICATION_ZIP)) {
            return packed(file);
        }
        boolean film = found.getType().equals("video");
        if (film && isSound(file)) {
            return AttachmentType.M4A;
        }
        String reason = film ? "video" : nearest(REFUSED, found);
        if (reason != null) {
            throw refused(reason);
        }
        // To Tika only what is nearly all ASCII or UTF-8 is text.
        if ((is(found, MediaType.TEXT_PLAIN) || found.equals(MediaType.OCTET_STREAM)) && isText(file, head)) {
            return AttachmentType.TEXT;
        }
        throw refused("other");
    }

    private static boolean is(MediaType found, MediaType kind) {
        return TYPES.getMediaTypeRegistry().isInstanceOf(found, kind);
    }

    /** What is said of the type itself, else of the nearest one that it is a kind of. */
    private static <T> @Nullable T nearest(Map<MediaType, T> said, MediaType found) {
        for (MediaType kind = found;
                kind != null;
                kind = TYPES.getMediaTypeRegistry().getSupertype(kind)) {
            T of = said.get(kind);
            if (of != null) {
                return of;
            }
        }
        return null;
    }

    private static AttachmentType packed(Path file) throws IOException {
        requireFewParts(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw refused("damaged");
            }
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                    throw refused("damaged");
                }
            }
            AttachmentType open = OPEN_DOCUMENT.get(text(zip, "mimetype").strip());
            AttachmentType openXml = openXml(text(zip, "[Content_Types].xml"));
            if (open != null && openXml != null) {
                // Two documents in one: which of them is opened depends on the program.
                throw refused("damaged");
            }
            AttachmentType type = open == null ? openXml : open;
            if (type == null) {
                throw refused("archive");
            }
            if (names.stream().anyMatch(FileContents::isMacro)) {
                throw refused("macros");
            }
            return type;
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw refused("damaged");
        }
    }

    /**
     * Opening a ZIP file loads the list of its parts, so how long that is, is looked at before: at each place behind which it may be told,
     * since any of them may be believed.
     */
    private static void requireFewParts(Path file) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(whole.length(), END_OF_ZIP + 65_535)];
            whole.seek(whole.length() - tail.length);
            whole.readFully(tail);
            ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = tail.length - END_OF_ZIP; at >= 0; at--) {
                boolean tooMany = end.getInt(at) == 0x06054b50
                        && (Short.toUnsignedInt(end.getShort(at + 10)) > MOST_PARTS
                                || Integer.toUnsignedLong(end.getInt(at + 12)) > LONGEST_LISTING);
                if (tooMany) {
                    throw refused("damaged");
                }
            }
        }
    }

    /** Reads the listing as the text that every program writes there: what would make an XML parser read something else is refused. */
    private static @Nullable AttachmentType openXml(String listing) {
        if (MACRO_TYPE.matcher(listing).find()) {
            throw refused("macros");
        }
        if (listing.contains("<!") || listing.contains("&#")) {
            throw refused("damaged");
        }
        return MAIN_PARTS.entrySet().stream()
                .filter(main -> listing.contains("\"" + main.getKey() + "\""))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean isMacro(String part) {
        return part.endsWith("vbaproject.bin") || part.startsWith("basic/") || part.startsWith("scripts/");
    }

    /** The text of that part; empty when there is none. */
    private static String text(ZipFile zip, String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null || entry.isDirectory()) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(LONGEST_LISTING + 1);
            if (content.length > LONGEST_LISTING) {
                throw refused("damaged");
            }
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** Whether MPEG-4 has a track of sound and none of pictures: telephones call a recording of a voice by the name of a film. */
    private static boolean isSound(Path file) throws IOException {
        boolean sound = false;
        byte[] content = new byte[1 << 16];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(content, 0, content.length);
                    read > 0;
                    read = in.readNBytes(content, kept, content.length - kept)) {
                String text = new String(content, 0, kept + read, StandardCharsets.ISO_8859_1);
                if (text.contains(HANDLER + "vide")) {
                    return false;
                }
                sound |= text.contains(HANDLER + "soun");
                // A mark may lie across the border.
                kept = Math.min(HANDLER.length() + 3, kept + read);
                System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), text.length() - kept, content, 0, kept);
            }
        }
        return sound;
    }

    /** Whether there is no control character in the whole file, in UTF-16 if it says that it is that, else in whatever character set. */
    private static boolean isText(Path file, byte[] head) throws IOException {
        boolean wide = head.length > 1 && (head[0] & head[1] & 0xFE) == 0xFE && head[0] != head[1];
        Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
        try (Reader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if ((c < ' ' && "\t\n\r\f".indexOf(c) < 0) || c == 0x7F || c == '\uFFFD') {
                    return false;
                }
            }
        }
        return true;
    }

    private static InvalidInputException refused(String what) {
        return InvalidInputException.of("file", "crm.dialogue.file.is-" + what);
    }
}
