package org.shanyraq.crm.followup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.followup.DigestSettings;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.Notices;
import org.shanyraq.crm.followup.Reminders;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.Together;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows R3 and H3 of the features, threats Z13 and 17 of the fault matrix: told of once, and only of what one may see when it is sent. */
@ServiceTest
class DigestIntegrationTests extends FollowUpScene {

    /** A Monday far ahead, so that nothing that the application itself does is meant. */
    private static final LocalDate MONDAY = LocalDate.of(2040, 1, 9);

    private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

    @Autowired
    Reminders reminders;

    @Autowired
    Interactions interactions;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    DigestTable table;

    @Autowired
    NoticeReader notices;

    @Autowired
    Outbox outbox;

    @Autowired
    FollowUpReader reader;

    @Autowired
    FollowUpRepository repository;

    @Autowired
    MissionCalendar calendar;

    @Autowired
    AuditTrail audit;

    @Autowired
    TransactionTemplate transactions;

    private Officer reads;

    DigestIntegrationTests() {
        super("owed-digest");
    }

    /** Somebody whom no other test knows. */
    @BeforeEach
    void comeIn() {
        reads = signedIn(Set.of(Role.DIPLOMAT), Set.of(mission), unique.toLowerCase(Locale.ROOT) + "@mission.example");
    }

    private Officer signedIn(Set<Role> roles, Set<String> missions, @Nullable String email) {
        return directory.signedIn(new SignIn(
                "test",
                "reads-" + unique,
                Officer.Kind.PERSON,
                "Reader " + unique,
                email,
                roles,
                missions,
                Sensitivity.RESTRICTED));
    }

    /** An instance at that time; who was described today is not forgotten by then. */
    private Digests at(LocalDate day, int hour) {
        Clock then = Clock.fixed(day.atTime(LocalTime.of(hour, 30)).atZone(ZONE).toInstant(), ZONE);
        return new Digests(
                access,
                new Lasting(directory),
                table,
                notices,
                new DigestLetters(),
                outbox,
                path -> Optional.of("https://crm.example/crm" + path),
                transactions,
                then);
    }

    /** Knows officers as long as they are kept: the clock of these tests is far ahead. */
    private record Lasting(OfficerDirectory real) implements OfficerDirectory {
        @Override
        public Officer signedIn(SignIn signIn) {
            return real.signedIn(signIn);
        }

        @Override
        public Optional<Officer> lastKnown(OfficerId id) {
            return real.lastKnown(id);
        }

        @Override
        public Optional<Officer> lastKnown(OfficerId id, Instant since) {
            return real.lastKnown(id);
        }
    }

    private List<String> mails() {
        // The application has its own turns meanwhile, of today.
        return database.sql("select occurrence from crm_mail where kind = ? and subject_id = ? and occurrence >= '2040'"
                        + " order by occurrence")
                .params(Digests.KIND, Bytes16.of(reads.id()))
                .query(String.class)
                .list();
    }

    private Mail mail(LocalDate day) {
        return new Mail(
                new MailId(UUID.randomUUID()),
                Objects.requireNonNull(reads.home()),
                Digests.KIND,
                reads.id().value(),
                day.toString(),
                MailAddress.of(unique + "@mission.example"),
                Sensitivity.INTERNAL,
                "en",
                1);
    }

    private Optional<MailText> text(LocalDate day) {
        return access.callAs(Officer.system(Objects.requireNonNull(reads.home())), () -> at(day, 9)
                .textOf(mail(day)));
    }

    // ---- once

