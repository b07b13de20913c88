package org.shanyraq.crm.mail.internal;

import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Settings of connections to mail servers: none of them waits for ever, which they do unless told otherwise. */
final class TimedSession {

    private TimedSession() {}

    /** How long is waited: for a connection, for an answer, for what is written to be taken. */
    record Patience(Duration connect, Duration read, Duration write) {}

    static Properties settings(
            String protocol, MailProperties.Security security, Patience patience, @Nullable SSLSocketFactory sockets) {
        Properties settings = new Properties();
        String prefix = "mail." + protocol + '.';
        settings.put(
                prefix + "connectiontimeout", Long.toString(patience.connect().toMillis()));
        settings.put(prefix + "timeout", Long.toString(patience.read().toMillis()));
        settings.put(prefix + "writetimeout", Long.toString(patience.write().toMillis()));
        boolean starttls = security == MailProperties.Security.STARTTLS;
        settings.put(prefix + "starttls.enable", Boolean.toString(starttls));
        settings.put(prefix + "starttls.required", Boolean.toString(starttls));
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "ssl.protocols", "TLSv1.2 TLSv1.3");
        if (sockets != null) {
            settings.put(prefix + "ssl.socketFactory", sockets);
        }
        return settings;
    }
}
