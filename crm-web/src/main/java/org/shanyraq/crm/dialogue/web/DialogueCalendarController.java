package org.shanyraq.crm.dialogue.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The list of dialogues as a calendar, a month to a page. */
@Controller("crmDialogueCalendarController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/calendar")
class DialogueCalendarController {

    /** So many slices of {@link Paging#MAX_SIZE} at most; a month with more says that it is not whole. */
    private static final int SLICES = 5;

    private final Dialogues dialogues;
    private final DialogueSeriesOptions series;
    private final InChargeOptions inCharge;
    private final Clock clock;

    DialogueCalendarController(
            Dialogues dialogues, DialogueSeriesOptions series, InChargeOptions inCharge, Clock clock) {
        this.dialogues = dialogues;
        this.series = series;
        this.inCharge = inCharge;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String calendar(@ModelAttribute("filter") DialogueFilter filter, BindingResult errors, Model model) {
        LocalDate today = LocalDate.now(clock);
        YearMonth thisMonth = YearMonth.from(today);
        YearMonth begun = filter.getFrom() == null ? thisMonth : YearMonth.from(filter.getFrom());
        YearMonth asked = filter.getMonth() == null ? begun : read(filter.getMonth());
        YearMonth shown = asked == null ? thisMonth : asked;
        filter.setMonth(shown.equals(thisMonth) ? null : shown.toString());
        // The month takes their place.
        filter.setFrom(null);
        filter.setUntil(null);
        boolean unclear = errors.hasErrors();
        List<DialogueSummary> found = new ArrayList<>();
        boolean whole = unclear || find(query(filter, shown), found);
        CalendarMonth calendar = CalendarMonth.of(shown, found);
        DialogueSeriesView chosen = series.find(filter.getSeries());
        model.addAttribute("calendar", calendar);
        model.addAttribute("today", today);
        model.addAttribute("thisMonth", shown.equals(thisMonth));
        model.addAttribute("weekdays", DayOfWeek.values());
        model.addAttribute("states", DialogueState.values());
        model.addAttribute("archivedChoices", Archived.values());
        model.addAttribute("chosenSeries", chosen);
        model.addAttribute("series", series.options(Archived.BOTH, null, chosen));
        inCharge.offer(model, filter.getOfficer());
        model.addAttribute("noMonth", asked == null);
        model.addAttribute("unclear", unclear);
        model.addAttribute("free", !unclear && calendar.isFree());
        model.addAttribute("most", whole ? null : SLICES * Paging.MAX_SIZE);
        return "crm/dialogue/calendar";
    }

    /** Null when the text is no month of a year with four digits, as {@code 2026-11}. */
    private static @Nullable YearMonth read(String month) {
        if (!month.matches("[12]\\d{3}-\\d{2}")) {
            return null;
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException noMonth) {
            return null;
        }
    }

    private static DialogueQuery query(DialogueFilter filter, YearMonth month) {
        DialogueQuery asked = filter.toQuery();
        return new DialogueQuery(
                asked.text(),
                asked.states(),
                asked.series(),
                // What began before the first day shown may still go on.
                CalendarMonth.firstDay(month).minusDays(DialogueDetails.LONGEST.toDays() + 1),
                // A place far in the east or west has another day than the installation.
                CalendarMonth.lastDay(month).plusDays(1),
                asked.archived(),
                DialogueQuery.Sort.EARLIEST,
                asked.inCharge());
    }

    /** Returns whether that is all. */
    private boolean find(DialogueQuery query, List<DialogueSummary> found) {
        String cursor = null;
        for (int i = 0; i < SLICES; i++) {
            Slice<DialogueSummary> slice = dialogues.list(query, new Paging(cursor, Paging.MAX_SIZE));
            found.addAll(slice.items());
            cursor = slice.next();
            if (cursor == null) {
                return true;
            }
        }
        return false;
    }
}
