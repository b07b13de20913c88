package org.shanyraq.crm.mail.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.MailView;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.SendingStatus;
import org.shanyraq.crm.mail.StrayNotice;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads mails in plain SQL, those within a scope. */
class MailReader {

    private static final int ATTEMPTS = 50;

    private final JdbcClient database;
    private final MailProperties properties;
    private final int mostCounted;
    private final int mostSearched;

    /** Mails in the order in which they came. MySQL would now and then rather read all of a mission and put them in order. */
    private static final String LATEST = "crm_mail m force index (crm_mail_list)";

    MailReader(JdbcClient database, MailProperties properties) {
        this(database, properties, Mails.MOST_COUNTED, MailQuery.MOST_SEARCHED);
    }

    /**
     * @param mostCounted so far is counted
     * @param mostSearched among so many mails, the latest, a part of a name or address is looked for
     */
    MailReader(JdbcClient database, MailProperties properties, int mostCounted, int mostSearched) {
        this.database = database;
        this.properties = properties;
        this.mostCounted = mostCounted;
        this.mostSearched = mostSearched;
    }

    Slice<MailSummary> list(MailQuery query, AccessScope scope, Paging paging) {
        return wanted("m.*", query, scope)
                .orderBy(Key.descending("m.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> summary(row),
                        mail -> List.of(ScopedQuery.hex(mail.id().value())));
    }

    long count(MailQuery query, AccessScope scope) {
        return wanted("m.id", query, scope).count(database, mostCounted);
    }

    private ScopedQuery wanted(String columns, MailQuery query, AccessScope scope) {
        boolean amongLatest = query.text() != null && recipient(query.text()) == null;
        ScopedQuery wanted = ScopedQuery.select(columns)
                .from(amongLatest ? LATEST : "crm_mail m")
                .within(scope, "m");
        if (query.state() != null) {
            wanted.and("m.state = ?", query.state().name());
        }
        if (query.kind() != null) {
            wanted.and("m.kind = ?", query.kind());
        }
        if (query.subject() != null) {
            wanted.and("m.subject_id = ?", Bytes16.of(query.subject()));
        }
        if (query.text() != null) {
            searched(wanted, query.text(), scope);
        }
        return wanted;
    }

    /** A whole address is found by its index; of anything else no index knows, so that it is looked for among the latest. */
    private void searched(ScopedQuery wanted, String text, AccessScope scope) {
        byte[] recipient = recipient(text);
        if (recipient != null) {
            wanted.and("m.recipient = ?", recipient);
            return;
        }
        oldest(scope).ifPresent(id -> wanted.and("m.id >= ?", id));
        String pattern = like(text);
        wanted.and("(m.address like ? escape '!' or m.name like ? escape '!')", pattern, pattern);
    }

    private static byte @Nullable [] recipient(String text) {
        try {
            return Recipients.key(MailAddress.of(text));
        } catch (InvalidInputException part) {
            return null;
        }
    }

    /** The first of the mails that are searched; none when these are all. */
    private Optional<byte[]> oldest(AccessScope scope) {
        return ScopedQuery.select("m.id")
                .from(LATEST)
                .withinMissions(scope, "m")
                .orderBy(Key.descending("m.id"))
                .skip(mostSearched - 1)
                .limit(1)
                .optional(database, (row, index) -> row.getBytes("id"));
    }

    /** What matches texts that hold this one, whose own signs mean themselves. */
    static String like(String text) {
        return '%' + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
    }

    /** Each counted by itself, along the index and no further than is counted. */
    Map<MailState, Long> figures(AccessScope scope) {
        Map<MailState, Long> figures = new EnumMap<>(MailState.class);
        for (MailState state : MailState.values()) {
            figures.put(state, count(MailQuery.ALL.in(state), scope));
        }
        return figures;
    }

    Optional<MailView> view(MailId id, AccessScope scope) {
        return ScopedQuery.select("m.*")
                .from("crm_mail m")
                .within(scope, "m")
                .and("m.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> view(row));
    }

    private MailView view(ResultSet row) throws SQLException {
        MailSummary summary = summary(row);
        return new MailView(
                summary,
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getString("occurrence"),
                row.getString("language"),
                new MessageMark(summary.id(), row.getBytes("secret")).messageId(properties.domain()),
                attempts(summary.id()));
    }

    private List<MailView.Attempt> attempts(MailId id) {
        return database.sql("select * from crm_mail_attempt where mail_id = ? order by id desc limit " + ATTEMPTS)
                .param(Bytes16.of(id))
                .query((row, index) -> new MailView.Attempt(
                        row.getInt("number"),
                        UtcTime.instant(row, "started_at"),
                        UtcTime.instantOrNull(row, "ended_at"),
                        row.getString("outcome"),
                        row.getString("reply")))
                .list();
    }

    static MailSummary summary(ResultSet row) throws SQLException {
        return new MailSummary(
                new MailId(Bytes16.uuid(row, "id")),
                row.getLong("version"),
                row.getString("kind"),
                Bytes16.uuid(row, "subject_id"),
                row.getString("address"),
                row.getString("name"),
                MailState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getString("reason"),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                UtcTime.instant(row, "created_at"),
                UtcTime.instantOrNull(row, "due_at"),
                UtcTime.instantOrNull(row, "handed_over_at"));
    }

    // ---- sending as a whole

    SendingStatus sending() {
        if (!properties.enabled()) {
            return new SendingStatus(false, "crm.mail.sending.off", null, null, null);
        }
        if (properties.host() == null) {
            return new SendingStatus(false, "crm.mail.sending.no-host", null, null, null);
        }
        return database.sql("select * from crm_mail_pause where id = 1 and failures > 0")
                .query((row, index) -> new SendingStatus(
                        false,
                        row.getString("reason"),
                        row.getString("detail"),
                        UtcTime.instantOrNull(row, "since"),
                        UtcTime.instantOrNull(row, "until")))
                .optional()
                .orElseGet(() -> new SendingStatus(true, null, null, null, null));
    }

    // ---- notices

    Slice<StrayNotice> notices(AccessScope scope, Paging paging) {
        return ScopedQuery.select("n.*")
                .from("crm_mail_notice n join crm_mail m on m.id = n.mail_id")
                .within(scope, "m")
                .orderBy(Key.descending("n.id"))
                .slice(database, paging, (row, index) -> Listed.read(row), notice -> List.of(notice.key()))
                .map(Listed::notice);
    }

    private record Listed(StrayNotice notice, String key) {

        static Listed read(ResultSet row) throws SQLException {
            return new Listed(
                    new StrayNotice(
                            UtcTime.instant(row, "received_at"),
                            row.getString("reason"),
                            new MailId(Bytes16.uuid(row, "mail_id")),
                            row.getString("summary")),
                    ScopedQuery.hex(Bytes16.uuid(row, "id")));
        }
    }

    long unknownNotices() {
        Long unknown = database.sql("select count(*) from crm_mail_notice where mail_id is null")
                .query(Long.class)
                .single();
        return unknown == null ? 0 : unknown;
    }
}
