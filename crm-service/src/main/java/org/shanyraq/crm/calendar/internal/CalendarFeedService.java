package org.shanyraq.crm.calendar.internal;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.calendar.CalendarEntry;
import org.shanyraq.crm.calendar.CalendarFeed;
import org.shanyraq.crm.calendar.CalendarFeedId;
import org.shanyraq.crm.calendar.CalendarFeedView;
import org.shanyraq.crm.calendar.CalendarFeeds;
import org.shanyraq.crm.calendar.FeedEntries;
import org.shanyraq.crm.calendar.FeedReading;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Keeps one calendar address for each officer: of the secret its hash alone. */
class CalendarFeedService implements CalendarFeeds, FeedReading {

    /** Makes the hash one of this purpose: a secret of any other opens no calendar. */
    private static final String PURPOSE = "calendar";

    private static final Duration BEHIND = Duration.ofDays(60);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int MOST = 500;

    /** How exactly it is known when a calendar was fetched: programs ask often, and each note is a write. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    private final Access access;
    private final OfficerDirectory directory;
    private final Officers officers;
    private final List<FeedEntries> features;
    private final JdbcClient database;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration restAfter;

    CalendarFeedService(
            Access access,
            OfficerDirectory directory,
            Officers officers,
            Stream<FeedEntries> features,
            JdbcClient database,
            AuditTrail audit,
            Clock clock,
            CalendarProperties properties) {
        this.access = access;
        this.directory = directory;
        this.officers = officers;
        this.features = features.toList();
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.restAfter = properties.restAfter();
    }

    /** What the audit trail tells of an address: whose it is, the entry says. */
    record Noted(Instant madeAt) {}

    private record Row(
            CalendarFeedId id,
            MissionId mission,
            OfficerId officer,
            Instant madeAt,
            @Nullable Instant fetchedAt) {

        static Row read(ResultSet row, int index) throws SQLException {
            return new Row(
                    new CalendarFeedId(Bytes16.uuid(row, "id")),
                    new MissionId(Bytes16.uuid(row, "mission_id")),
                    new OfficerId(Bytes16.uuid(row, "officer_id")),
                    UtcTime.instant(row, "made_at"),
                    UtcTime.instantOrNull(row, "fetched_at"));
        }

        AuditSubject subject() {
            return new AuditSubject("calendar-feed", id, mission, Sensitivity.INTERNAL);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<CalendarFeedView> mine() {
        return own("").map(row -> new CalendarFeedView(row.madeAt(), row.fetchedAt(), restAfter));
    }

    @Override
    @Transactional
    public String renew() {
        Officer officer = access.officer();
        if (officer.kind() != Officer.Kind.PERSON) {
            throw new NotPermittedException(Right.BE_HERE);
        }
        String secret = SecretTokens.next();
        MissionId home = access.home();
        CalendarFeedId id = new CalendarFeedId(Ids.next());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // Of two who make the first one at once, the one who waits here for the other finds theirs.
        database.sql("""
                        insert into crm_calendar_feed (id, mission_id, officer_id, secret_hash, made_at)
                        values (?, ?, ?, ?, ?)
                        on duplicate key update officer_id = officer_id""")
                .params(Values.of(
                        Bytes16.of(id), Bytes16.of(home), Bytes16.of(officer.id()), hash(secret), UtcTime.of(now)))
                .update();
        Row row = own(" for update").orElseThrow();
        boolean first = row.id().equals(id);
        if (!first) {
            database.sql("update crm_calendar_feed set secret_hash = ?, made_at = ?, fetched_at = null where id = ?")
                    .params(Values.of(hash(secret), UtcTime.of(now), Bytes16.of(row.id())))
                    .update();
        }
        audit.record(
                row.subject(),
                first ? AuditAction.CREATED : AuditAction.CHANGED,
                first ? null : new Noted(row.madeAt()),
                new Noted(now));
        return secret;
    }

    @Override
    @Transactional
    public void withdraw() {
        own(" for update").ifPresent(row -> {
            database.sql("delete from crm_calendar_feed where id = ?")
                    .param(Bytes16.of(row.id()))
                    .update();
            audit.record(row.subject(), AuditAction.DELETED, new Noted(row.madeAt()), null);
        });
    }

    /** Without a transaction around it all: when two programs fetch at once, neither is in the way of the other. */
    @Override
    public Optional<CalendarFeed> read(String secret, URI pages) {
        Instant now = clock.instant();
        Row row = database.sql("select * from crm_calendar_feed where secret_hash = ?")
                .param(hash(secret))
                .query(Row::read)
                .optional()
                .orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        Officer officer = directory
                .lastKnown(row.officer(), now.minus(restAfter))
                .filter(known -> known.may(Right.BE_HERE))
                .orElse(null);
        if (officer == null) {
            return Optional.empty();
        }
        if (row.fetchedAt() == null || row.fetchedAt().plus(NOTED).isBefore(now)) {
            // By its secret, not by its id: it may just be given another.
            database.sql("update crm_calendar_feed set fetched_at = ? where secret_hash = ?")
                    .params(Values.of(UtcTime.of(now), hash(secret)))
                    .update();
        }
        return Optional.of(access.callAs(officer, () -> feed(now, pages)));
    }

    private CalendarFeed feed(Instant now, URI pages) {
        String chosen = officers.preferences().language();
        String language = chosen == null ? "en" : chosen;
        FeedEntries.Window window = new FeedEntries.Window(now.minus(BEHIND), now.plus(AHEAD), MOST, language, pages);
        return new CalendarFeed(
                language,
                features.stream()
                        .flatMap(feature -> feature.entries(window).stream())
                        .sorted(Comparator.comparing(CalendarEntry::begins).thenComparing(CalendarEntry::uid))
                        .limit(MOST)
                        .toList());
    }

    private Optional<Row> own(String lock) {
        return database.sql("select * from crm_calendar_feed where officer_id = ?" + lock)
                .param(Bytes16.of(access.officer().id()))
                .query(Row::read)
                .optional();
    }

    private static byte[] hash(String secret) {
        return SecretTokens.hash(PURPOSE, secret);
    }
}
