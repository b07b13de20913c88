package org.shanyraq.crm.question;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.shanyraq.crm.shared.ConflictException;

/** What can be done with a question, and where that leads: the one table of its states. What is not in it is refused. */
public enum QuestionAct {
    /** Have it shown. */
    APPROVE(Map.of(QuestionState.RECEIVED, QuestionState.APPROVED)),
    /** Say that it was put; also of one that nobody had time to approve. */
    ASK(Map.of(QuestionState.RECEIVED, QuestionState.ASKED, QuestionState.APPROVED, QuestionState.ASKED)),
    /** Say that it was answered, or what was answered in other words. */
    ANSWER(Map.of(
            QuestionState.APPROVED,
            QuestionState.ANSWERED,
            QuestionState.ASKED,
            QuestionState.ANSWERED,
            QuestionState.ANSWERED,
            QuestionState.ANSWERED)),
    /** Undertake to answer it later, also when the answer of that day did not say all. */
    TAKE_AWAY(Map.of(
            QuestionState.APPROVED,
            QuestionState.TAKEN_AWAY,
            QuestionState.ASKED,
            QuestionState.TAKEN_AWAY,
            QuestionState.ANSWERED,
            QuestionState.TAKEN_AWAY)),
    /** Say that what was undertaken is done. */
    ANSWER_AFTER(Map.of(QuestionState.TAKEN_AWAY, QuestionState.ANSWERED_AFTER)),
    /** Say why it is not put, or not answered. */
    DECLINE(Map.of(
            QuestionState.RECEIVED,
            QuestionState.DECLINED,
            QuestionState.APPROVED,
            QuestionState.DECLINED,
            QuestionState.ASKED,
            QuestionState.DECLINED)),
    /** Have another one stand for it. */
    MERGE(Map.of(
            QuestionState.RECEIVED,
            QuestionState.MERGED,
            QuestionState.APPROVED,
            QuestionState.MERGED,
            QuestionState.ASKED,
            QuestionState.MERGED)),
    /** Have it stand for itself again, as it did before. */
    SPLIT(Map.of(QuestionState.MERGED, QuestionState.MERGED)),
    /** Mend a slip; one that was declined or taken away is again what it was before. */
    STEP_BACK(Map.of(
            QuestionState.APPROVED,
            QuestionState.RECEIVED,
            QuestionState.ASKED,
            QuestionState.APPROVED,
            QuestionState.ANSWERED,
            QuestionState.ASKED,
            QuestionState.TAKEN_AWAY,
            QuestionState.TAKEN_AWAY,
            QuestionState.DECLINED,
            QuestionState.DECLINED));

    private final Map<QuestionState, QuestionState> ways;

    QuestionAct(Map<QuestionState, QuestionState> ways) {
        this.ways = ways;
    }

    /**
     * Where the act leads.
     *
     * @param earlier what it was before it was declined, merged or taken away
     * @throws ConflictException when it is not the time for the act
     */
    public QuestionState from(QuestionState now, QuestionState earlier) {
        QuestionState next = ways.get(now);
        if (next == null) {
            throw new ConflictException("crm.question.error.act." + code());
        }
        // Whoever stays where they are goes back to what they were before, which is the same unless the question was
        // declined, merged or taken away.
        return next == now ? earlier : next;
    }

    public boolean isOpenTo(QuestionState state) {
        return ways.containsKey(state);
    }

    /** What can be done with a question in that state. */
    public static Set<QuestionAct> of(QuestionState state) {
        Set<QuestionAct> acts = EnumSet.noneOf(QuestionAct.class);
        for (QuestionAct act : values()) {
            if (act.isOpenTo(state)) {
                acts.add(act);
            }
        }
        return acts;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
