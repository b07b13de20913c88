package org.shanyraq.crm.followup.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.followup.Holiday;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On which days missions work: what they say themselves comes first, then the holidays of host and home country, then the day of the week. */
class MissionCalendar {

    /** No two weeks in a row are without a working day, whatever a mission says of single days. */
    private static final int MOST_DAYS_PER_WORKING_DAY = 14;

    private final JdbcClient database;
    private final HolidayTable holidays;
    private final FollowUpProperties properties;

    MissionCalendar(JdbcClient database, HolidayTable holidays, FollowUpProperties properties) {
        this.database = database;
        this.holidays = holidays;
        this.properties = properties;
    }

    int knownUntil() {
        return holidays.knownUntil();
    }

    /** What is special about days, as a mission sees them. */
    private record Days(HolidayTable table, String host, String home, Map<LocalDate, Holiday> own) {

        /** @return null on a working day */
        @Nullable
        LocalizedText off(LocalDate day) {
            Holiday named = own.get(day);
            if (named != null) {
                return named.working() ? null : named.name();
            }
            LocalizedText hosts = table.of(host, day.getYear()).get(day);
            LocalizedText homes = table.of(home, day.getYear()).get(day);
            if (hosts != null || homes != null) {
                return hosts == null ? homes : hosts;
            }
            return HolidayTable.isWeekend(day) ? LocalizedText.EMPTY : null;
        }
    }

    private Days days(MissionId mission, LocalDate from, LocalDate until) {
        Map<LocalDate, Holiday> own = new HashMap<>();
        List<String> codes = database.sql(
                        "select m.code, d.day, d.name, d.working from crm_mission m"
                                + " left join crm_mission_day d on d.mission_id = m.id and d.day between ? and ? where m.id = ?")
                .params(from, until, Bytes16.of(mission))
                .query((row, index) -> {
                    LocalDate day = OwedReading.dayOrNull(row, "day");
                    if (day != null) {
                        own.put(
                                day,
                                new Holiday(
                                        day,
                                        null,
                                        LocalizedText.of("en", row.getString("name")),
                                        row.getBoolean("working")));
                    }
                    return row.getString("code");
                })
                .list();
        String host = properties.hostOf(codes.isEmpty() ? "" : codes.get(0));
        return new Days(holidays, host, properties.home(), own);
    }

    /** What a day is called that is none of work, empty for a Saturday or Sunday; null for a working day. */
    @Nullable
    LocalizedText dayOff(LocalDate day, MissionId mission) {
        return days(mission, day, day).off(day);
    }

    /** The day that lies so many working days after that one, or before it when the number is negative. */
    LocalDate after(LocalDate day, int number, MissionId mission) {
        int step = Integer.signum(number);
        LocalDate furthest = day.plusDays((long) number * MOST_DAYS_PER_WORKING_DAY);
        Days days = step < 0 ? days(mission, furthest, day) : days(mission, day, furthest);
        LocalDate reached = day;
        for (int left = Math.abs(number); left > 0 && !reached.equals(furthest); ) {
            reached = reached.plusDays(step);
            if (days.off(reached) == null) {
                left--;
            }
        }
        return reached;
    }

    /** All that is special in a year, in the order of days, of the host country first. */
    List<Holiday> ofYear(int year, MissionId mission) {
        Days days = days(mission, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        List<Holiday> all = new ArrayList<>(days.own().values());
        holidays.of(days.host(), year).forEach((day, name) -> all.add(new Holiday(day, days.host(), name, false)));
        if (!days.home().equals(days.host())) {
            holidays.of(days.home(), year).forEach((day, name) -> all.add(new Holiday(day, days.home(), name, false)));
        }
        all.sort(Comparator.comparing(Holiday::day)
                .thenComparing(holiday -> holiday.country() == null ? 0 : 1)
                .thenComparing(holiday -> Objects.equals(holiday.country(), days.host()) ? 0 : 1));
        return all;
    }

    /** @return whether the mission had not named the day */
    boolean name(MissionId mission, LocalDate day, String name, boolean working) {
        return database.sql("insert ignore into crm_mission_day (mission_id, day, name, working) values (?, ?, ?, ?)")
                        .params(Bytes16.of(mission), day, name, working)
                        .update()
                > 0;
    }

    /** What the mission says of that day, forgotten with this. */
    @Nullable
    Holiday forget(MissionId mission, LocalDate day) {
        Holiday named = days(mission, day, day).own().get(day);
        database.sql("delete from crm_mission_day where mission_id = ? and day = ?")
                .params(Bytes16.of(mission), day)
                .update();
        return named;
    }
}
