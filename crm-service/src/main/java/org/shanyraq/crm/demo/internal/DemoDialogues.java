package org.shanyraq.crm.demo.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.LocalizedText;

/** The dialogues of the first series, around the day on which they are made: some are over, one invites, others are planned. */
class DemoDialogues {

    private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
    private static final LocalTime EVENING = LocalTime.of(17, 30);
    private static final int LENGTH = 7_200;

    /** How far each is away in days, when it begins, and what became of it. */
    private record Plan(int days, LocalTime begins, DialogueState state, DemoGuests.Wanted guests) {

        Plan(int days, DialogueState state, DemoGuests.Wanted guests) {
            this(days, EVENING, state, guests);
        }
    }

    private static final List<Plan> PLANS = List.of(
            new Plan(-330, DialogueState.HELD, new DemoGuests.Wanted(30, 28, 2, 28, new DemoGuests.Answers(19, 2, 6))),
            new Plan(-250, DialogueState.HELD, new DemoGuests.Wanted(34, 34, 0, 34, new DemoGuests.Answers(25, 1, 7))),
            new Plan(-170, DialogueState.HELD, new DemoGuests.Wanted(40, 36, 4, 36, new DemoGuests.Answers(27, 3, 4))),
            new Plan(-90, DialogueState.HELD, new DemoGuests.Wanted(45, 44, 1, 44, new DemoGuests.Answers(33, 2, 8))),
            new Plan(-30, DialogueState.CANCELLED, DemoGuests.Wanted.of(20, 12, 0)),
            new Plan(
                    15, DialogueState.INVITING, new DemoGuests.Wanted(64, 46, 5, 30, new DemoGuests.Answers(16, 3, 5))),
            new Plan(80, DialogueState.DRAFT, DemoGuests.Wanted.of(12, 0, 0)),
            // On the same evening as the one before, so that who is in charge of both is warned.
            new Plan(80, EVENING.plusHours(1), DialogueState.DRAFT, DemoGuests.Wanted.NONE));

    private final @Nullable DialogueSeriesCatalogue catalogue;
    private final @Nullable Dialogues dialogues;
    private final DemoGuests invited;
    private final DemoOfficers officers;
    private final Clock clock;

    /** @param catalogue null, as dialogues, when there are none in this application */
    DemoDialogues(
            @Nullable DialogueSeriesCatalogue catalogue,
            @Nullable Dialogues dialogues,
            DemoGuests invited,
            DemoOfficers officers,
            Clock clock) {
        this.catalogue = catalogue;
        this.dialogues = dialogues;
        this.invited = invited;
        this.officers = officers;
        this.clock = clock;
    }

    /**
     * Makes dialogues for the acting officer's mission, in the running transaction.
     *
     * @param themes rows with the themes of the series
     * @param wanted how many; a single one is a draft
     * @param guests who may speak
     * @return how many were made
     */
    int make(List<NamedCsvRecord> themes, int wanted, List<ContactId> guests, Random random) {
        if (catalogue == null || dialogues == null) {
            return 0;
        }
        DialogueSeriesView series = catalogue.create(new DialogueSeriesDetails(
                new LocalizedText(Map.of(
                        "en", "Shanyraq Dialogues",
                        "fr", "Les dialogues Shanyraq",
                        "kk", "Шаңырақ диалогтары",
                        "ru", "Диалоги «Шанырак»")),
                Sensitivity.INTERNAL,
                1,
                List.of("en", "fr"),
                DialogueFormat.IN_PERSON,
                "Hall of the Embassy",
                "Avenue de la Steppe 1, 1000 Brussels",
                null,
                ZONE,
                new Capacity(60, Map.of(Circle.MEDIA, 10)),
                new Balance(
                        Map.of(
                                Circle.EU_INSTITUTIONS, 40,
                                Circle.OFFICIAL, 20,
                                Circle.EXPERT, 20,
                                Circle.CIVIL_SOCIETY, 10),
                        Map.of(Level.LEADERSHIP, 10, Level.SENIOR, 30),
                        15)));
        List<OfficerId> planners = officers.planners();
        for (int i = 0; i < wanted; i++) {
            List<OfficerId> inCharge = i % 2 == 0 ? planners.subList(0, 1) : List.of(planners.get(1), planners.get(0));
            Plan plan = wanted == 1 ? PLANS.get(PLANS.size() - 1) : PLANS.get(i);
            NamedCsvRecord theme = themes.get(i);
            List<AgendaItem> agenda = agenda(i, guests, random);
            // Guests are invited to what is still to come; the time of one that is over is set when they have answered.
            Instant announced =
                    plan.state() == DialogueState.HELD ? clock.instant().plusSeconds(LENGTH) : start(plan);
            DialogueView made = dialogues.create(details(theme, plan, series, agenda, announced, inCharge));
            invited.make(made.id(), plan.guests(), guests, random);
            switch (plan.state()) {
                case HELD -> {
                    DialogueView inviting = dialogues.startInviting(made.id(), made.version());
                    invited.invite(made.id(), plan.guests());
                    invited.arrive(made.id());
                    DialogueView over = dialogues.change(
                            made.id(),
                            inviting.version(),
                            details(theme, plan, series, inviting.details().agenda(), start(plan), inCharge));
                    dialogues.markHeld(made.id(), over.version());
                }
                case INVITING -> {
                    dialogues.startInviting(made.id(), made.version());
                    invited.invite(made.id(), plan.guests());
                }
                case CANCELLED ->
                    dialogues.cancel(
                            made.id(), made.version(), "The invited speaker had to travel; to be planned anew.");
                case DRAFT -> {
                    // It stays one.
                }
            }
        }
        return wanted;
    }

