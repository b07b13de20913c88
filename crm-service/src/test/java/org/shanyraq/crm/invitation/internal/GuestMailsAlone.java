package org.shanyraq.crm.invitation.internal;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The owner of the mails to guests in a process that has nothing else but a database, so that it starts in a second: the mails are written by the
 * real one, from the real rows; only what comes of whole features is answered for.
 */
public final class GuestMailsAlone {

    private GuestMailsAlone() {}

    public static MailOwner on(DataSource source) {
        JdbcClient database = JdbcClient.create(source);
        return new GuestMails(
                new OneThread(),
                new Senders(database),
                new SendingReader(database, Map.of(), Map.of()),
                new Delegates(database),
                answering(Dialogues.class, arguments -> dialogue(database, (DialogueId) arguments[0])),
                new GuestLetters(new MailWords()),
                answering(CalendarTexts.class, arguments -> ""),
                token -> Optional.of("https://crm.example/crm/r/" + token),
                new NoOutbox(),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                Clock.systemUTC());
    }

    private interface Answer {
        Object to(Object[] arguments);
    }

    private static <T> T answering(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.to(arguments)));
    }

    private static DialogueView dialogue(JdbcClient database, DialogueId id) {
        return database.sql("select * from crm_dialogue where id = ?")
                .param(Bytes16.of(id))
                .query((row, index) -> dialogue(id, row))
                .single();
    }

    private static DialogueView dialogue(DialogueId id, ResultSet row) throws SQLException {
        return new DialogueView(
                id,
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new DialogueDetails(
                        JsonText.readLocalized(row.getString("theme")),
                        null,
                        List.of("en"),
                        DialogueFormat.valueOf(row.getString("format")),
                        row.getString("venue"),
                        row.getString("address"),
                        null,
                        UtcTime.instant(row, "starts_at"),
                        UtcTime.instant(row, "ends_at"),
                        ZoneId.of(row.getString("zone")),
                        new Capacity(null, Map.of()),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        List.of()),
                DialogueState.valueOf(row.getString("state")),
                null,
                null,
                null,
                Map.of(),
                row.getBoolean("archived"),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** Whoever sent something is of protocol in the mission of that. */
    private record Senders(JdbcClient database) implements OfficerDirectory {

        @Override
        public Officer signedIn(SignIn signIn) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Officer> lastKnown(OfficerId id) {
            return database.sql("select mission_id from crm_invitation_sending where sender_id = ? limit 1")
                    .param(Bytes16.of(id.value()))
                    .query((row, index) -> new MissionId(Bytes16.uuid(row, "mission_id")))
                    .optional()
                    .map(mission -> new Officer(
                            id,
                            Officer.Kind.PERSON,
                            "Protocol",
                            Set.of(Role.PROTOCOL),
                            Set.of(mission),
                            mission,
                            Sensitivity.RESTRICTED));
        }

        @Override
        public Optional<Officer> lastKnown(OfficerId id, Instant since) {
            return lastKnown(id);
        }
    }

    /** Who acts in the one thread that there is. */
    private static final class OneThread implements Access {

        private Optional<Officer> acting = Optional.empty();

        @Override
        public Officer officer() {
            return acting.orElseThrow(MissingScopeException::new);
        }

        @Override
        public Optional<Officer> find() {
            return acting;
        }

        @Override
        public <T> T callAs(Officer officer, Supplier<T> work) {
            Optional<Officer> before = acting;
            acting = Optional.of(officer);
            try {
                return work.get();
            } finally {
                acting = before;
            }
        }
    }
}
