package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.calendar.CalendarEntry;
import org.shanyraq.crm.calendar.CalendarEntry.Certainty;
import org.shanyraq.crm.calendar.CalendarEntry.Privacy;
import org.shanyraq.crm.calendar.CalendarFeed;
import org.shanyraq.crm.calendar.CalendarFeedView;
import org.shanyraq.crm.calendar.CalendarFeeds;
import org.shanyraq.crm.calendar.FeedReading;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.mission.Preferences;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;

/** Dialogues in the calendars of officers, and the addresses of these: threats Z1, Z2, Z6, C7 and P6. */
@ServiceTest
class DialogueFeedIntegrationTests extends DialogueScene {

    private static final URI PAGES = URI.create("https://crm.example/crm");

    @Autowired
    private CalendarFeeds feeds;

    @Autowired
    private FeedReading reading;

    @Autowired
    private OfficerDirectory directory;

    @Autowired
    private Officers settings;

    private Instant soon = Instant.EPOCH;

    @BeforeEach
    void inAWeek() {
        soon = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(7));
    }

    @Test
    void aCalendarShowsWhatItsOfficerMaySeeAndNothingElse() {
        for (Sensitivity sensitivity : Sensitivity.values()) {
            as(
                    manager,
                    () -> dialogues.create(
                            plan(sensitivity.code()).as(sensitivity).details()));
        }

        assertThat(themes(viewer)).containsExactlyInAnyOrder(named("public"), named("internal"));
        assertThat(themes(diplomat)).containsExactlyInAnyOrder(named("public"), named("internal"), named("restricted"));
        assertThat(themes(manager)).hasSize(4);
        assertThat(themes(foreigner)).isEmpty();
        assertThat(read(manager).toString()).contains(named("confidential"));
        assertThat(read(diplomat).toString()).doesNotContain(named("confidential"));
        assertThat(own(manager))
                .extracting(CalendarEntry::summary, CalendarEntry::privacy)
                .containsExactlyInAnyOrder(
                        tuple(named("public"), Privacy.PUBLIC),
                        tuple(named("internal"), Privacy.PRIVATE),
                        tuple(named("restricted"), Privacy.CONFIDENTIAL),
                        tuple(named("confidential"), Privacy.CONFIDENTIAL));
    }

    @Test
    void whoMayNotReadDialoguesHasAnEmptyCalendar() {
        draft(plan("theme"));
        Officer administrator = officers.administrator("dialogue-one");

        assertThat(read(administrator).entries()).isEmpty();
    }

    @Test
    void entriesSayWhatADialogueIsAndHowCertain() {
        DialogueView drafted = draft(plan("draft"));
        DialogueView announced = draft(plan("announced"));
        as(protocol, () -> dialogues.startInviting(announced.id(), announced.version()));
        DialogueView cancelled = draft(plan("cancelled"));
        as(protocol, () -> dialogues.cancel(cancelled.id(), cancelled.version(), "The hall is closed"));
        DialogueView archived = draft(plan("archived"));
        as(protocol, () -> dialogues.archive(archived.id(), archived.version()));

        List<CalendarEntry> entries = own(viewer);

        assertThat(entries)
                .extracting(CalendarEntry::summary, CalendarEntry::certainty)
                .containsExactlyInAnyOrder(
                        tuple(named("draft"), Certainty.TENTATIVE),
                        tuple(named("announced"), Certainty.CONFIRMED),
                        tuple(named("cancelled"), Certainty.CANCELLED));
        CalendarEntry entry = entries.stream()
                .filter(one -> one.summary().equals(named("draft")))
                .findFirst()
                .orElseThrow();
        assertThat(entry.uid()).isEqualTo("dialogue-" + drafted.id());
        assertThat(entry.location()).isEqualTo("House of the steppe");
        assertThat(entry.url()).hasToString(PAGES + "/dialogues/" + drafted.id());
        assertThat(entry.begins()).isEqualTo(soon);
        assertThat(entry.zone()).isEqualTo(Plans.BRUSSELS);
        as(
                diplomat,
                () -> dialogues.change(
                        drafted.id(), drafted.version(), plan("changed").details()));
        assertThat(own(viewer))
                .filteredOn(one -> one.uid().equals(entry.uid()))
                .singleElement()
                .satisfies(changed -> {
                    assertThat(changed.summary()).isEqualTo(named("changed"));
                    assertThat(changed.sequence()).isGreaterThan(entry.sequence());
                    assertThat(changed.stamp()).isAfter(entry.stamp());
                });
    }

    @Test
    void aCalendarReachesFromSixtyDaysAgoToFourHundredDaysAhead() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        draft(plan("long ago").at(today.minus(Duration.ofDays(61))));
        draft(plan("ago").at(today.minus(Duration.ofDays(59))));
        draft(plan("ahead").at(today.plus(Duration.ofDays(399))));
        draft(plan("far ahead").at(today.plus(Duration.ofDays(401))));

        assertThat(themes(viewer)).containsExactly(named("ago"), named("ahead"));
    }

    @Test
    void aCalendarIsReadInAHandfulOfStatementsHoweverMuchIsInIt() {
        for (int number = 0; number < 12; number++) {
            draft(plan("theme " + number));
        }
        String secret = renewed(viewer);

        assertThat(StatementCounter.statementsOf(() -> reading.read(secret, PAGES)))
                .hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aCalendarSpeaksTheLanguageThatItsOfficerPrefers() {
        String secret = renewed(foreigner);
        access.runAs(foreigner, () -> settings.prefer(new Preferences("kk", null)));
        assertThat(reading.read(secret, PAGES)).map(CalendarFeed::language).contains("kk");

        access.runAs(foreigner, () -> settings.prefer(new Preferences(null, null)));
        assertThat(reading.read(secret, PAGES)).map(CalendarFeed::language).contains("en");
    }

    @Test
    void whatWasTakenFromTheOfficerIsGoneFromTheCalendarAtOnce() {
        as(
                manager,
                () -> dialogues.create(
                        plan("restricted").as(Sensitivity.RESTRICTED).details()));
        draft(plan("internal"));
        Officer officer = signedIn(Sensitivity.RESTRICTED, Role.DIPLOMAT, "dialogue-one");
        String secret = renewed(officer);
        assertThat(themes(secret)).hasSize(2);

        signedIn(Sensitivity.INTERNAL, Role.DIPLOMAT, "dialogue-one");
        assertThat(themes(secret)).containsExactly(named("internal"));

        signedIn(Sensitivity.RESTRICTED, Role.DIPLOMAT, "dialogue-two");
        assertThat(themes(secret)).isEmpty();

        signedIn(Sensitivity.RESTRICTED, Role.ADMINISTRATOR, "dialogue-one");
        assertThat(themes(secret)).isEmpty();

        signedIn(Sensitivity.RESTRICTED, Role.DIPLOMAT);
        assertThat(reading.read(secret, PAGES)).isEmpty();
    }

    @Test
    void anAddressRestsWhenItsOfficerHasNotSignedInForSixtyDays() {
        Officer officer = signedIn(Sensitivity.INTERNAL, Role.VIEWER, "dialogue-one");
        String secret = renewed(officer);

        describedAgo(officer, Duration.ofDays(59));
        assertThat(reading.read(secret, PAGES)).isPresent();
        describedAgo(officer, Duration.ofDays(60).plusMinutes(1));
        assertThat(reading.read(secret, PAGES)).isEmpty();
        signedIn(Sensitivity.INTERNAL, Role.VIEWER, "dialogue-one");
        assertThat(reading.read(secret, PAGES)).isPresent();
    }

    @Test
    void anAddressEndsWhenItIsMadeAnewOrWithdrawn() {
        String first = renewed(viewer);
        assertThat(reading.read(first, PAGES)).isPresent();

        String second = renewed(viewer);
        assertThat(second).isNotEqualTo(first);
        assertThat(reading.read(first, PAGES)).isEmpty();
        assertThat(reading.read(second, PAGES)).isPresent();

        access.runAs(viewer, feeds::withdraw);
        assertThat(reading.read(second, PAGES)).isEmpty();
        assertThat(as(viewer, feeds::mine)).isEmpty();
        access.runAs(viewer, feeds::withdraw);
    }

    @Test
    void whatIsNoSecretOpensNothing() {
        String secret = renewed(viewer);

        for (String other : List.of(
                "",
                " ",
                secret.substring(1),
                secret + "=",
                secret + " ",
                secret.toLowerCase(java.util.Locale.ROOT),
                "%",
                "' or 1=1",
                "x".repeat(10_000))) {
            assertThat(reading.read(other, PAGES)).as(other).isEmpty();
        }
    }

    @Test
    void ofTheSecretOnlyAHashForThisPurposeIsStored() {
        String secret = renewed(viewer);

        assertThat(secret).matches("[A-Za-z0-9_-]{32}");
        byte[] stored = database.sql("select secret_hash from crm_calendar_feed where officer_id = ?")
                .param(Bytes16.of(viewer.id()))
                .query(byte[].class)
                .single();
        assertThat(stored).hasSize(32).isNotEqualTo(Sha256.of(secret));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    }

    @Test
    void anOfficerSeesWhenTheAddressWasMadeAndFetched() {
        Instant before = Instant.now().minusSeconds(1);
        String secret = renewed(viewer);

        CalendarFeedView made = as(viewer, feeds::mine).orElseThrow();
        assertThat(made.madeAt()).isAfter(before);
        assertThat(made.fetchedAt()).isNull();
        assertThat(made.resting()).hasDays(60);

        reading.read(secret, PAGES);
        Instant fetched = fetchedAt(viewer);
        assertThat(fetched).isAfter(before);
        reading.read(secret, PAGES);
        assertThat(fetchedAt(viewer)).as("written once in a while").isEqualTo(fetched);

        database.sql("update crm_calendar_feed set fetched_at = ? where officer_id = ?")
                .params(utc(before.minus(Duration.ofMinutes(10))), Bytes16.of(viewer.id()))
                .update();
        reading.read(secret, PAGES);
        assertThat(fetchedAt(viewer)).isAfterOrEqualTo(fetched);

        renewed(viewer);
        assertThat(as(viewer, feeds::mine).orElseThrow().fetchedAt()).isNull();
    }

    @Test
    void theAuditTrailTellsWhoMadeAndWithdrewAnAddressAndNotTheSecret() {
        Officer officer = signedIn(Sensitivity.INTERNAL, Role.DIPLOMAT, "dialogue-one");
        String first = renewed(officer);
        String second = renewed(officer);
        access.runAs(officer, feeds::withdraw);

        List<AuditEntry> entries = as(
                        manager,
                        () -> log.list(
                                new AuditQuery(null, "calendar-feed", null, officer.id(), null, null, null),
                                Paging.first(10)))
                .items();

        assertThat(entries).extracting(entry -> entry.action().name()).containsExactly("DELETED", "CHANGED", "CREATED");
        assertThat(text(entries)).doesNotContain(first, second).contains(officer.name());
    }

    @Test
    void ofManyWhoMakeAnAddressAtOnceOneWins() throws Exception {
        Officer officer = signedIn(Sensitivity.INTERNAL, Role.DIPLOMAT, "dialogue-one");
        int many = 6;
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<String> secrets = new ArrayList<>();
        try {
            Callable<String> renewal = () -> {
                together.await();
                return renewed(officer);
            };
            List<Future<String>> made = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                made.add(threads.submit(renewal));
            }
            for (Future<String> one : made) {
                secrets.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(secrets.stream().filter(secret -> reading.read(secret, PAGES).isPresent()))
                .hasSize(1);
        assertThat(database.sql("select count(*) from crm_calendar_feed where officer_id = ?")
                        .param(Bytes16.of(officer.id()))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void onlyPersonsOfAMissionHaveAnAddress() {
        Officer client = directory.signedIn(new SignIn(
                "test",
                "feed-client-" + unique,
                Officer.Kind.CLIENT,
                "Script",
                null,
                Set.of(Role.DIPLOMAT),
                Set.of("dialogue-one"),
                Sensitivity.INTERNAL));

        denied(client, feeds::renew);
        denied(officers.nobody(), feeds::renew);
        denied(officers.nobody(), feeds::mine);
    }

    private Plans plan(String what) {
        return Plans.about(named(what)).at(soon);
    }

    private String named(String what) {
        return unique + " " + what;
    }

    private Officer signedIn(Sensitivity clearance, Role role, String... missions) {
        return directory.signedIn(new SignIn(
                "test",
                "feed-" + unique,
                Officer.Kind.PERSON,
                "Fay Feed " + unique,
                null,
                Set.of(role),
                Set.of(missions),
                clearance));
    }

    private void describedAgo(Officer officer, Duration ago) {
        database.sql("update crm_officer set described_at = ? where id = ?")
                .params(utc(Instant.now().minus(ago)), Bytes16.of(officer.id()))
                .update();
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private String renewed(Officer officer) {
        return as(officer, feeds::renew);
    }

    private @Nullable Instant fetchedAt(Officer officer) {
        return as(officer, feeds::mine).orElseThrow().fetchedAt();
    }

    private CalendarFeed read(Officer officer) {
        return reading.read(renewed(officer), PAGES).orElseThrow();
    }

    /** What this test made of what is in the calendar of the officer. */
    private List<CalendarEntry> own(Officer officer) {
        return own(reading.read(renewed(officer), PAGES));
    }

    private List<CalendarEntry> own(Optional<CalendarFeed> feed) {
        return feed.orElseThrow().entries().stream()
                .filter(entry -> Objects.requireNonNull(entry.summary()).startsWith(unique))
                .toList();
    }

    private List<String> themes(Officer officer) {
        return own(officer).stream().map(CalendarEntry::summary).toList();
    }

    private List<String> themes(String secret) {
        return own(reading.read(secret, PAGES)).stream()
                .map(CalendarEntry::summary)
                .toList();
    }
}