    private static DialogueDetails details(
            NamedCsvRecord row,
            Plan plan,
            DialogueSeriesView series,
            List<AgendaItem> agenda,
            Instant start,
            List<OfficerId> inCharge) {
        Map<String, String> theme = new HashMap<>();
        for (String language : List.of("en", "fr", "kk", "ru")) {
            theme.put(language, row.getField("theme_" + language));
        }
        DialogueSeriesDetails defaults = series.details();
        boolean alsoOnline = plan.state() == DialogueState.INVITING;
        return new DialogueDetails(
                new LocalizedText(theme),
                series.id(),
                defaults.languages(),
                alsoOnline ? DialogueFormat.HYBRID : defaults.format(),
                defaults.venue(),
                defaults.address(),
                alsoOnline ? "https://stream.example/shanyraq-dialogues" : null,
                start,
                start.plusSeconds(LENGTH),
                ZONE,
                defaults.capacity(),
                Sensitivity.INTERNAL,
                agenda,
                inCharge);
    }

    /** A Tuesday evening, which lies on the wanted side of today. */
    private Instant start(Plan plan) {
        LocalDate day = LocalDate.now(clock.withZone(ZONE)).plusDays(plan.days());
        LocalDate tuesday = day.with(
                plan.days() < 0
                        ? TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY)
                        : TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY));
        return tuesday.atTime(plan.begins()).atZone(ZONE).toInstant();
    }

    private static List<AgendaItem> agenda(int number, List<ContactId> guests, Random random) {
        List<ContactId> drawn = new ArrayList<>(guests);
        Collections.shuffle(drawn, random);
        List<AgendaItem> agenda = new ArrayList<>();
        agenda.add(AgendaItem.of(
                AgendaItemKind.OPENING,
                10,
                new Speaker(null, "The Ambassador", "Embassy", SpeakerRole.OPENING_REMARKS)));
        if (number % 2 == 0) {
            agenda.add(AgendaItem.of(AgendaItemKind.KEYNOTE, 20, Speaker.of(drawn.get(0), SpeakerRole.KEYNOTE)));
        }
        agenda.add(
                AgendaItem.of(AgendaItemKind.PRESENTATION, 20, Speaker.of(drawn.get(1), SpeakerRole.INVITED_SPEAKER)));
        if (number % 3 == 0) {
            agenda.add(AgendaItem.of(
                    AgendaItemKind.PANEL,
                    30,
                    Speaker.of(drawn.get(2), SpeakerRole.MODERATOR),
                    Speaker.of(drawn.get(3), SpeakerRole.PANELLIST),
                    Speaker.of(drawn.get(4), SpeakerRole.PANELLIST)));
        }
        agenda.add(AgendaItem.of(AgendaItemKind.QUESTIONS, 30, Speaker.of(drawn.get(5), SpeakerRole.MODERATOR)));
        return agenda;
    }
}