    @Test
    void twoInstancesWriteOneMailADayAndNoneWhenNothingWaits() throws Exception {
        at(MONDAY.minusDays(3), 9).run();
        assertThat(mails()).isEmpty();
        InteractionView talk = as(
                reads,
                () -> interactions.log(new InteractionDetails(
                        InteractionKind.CALL,
                        "Call about " + unique,
                        today,
                        null,
                        ZONE,
                        null,
                        List.of(),
                        List.of(reads.id()),
                        List.of(),
                        null,
                        List.of(),
                        Sensitivity.INTERNAL,
                        List.of())));
        made(reads, task(reads, today.plusDays(1), ref("interaction", talk.id())));

        Together.atOnce(2, number -> {
            at(MONDAY, 9).run();
            return number;
        });
        at(MONDAY, 10).run();
        at(MONDAY.plusDays(1), 9).run();

        assertThat(mails())
                .containsExactly(MONDAY.toString(), MONDAY.plusDays(1).toString());
        assertThat(database.sql("select count(*) from crm_digest_day where officer_id = ? and day >= ?")
                        .params(Bytes16.of(reads.id()), MONDAY)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void itComesFromTheHourOnAndOnTheDaysThatTheOfficerChose() {
        made(reads, task(reads, today.plusDays(1)));
        access.runAs(
                reads,
                () -> reminders.set(new DigestSettings(true, 14, Set.of(DayOfWeek.TUESDAY, DayOfWeek.SATURDAY))));
        assertThat(as(reads, reminders::digest).hour()).isEqualTo(14);

        at(MONDAY, 15).run();
        at(MONDAY.plusDays(1), 13).run();
        assertThat(mails()).isEmpty();
        at(MONDAY.plusDays(1), 14).run();
        at(MONDAY.plusDays(5), 20).run();
        access.runAs(reads, () -> reminders.set(new DigestSettings(false, 14, Set.of())));
        at(MONDAY.plusDays(8), 20).run();
        assertThat(mails())
                .containsExactly(
                        MONDAY.plusDays(1).toString(), MONDAY.plusDays(5).toString());
        assertThat(text(MONDAY.plusDays(5)))
                .as("whoever does not want it any more gets none that waits")
                .isEmpty();
        assertThat(invalid(reads, () -> set(new DigestSettings(true, 24, Set.of()))))
                .containsExactlyInAnyOrder(
                        tuple("hour", "crm.followup.error.hour"), tuple("weekdays", "crm.followup.error.weekdays"));
    }

    private Object set(DigestSettings settings) {
        reminders.set(settings);
        return settings;
    }

    // ---- what may be told

    @Test
    void whatMayNotBeSeenAnyMoreWhenItIsSentIsNotInIt() {
        ContactId contact = contact(Sensitivity.INTERNAL);
        made(reads, task(reads, today.plusDays(1), ref("contact", contact)));
        at(MONDAY, 9).run();
        assertThat(mails()).hasSize(1);
        MailText before = text(MONDAY).orElseThrow();
        assertThat(before.text())
                .contains("Send the text to " + unique, "https://crm.example/crm/follow-ups/", "/me/digest");

        seen(contact, Sensitivity.CONFIDENTIAL);
        assertThat(text(MONDAY)).isEmpty();
    }

    @Test
    void whoLeftOrReadsElsewhereIsToldNothing() {
        made(reads, task(reads, today.plusDays(1)));
        assertThat(text(MONDAY)).isPresent();
        signedIn(Set.of(Role.DIPLOMAT), Set.of(mission), "another@mission.example");
        assertThat(text(MONDAY))
                .as("it was put in for an address that is not theirs any more")
                .isEmpty();
        signedIn(Set.of(Role.DIPLOMAT), Set.of(), unique + "@mission.example");
        assertThat(text(MONDAY)).isEmpty();
        signedIn(Set.of(Role.ADMINISTRATOR), Set.of(mission), unique + "@mission.example");
        assertThat(text(MONDAY)).isEmpty();
        at(MONDAY, 9).run();
        assertThat(mails()).isEmpty();
    }

    @Test
    void ofWhatIsRestrictedAMailSaysOnlyHowMuch() {
        made(reads, task(reads, today.plusDays(1), ref("contact", contact(Sensitivity.RESTRICTED))));
        assertThat(text(MONDAY).orElseThrow().text())
                .doesNotContain("Send the text")
                .contains("1 more that are not told of by mail");
    }

    @Test
    void itIsWrittenInTheFourLanguages() {
        made(reads, task(reads, today.plusDays(1)));
        Notices waiting = notices.notices(reads, MONDAY, null);
        for (String language : List.of("en", "fr", "kk", "ru")) {
            MailText letter = new DigestLetters().letter(reads.name(), waiting, MONDAY, language, null);
            assertThat(letter.subject()).contains("2040").doesNotContain("{");
            assertThat(letter.text())
                    .contains(reads.name(), "Send the text to " + unique)
                    .doesNotContain("{", "null");
        }
        assertThat(DigestLetters.language("de")).isEqualTo("en");
    }

    // ---- in the application

    @Test
    void whatPressesIsCountedAndShown() {
        FollowUpView late = made(reads, task(reads, today.minusDays(1)));
        made(reads, task(reads, today));
        made(reads, task(reads, today.plusDays(40)));
        made(reads, task(colleague, today));
        assertThat(as(reads, reminders::pressing)).isEqualTo(2);
        Notices shown = as(reads, reminders::notices);
        assertThat(shown.overdue()).extracting(FollowUpSummary::id).containsExactly(late.id());
        assertThat(shown.soon()).hasSize(1);
        as(reads, () -> followUps.move(late.id(), late.version(), FollowUpState.DONE, null));
        assertThat(as(reads, reminders::pressing)).isOne();
    }

    // ---- escalation

    private Escalation escalation(LocalDate day) {
        return new Escalation(
                access,
                reader,
                repository,
                calendar,
                new FollowUpProperties("KZ", "BE", 3, Map.of("owed-none", new FollowUpProperties.Rules(null, 0))),
                audit,
                transactions,
                Clock.fixed(day.atTime(6, 0).atZone(ZONE).toInstant(), ZONE));
    }

    @Test
    void whatIsOverdueForSomeWorkingDaysIsBroughtBeforeManagersOnceAndToldOnce() throws Exception {
        // A Monday; three working days later it is Thursday.
        LocalDate due = LocalDate.of(today.getYear() + 1, 9, 1).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        FollowUpView late = made(reads, task(reads, due));

        escalation(due.plusDays(2)).run();
        assertThat(now(late).escalatedAt()).isNull();
        Together.atOnce(2, number -> {
            escalation(due.plusDays(3)).run();
            return number;
        });
        FollowUpView escalated = now(late);
        assertThat(escalated.escalatedAt()).isNotNull();
        assertThat(escalated.version()).isEqualTo(late.version() + 1);
        escalation(due.plusDays(9)).run();
        assertThat(now(late).version()).isEqualTo(escalated.version());

        Instant at = Objects.requireNonNull(escalated.escalatedAt());
        assertThat(told(manager, at.minusSeconds(1))).contains(late.id());
        assertThat(told(manager, at)).as("it was told of before").doesNotContain(late.id());
        assertThat(told(colleague, at.minusSeconds(1))).isEmpty();
        assertThat(as(manager, reminders::notices).escalated())
                .extracting(FollowUpSummary::id)
                .contains(late.id());

        // Another day begins anew.
        as(
                reads,
                () -> followUps.change(
                        late.id(), escalated.version(), escalated.details().due(due.plusDays(30))));
        assertThat(now(late).escalatedAt()).isNull();
    }

    private List<FollowUpId> told(Officer officer, Instant since) {
        return notices.notices(officer, today, since).escalated().stream()
                .map(FollowUpSummary::id)
                .toList();
    }

    @Test
    void aMissionThatDoesNotEscalateDoesNot() {
        Officer other = officers.officer(Role.DIPLOMAT, "owed-none", Sensitivity.INTERNAL);
        // Not before the application itself would bring it up, by its own settings.
        FollowUpView late = made(other, task(other, today.plusDays(400)));
        escalation(today.plusDays(500)).run();
        assertThat(as(other, () -> followUps.get(late.id())).escalatedAt()).isNull();
        MissionId ours = Objects.requireNonNull(reads.home());
        assertThat(calendar.after(LocalDate.of(2026, 11, 27), -3, ours)).isEqualTo(LocalDate.of(2026, 11, 24));
    }
}
