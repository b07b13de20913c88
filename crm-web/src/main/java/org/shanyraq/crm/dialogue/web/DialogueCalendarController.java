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
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of dialogues as a calendar, a month to a page. */
@Controller("crmDialogueCalendarController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/calendar")
class DialogueCalendarController {

    /** A dialogue that began so long before the first day shown, and still goes on, is shown too. */
    private static final int LONGEST_DAYS = 7;

    /** So many slices of {@link Paging#MAX_SIZE} at most; a month with more says that it is not whole. */
    private static final int SLICES = 5;

    private final Dialogues dialogues;
    private final Clock clock;

    DialogueCalendarController(Dialogues dialogues, Clock clock) {
        this.dialogues = dialogues;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String calendar(
            @ModelAttribute("filter") DialogueFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String month,
            Model model) {
        YearMonth today = YearMonth.from(LocalDate.now(clock));
        YearMonth asked = month == null ? today : read(month);
        YearMonth shown = asked == null ? today : asked;
        List<DialogueSummary> found = new ArrayList<>();
        boolean whole = errors.hasErrors() || find(query(filter, shown), found);
        CalendarMonth calendar = CalendarMonth.of(shown, found);
        model.addAttribute("calendar", calendar);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("thisMonth", shown.equals(today));
        model.addAttribute("weekdays", DayOfWeek.values());
        model.addAttribute("states", DialogueState.values());
        model.addAttribute("unclear", asked == null || errors.hasErrors());
        model.addAttribute("free", calendar.isFree());
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
                CalendarMonth.firstDay(month).minusDays(LONGEST_DAYS),
                // A place far in the east or west has another day than the installation.
                CalendarMonth.lastDay(month).plusDays(1),
                asked.archived(),
                DialogueQuery.Sort.EARLIEST);
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
