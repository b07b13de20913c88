package org.shanyraq.crm.shared;

import java.util.List;
import java.util.Locale;

/**
 * What an attached file may be: what speeches, presentations, programmes and recordings come in. Left out is what a double click may
 * run or what may hold programs that cannot be seen here: web pages, SVG, archives, macros, and documents of the old Office, with
 * which protected ones go. Videos belong where they are watched: a link says where.
 */
public enum AttachmentType {
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    /** Plain text of whatever sort, comma-separated values among it. */
    TEXT("text/plain", "txt", "csv", "tsv", "md", "srt", "log"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    HEIC("image/heic", "heic", "heif"),
    MP3("audio/mpeg", "mp3"),
    M4A("audio/mp4", "m4a"),
    OGG("audio/ogg", "ogg", "oga", "opus"),
    WAV("audio/wav", "wav");

    private final String mediaType;
    private final List<String> endings;

    AttachmentType(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    /** As it is served. */
    public String mediaType() {
        return mediaType;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The endings that names of such files have, in lower case, the usual one first. */
    public List<String> endings() {
        return endings;
    }

    /** The name under which such a file is saved: as it is when it ends like one, else with the usual ending behind it. */
    public String named(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(ending -> lower.endsWith("." + ending))
                ? fileName
                : fileName + "." + endings.get(0);
    }
}
