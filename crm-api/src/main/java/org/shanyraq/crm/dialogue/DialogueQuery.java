package org.shanyraq.crm.dialogue;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.shared.Archived;

/**
 * Which dialogues are wanted; a null or empty criterion does not restrict.
 *
 * @param text found in the theme in any language, in any script, with small mistakes
 * @param from begins on this day or later, in the zone of the installation
 * @param until begins on this day or earlier
 * @param inCharge an officer who is in charge of it, perhaps with others
 */
public record DialogueQuery(
        @Nullable String text,
        Set<DialogueState> states,
        @Nullable DialogueSeriesId series,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Archived archived,
        Sort sort,
        @Nullable OfficerId inCharge) {

    /** By what the list is ordered. */
    public enum Sort {
        /** The latest first. */
        LATEST,
        EARLIEST
    }

    public static final DialogueQuery ALL =
            new DialogueQuery(null, Set.of(), null, null, null, Archived.WITHOUT, Sort.LATEST);

    /** Whoever is in charge. */
    public DialogueQuery(
            @Nullable String text,
            Set<DialogueState> states,
            @Nullable DialogueSeriesId series,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Archived archived,
            Sort sort) {
        this(text, states, series, from, until, archived, sort, null);
    }

    public DialogueQuery {
        states = Set.copyOf(states);
    }

    /** The same, restricted to this series. */
    public DialogueQuery of(@Nullable DialogueSeriesId wanted) {
        return new DialogueQuery(text, states, wanted, from, until, archived, sort, inCharge);
    }

    /** The same, restricted by this text; null lifts the restriction. */
    public DialogueQuery withText(@Nullable String wanted) {
        return new DialogueQuery(wanted, states, series, from, until, archived, sort, inCharge);
    }

    /** The same, restricted to these states. */
    public DialogueQuery in(DialogueState... wanted) {
        return new DialogueQuery(text, Set.of(wanted), series, from, until, archived, sort, inCharge);
    }

    /** The same, restricted to those that this officer is in charge of; null lifts the restriction. */
    public DialogueQuery ledBy(@Nullable OfficerId wanted) {
        return new DialogueQuery(text, states, series, from, until, archived, sort, wanted);
    }
}
