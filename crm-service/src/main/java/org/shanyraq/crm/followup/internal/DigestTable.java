package org.shanyraq.crm.followup.internal;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.followup.DigestSettings;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When officers want their digest, and on which days they had their turn. */
class DigestTable {

    private final JdbcClient database;

    DigestTable(JdbcClient database) {
        this.database = database;
    }

    DigestSettings settings(OfficerId officer) {
        return database.sql("select wanted, hour, weekdays from crm_digest_setting where officer_id = ?")
                .param(Bytes16.of(officer))
                .query((row, index) ->
                        new DigestSettings(row.getBoolean("wanted"), row.getInt("hour"), days(row.getInt("weekdays"))))
                .optional()
                .orElse(DigestSettings.USUAL);
    }

    void set(OfficerId officer, DigestSettings settings) {
        database.sql(
                        "insert into crm_digest_setting (officer_id, wanted, hour, weekdays) values (?, ?, ?, ?)"
                                + " on duplicate key update wanted = values(wanted), hour = values(hour), weekdays = values(weekdays)")
                .params(Bytes16.of(officer), settings.wanted(), settings.hour(), bits(settings.weekdays()))
                .update();
    }

    private static int bits(Set<DayOfWeek> days) {
        return days.stream().mapToInt(DigestTable::bit).sum();
    }

    private static int bit(DayOfWeek day) {
        return 1 << (day.getValue() - 1);
    }

    private static Set<DayOfWeek> days(int bits) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((bits & bit(day)) != 0) {
                days.add(day);
            }
        }
        return days;
    }

    /** People with an address who want a digest by that time, and had no turn on that day. */
    List<OfficerId> due(LocalDateTime now) {
        return database.sql("select o.id from crm_officer o left join crm_digest_setting s on s.officer_id = o.id"
                        + " where o.kind = 'PERSON' and o.email is not null and coalesce(s.wanted, 1) = 1"
                        + " and coalesce(s.hour, ?) <= ? and (coalesce(s.weekdays, ?) & ?) <> 0"
                        + " and not exists (select 1 from crm_digest_day d where d.officer_id = o.id and d.day = ?)"
                        + " order by o.id")
                .params(
                        DigestSettings.USUAL.hour(),
                        now.getHour(),
                        bits(DigestSettings.USUAL.weekdays()),
                        bit(now.getDayOfWeek()),
                        now.toLocalDate())
                .query((row, index) -> new OfficerId(Bytes16.uuid(row, "id")))
                .list();
    }

    /** @return whether it is theirs: of several instances one gets true */
    boolean takeTurn(OfficerId officer, LocalDate day, Instant now) {
        return database.sql("insert ignore into crm_digest_day (officer_id, day, at) values (?, ?, ?)")
                        .params(Bytes16.of(officer), day, UtcTime.of(now))
                        .update()
                > 0;
    }

    /** When the officer had their turn on that day. */
    Optional<Instant> turnOn(OfficerId officer, LocalDate day) {
        return turn("day = ?", officer, day);
    }

    /** When the officer had their last turn before that day. */
    Optional<Instant> turnBefore(OfficerId officer, LocalDate day) {
        return turn("day < ?", officer, day);
    }

    private Optional<Instant> turn(String condition, OfficerId officer, LocalDate day) {
        return database.sql("select at from crm_digest_day where officer_id = ? and " + condition
                        + " order by day desc limit 1")
                .params(Bytes16.of(officer), day)
                .query((row, index) -> UtcTime.instant(row, "at"))
                .optional();
    }

    /** Where an officer reads mails, and in which language. */
    record Reader(String email, String name, @Nullable String language) {}

    Optional<Reader> reader(OfficerId officer) {
        return database.sql("select email, name, language from crm_officer where id = ? and email is not null")
                .param(Bytes16.of(officer))
                .query((row, index) ->
                        new Reader(row.getString("email"), row.getString("name"), row.getString("language")))
                .optional();
    }
}
