package org.shanyraq.crm.mail.internal;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a mail that came back says (RFC 3464, RFC 5965, RFC 3834), read without trust: whether it is about a mail of ours is told by the
 * Message-ID alone that it returns, which nobody can guess.
 *
 * @param mark of the mail that it is about; null when it names none
 * @param summary what the server said; null for nothing
 * @param noAddress whether it says that there is no such address, see {@link NoAddress}
 */
record Notice(
        Kind kind, @Nullable MessageMark mark, @Nullable String summary, boolean noAddress) {

    /** What a notice tells. */
    enum Kind {
        /** It cannot be delivered. */
        UNDELIVERABLE("undeliverable"),
        /** It was not delivered yet, or in part. */
        DELAYED("delayed"),
        /** It arrived. */
        DELIVERED("delivered"),
        /** Its reader called it unwanted. */
        COMPLAINT("complaint"),
        /** A machine answered for its reader. */
        AUTOMATIC("automatic"),
        /** Something else, such as an answer by a person. */
        OTHER("other");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private static final int DEEPEST = 10;
    private static final int MOST_PARTS = 100;

    /** @throws MessagingException when it cannot be made sense of */
    static Notice read(MimeMessage message) throws MessagingException, IOException {
        Parts parts = new Parts();
        parts.take(message, 0);
        Optional<MessageMark> returned = parts.returned.flatMap(MessageMark::in);
        if (message.isMimeType("multipart/report")) {
            if (parts.complaint) {
                return new Notice(Kind.COMPLAINT, returned.orElse(null), null, false);
            }
            if (parts.status != null) {
                return new Notice(
                        kind(parts.status), returned.orElse(null), summary(parts.status), noAddress(parts.status));
            }
        }
        String automatic = header(message.getHeader("Auto-Submitted"));
        boolean byMachine =
                automatic != null && !automatic.toLowerCase(Locale.ROOT).startsWith("no");
        String answered = String.join(
                " ",
                String.valueOf(header(message.getHeader("In-Reply-To"))),
                String.valueOf(header(message.getHeader("References"))));
        return new Notice(
                byMachine ? Kind.AUTOMATIC : Kind.OTHER,
                MessageMark.in(answered).orElse(null),
                null,
                false);
    }

    private static @Nullable String header(String @Nullable [] values) {
        return values == null || values.length == 0 ? null : String.join(" ", values);
    }

    private static Kind kind(DeliveryStatus status) {
        int failed = 0;
        int arrived = 0;
        int recipients = status.getRecipientDSNCount();
        for (int i = 0; i < recipients; i++) {
            String action = field(status.getRecipientDSN(i), "Action").toLowerCase(Locale.ROOT);
            // Final, whatever the status is: a server that gave up after days says so with the status of its last try.
            if (action.startsWith("failed")) {
                failed++;
            } else if (action.startsWith("delivered") || action.startsWith("relayed")) {
                arrived++;
            }
        }
        if (recipients > 0 && failed == recipients) {
            return Kind.UNDELIVERABLE;
        }
        return recipients > 0 && arrived == recipients ? Kind.DELIVERED : Kind.DELAYED;
    }

    /** Of all recipients, of whom a mail of ours has one. What the server there said goes before what the one that tells made of it. */
    private static boolean noAddress(DeliveryStatus status) {
        int recipients = status.getRecipientDSNCount();
        for (int i = 0; i < recipients; i++) {
            InternetHeaders recipient = status.getRecipientDSN(i);
            String made = field(recipient, "Status");
            if (!made.startsWith("5.") || !NoAddress.isSaid(field(recipient, "Diagnostic-Code") + " " + made)) {
                return false;
            }
        }
        return recipients > 0;
    }

    private static @Nullable String summary(DeliveryStatus status) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < Math.min(status.getRecipientDSNCount(), 3); i++) {
            InternetHeaders recipient = status.getRecipientDSN(i);
            String line = (field(recipient, "Status") + " " + field(recipient, "Diagnostic-Code")).strip();
            if (!line.isEmpty()) {
                said.add(line);
            }
        }
        return said.isEmpty() ? null : String.join(" | ", said);
    }

    private static String field(InternetHeaders headers, String name) {
        String value = headers.getHeader(name, " ");
        return value == null ? "" : value.strip();
    }

    /** The parts of a mail that matter. */
    private static final class Parts {

        private @Nullable DeliveryStatus status;
        private boolean complaint;
        private Optional<String> returned = Optional.empty();
        private int taken;

        void take(Part part, int depth) throws MessagingException, IOException {
            if (depth > DEEPEST || ++taken > MOST_PARTS) {
                throw new MessagingException("too many parts within parts");
            }
            if (part.isMimeType("multipart/*")) {
                Multipart several = new MimeMultipart(part.getDataHandler().getDataSource());
                for (int i = 0; i < several.getCount(); i++) {
                    BodyPart each = several.getBodyPart(i);
                    take(each, depth + 1);
                }
            } else if (part.isMimeType("message/delivery-status") && status == null) {
                status = new DeliveryStatus(part.getInputStream());
            } else if (part.isMimeType("message/feedback-report")) {
                complaint = true;
            } else if (part.isMimeType("text/rfc822-headers")) {
                returned(new InternetHeaders(part.getInputStream()).getHeader("Message-ID"));
            } else if (part.isMimeType("message/rfc822") || part.isMimeType("message/global")) {
                returned(new MimeMessage(Session.getInstance(new Properties()), part.getInputStream())
                        .getHeader("Message-ID"));
            }
        }

        private void returned(String @Nullable [] ids) {
            if (returned.isEmpty()) {
                returned = Optional.ofNullable(header(ids));
            }
        }
    }
}
