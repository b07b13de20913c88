package org.shanyraq.crm.mail.internal;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.IncomingCalendar;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * Finds the calendar texts of a mail, in its body or attached, that may be answers. Mails within the mail are not looked into: what
 * somebody passes on is not their answer.
 */
final class CalendarMail {

    private static final int DEEPEST = 10;
    private static final int MOST_PARTS = 100;
    private static final int MOST_TEXTS = 5;

    /** Of a longer text so much is read as shows that it is too long. */
    private static final int LONGEST = 256 * 1024 + 1;

    private static final Set<String> ANSWERS = Set.of("REPLY", "COUNTER");

    private final List<byte[]> texts = new ArrayList<>();
    private boolean answers;
    private int parts;

    private CalendarMail() {}

    /**
     * Empty for a mail without any, and for one that tells what became of another.
     *
     * @throws MessagingException when it cannot be made sense of
     */
    static Optional<IncomingCalendar> in(MimeMessage message, Instant now) throws MessagingException, IOException {
        if (message.isMimeType("multipart/report")) {
            return Optional.empty();
        }
        CalendarMail found = new CalendarMail();
        found.take(message, 0);
        return found.texts.isEmpty()
                ? Optional.empty()
                : Optional.of(new IncomingCalendar(
                        sender(message), arrivedAt(message, now), isAutomatic(message), found.answers, found.texts));
    }

    private void take(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            throw new MessagingException("too many parts within parts");
        }
        if (part.isMimeType("multipart/*")) {
            Multipart several = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart each = several.getBodyPart(i);
                take(each, depth + 1);
            }
        } else if (texts.size() < MOST_TEXTS && isCalendar(part)) {
            ContentType type = type(part);
            String method = type == null ? null : type.getParameter("method");
            if (method == null || ANSWERS.contains(method.strip().toUpperCase(Locale.ROOT))) {
                byte[] text = text(part, type);
                if (texts.stream().noneMatch(other -> Arrays.equals(other, text))) {
                    texts.add(text);
                }
                answers |= method != null;
            }
        }
    }

    private static boolean isCalendar(Part part) throws MessagingException {
        if (part.isMimeType("text/calendar") || part.isMimeType("application/ics")) {
            return true;
        }
        String name;
        try {
            name = part.getFileName();
        } catch (MessagingException unreadable) {
            return false;
        }
        return name != null
                && name.strip().toLowerCase(Locale.ROOT).endsWith(".ics")
                && (part.isMimeType("application/octet-stream") || part.isMimeType("text/plain"));
    }

    private static @Nullable ContentType type(Part part) {
        try {
            String written = part.getContentType();
            return written == null ? null : new ContentType(written);
        } catch (MessagingException malformed) {
            return null;
        }
    }

    /** In UTF-8, whatever it came in. */
    private static byte[] text(Part part, @Nullable ContentType type) throws MessagingException, IOException {
        byte[] came;
        try (InputStream in = part.getInputStream()) {
            came = in.readNBytes(LONGEST);
        }
        Charset charset = charset(type == null ? null : type.getParameter("charset"));
        return charset.equals(StandardCharsets.UTF_8)
                ? came
                : new String(came, charset).getBytes(StandardCharsets.UTF_8);
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static @Nullable String sender(MimeMessage message) {
        try {
            Address[] from = message.getFrom();
            String only = from != null && from.length == 1 && from[0] instanceof InternetAddress one
                    ? one.getAddress()
                    : null;
            return only == null ? null : MailAddress.of(only).key();
        } catch (MessagingException | InvalidInputException none) {
            return null;
        }
    }

    /** As the server of the mailbox wrote it above all others; now, when it did not, or is ahead. */
    private static Instant arrivedAt(MimeMessage message, Instant now) throws MessagingException {
        String[] stations = message.getHeader("Received");
        if (stations == null) {
            return now;
        }
        String written = stations[0]
                .substring(stations[0].lastIndexOf(';') + 1)
                .replaceAll("\\([^()]*\\)", "")
                .replaceAll("\\s+", " ")
                .strip();
        try {
            Instant received = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(written));
            return received.isAfter(now) ? now : received;
        } catch (DateTimeException unreadable) {
            return now;
        }
    }

    /** Not what a calendar sends by itself when its owner answered: that is generated too, but replies to nothing (RFC 3834). */
    private static boolean isAutomatic(MimeMessage message) throws MessagingException {
        String[] said = message.getHeader("Auto-Submitted");
        return said != null
                && Arrays.stream(said)
                        .anyMatch(each -> each.strip().toLowerCase(Locale.ROOT).startsWith("auto-replied"));
    }
}
