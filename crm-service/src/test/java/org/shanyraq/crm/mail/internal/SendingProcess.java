package org.shanyraq.crm.mail.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.invitation.internal.GuestMailsAlone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A process that does nothing but write and send mails to guests, until it is killed. */
final class SendingProcess {

    private SendingProcess() {}

    /** @param arguments address of the database, user, password, port of the mail server */
    public static void main(String[] arguments) {
        SingleConnectionDataSource source =
                new SingleConnectionDataSource(arguments[0], arguments[1], arguments[2], true);
        JdbcClient database = JdbcClient.create(source);
        MailProperties properties = MailScene.settings(
                "127.0.0.1", Integer.parseInt(arguments[3]), MailProperties.Security.NONE, 9, List.of());
        MailQueue queue = new MailQueue(database, new DataSourceTransactionManager(source));
        MailSending sending = new MailSending(
                queue,
                new SuppressionList(database),
                new MailOwners(new Nobody(), () -> Stream.of(GuestMailsAlone.on(source))),
                new MailWriter(properties, Clock.systemUTC()),
                new Relay(properties, null),
                token -> Optional.empty(),
                properties);
        while (true) {
            if (!sending.sendNext()) {
                queue.sweep();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** Whoever sends here asks nobody for leave. */
    private static final class Nobody implements Access {

        @Override
        public Officer officer() {
            throw new MissingScopeException();
        }

        @Override
        public Optional<Officer> find() {
            return Optional.empty();
        }

        @Override
        public <T> T callAs(Officer officer, Supplier<T> work) {
            return work.get();
        }
    }
}
