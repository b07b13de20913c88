package org.shanyraq.crm.mail.internal;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection to the server of ours that tells how far it got with a mail, and asks just before the server could take it over. */
class RelayConnection extends SMTPTransport {

    /** How far a mail got. */
    enum Phase {
        CONNECTING,
        SENDER,
        RECIPIENT,
        CONTENT,
        /** From just before the full stop that ends a mail: the server may have it, whatever is heard of it. */
        HANDING_OVER,
        TAKEN_OVER
    }

    /** Asked before the full stop that ends a mail. */
    @FunctionalInterface
    interface LastWord {

        /** @throws UnsentException when the mail is not to go out; the connection is given up then without ending it */
        void beforeHandingOver() throws UnsentException;
    }

    private Phase phase = Phase.CONNECTING;
    private @Nullable LastWord lastWord;

    RelayConnection(Session session, URLName server, boolean tlsFromTheFirstByte) {
        super(session, server, tlsFromTheFirstByte ? "smtps" : "smtp", tlsFromTheFirstByte);
    }

    void send(MimeMessage message, Address to, LastWord word) throws MessagingException {
        phase = Phase.SENDER;
        lastWord = word;
        sendMessage(message, new Address[] {to});
        phase = Phase.TAKEN_OVER;
    }

    Phase phase() {
        return phase;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        phase = Phase.SENDER;
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        phase = Phase.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        phase = Phase.CONTENT;
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (lastWord == null) {
            throw new IllegalStateException("nobody was asked");
        }
        lastWord.beforeHandingOver();
        phase = Phase.HANDING_OVER;
        super.finishData();
    }
}
