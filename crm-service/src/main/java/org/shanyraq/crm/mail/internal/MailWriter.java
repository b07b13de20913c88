package org.shanyraq.crm.mail.internal;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.CalendarPart;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailText;

/** Makes the message of a mail: its parts, and headers that no text can add to. */
class MailWriter {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int MOST_SUBJECT = 300;

    private final MailProperties properties;
    private final Clock clock;

    MailWriter(MailProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** @param unsubscribe where the reader unsubscribes, or null */
    MimeMessage write(Session session, ClaimedMail claimed, MailText text, @Nullable URI unsubscribe)
            throws MessagingException {
        Mail mail = claimed.mail();
        Marked message = new Marked(session, claimed.mark().messageId(properties.domain()));
        if (properties.from() == null) {
            throw new IllegalStateException("nobody sends");
        }
        message.setFrom(written(new MailAddress(
                properties.from(),
                text.sender() == null ? properties.fromName() : line(text.sender(), MailAddress.MOST_NAME))));
        message.setRecipient(Message.RecipientType.TO, written(mail.to()));
        if (text.replyTo() != null) {
            message.setReplyTo(new InternetAddress[] {written(text.replyTo())});
        }
        message.setSubject(line(text.subject(), MOST_SUBJECT), UTF_8);
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(clock)));
        message.setHeader("Content-Language", mail.language());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        if (unsubscribe != null) {
            message.setHeader("List-Unsubscribe", '<' + unsubscribe.toASCIIString() + '>');
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        fill(message, text, unsubscribe);
        message.saveChanges();
        return message;
    }

    private static void fill(MimeMessage message, MailText text, @Nullable URI unsubscribe) throws MessagingException {
        String plain = linked(text.text(), unsubscribe);
        if (text.html() == null && text.calendar() == null) {
            message.setText(plain, UTF_8);
            return;
        }
        MimeMultipart alternatives = new MimeMultipart("alternative");
        MimeBodyPart plainPart = new MimeBodyPart();
        plainPart.setText(plain, UTF_8);
        alternatives.addBodyPart(plainPart);
        if (text.html() != null) {
            MimeBodyPart markup = new MimeBodyPart();
            markup.setText(MarkupPolicy.clean(linked(text.html(), unsubscribe)), UTF_8, "html");
            alternatives.addBodyPart(markup);
        }
        if (text.calendar() == null) {
            message.setContent(alternatives);
            return;
        }
        alternatives.addBodyPart(calendar(text.calendar()));
        MimeMultipart all = new MimeMultipart("mixed");
        MimeBodyPart first = new MimeBodyPart();
        first.setContent(alternatives);
        all.addBodyPart(first);
        BodyPart attached = calendar(text.calendar());
        attached.setFileName("invite.ics");
        attached.setDisposition(Part.ATTACHMENT);
        all.addBodyPart(attached);
        message.setContent(all);
    }

    private static BodyPart calendar(CalendarPart calendar) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(
                calendar.text().getBytes(StandardCharsets.UTF_8),
                "text/calendar; method=" + calendar.method().name() + "; charset=UTF-8")));
        return part;
    }

    /** The text with the address in place of its mark, or without the lines that hold the mark. */
    private static String linked(String text, @Nullable URI unsubscribe) {
        if (!text.contains(MailText.UNSUBSCRIBE_LINK)) {
            return text;
        }
        return unsubscribe == null
                ? text.lines()
                        .filter(line -> !line.contains(MailText.UNSUBSCRIBE_LINK))
                        .collect(Collectors.joining("\n"))
                : text.replace(MailText.UNSUBSCRIBE_LINK, unsubscribe.toASCIIString());
    }

    /** One line, whatever stands in the text: what follows a line break would be a header of its own. */
    private static String line(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() > most ? line.substring(0, most) : line;
    }

    static InternetAddress written(MailAddress address) throws MessagingException {
        try {
            return new InternetAddress(address.address(), address.name(), UTF_8);
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("no UTF-8", impossible);
        }
    }

    /** A message that keeps the Message-ID that it was given. */
    private static final class Marked extends MimeMessage {

        private final String id;

        Marked(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
