package org.shanyraq.crm.question.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;

/**
 * The questions of a dialogue as who moderates them goes through them.
 *
 * @param reported those that are shown and that guests reported, most reports first
 * @param waiting those that nobody looked at yet
 * @param asked those that are being asked, the latest last
 * @param next those that wait for their turn
 * @param done the others, the latest first
 * @param reports how often each was reported
 */
record ModeratorQueue(
        List<QuestionSummary> reported,
        List<QuestionSummary> waiting,
        List<QuestionSummary> asked,
        List<QuestionSummary> next,
        List<QuestionSummary> done,
        Map<QuestionId, Integer> reports) {

    /** In which order those stand that wait. */
    enum Sort {
        /** As they came, and in running order. */
        RUNNING,
        /** The latest first, and in running order. */
        NEWEST,
        /** Most votes first. */
        VOTES
    }

    static ModeratorQueue of(List<QuestionSummary> running, Map<QuestionId, Integer> reports, Sort sort) {
        Comparator<QuestionSummary> order = Comparator.comparingInt(QuestionSummary::position);
        Comparator<QuestionSummary> came = Comparator.comparing(QuestionSummary::receivedAt);
        Comparator<QuestionSummary> byVotes =
                Comparator.comparingInt(QuestionSummary::votes).reversed().thenComparing(order);
        return new ModeratorQueue(
                running.stream()
                        .filter(question -> reports.containsKey(question.id()) && isShown(question))
                        .sorted(Comparator.comparingInt(
                                        (QuestionSummary question) -> reports.getOrDefault(question.id(), 0))
                                .reversed()
                                .thenComparing(order))
                        .toList(),
                in(
                        running,
                        switch (sort) {
                            case RUNNING -> came;
                            case NEWEST -> came.reversed();
                            case VOTES -> byVotes;
                        },
                        QuestionState.RECEIVED),
                in(running, order, QuestionState.ASKED),
                in(running, sort == Sort.VOTES ? byVotes : order, QuestionState.APPROVED),
                in(
                        running,
                        Comparator.comparingInt(QuestionSummary::number).reversed(),
                        QuestionState.ANSWERED,
                        QuestionState.TAKEN_AWAY,
                        QuestionState.ANSWERED_AFTER,
                        QuestionState.DECLINED,
                        QuestionState.MERGED),
                reports);
    }

    private static boolean isShown(QuestionSummary question) {
        return !question.hidden()
                && (question.state() == QuestionState.APPROVED || question.state() == QuestionState.ASKED);
    }

    private static List<QuestionSummary> in(
            List<QuestionSummary> running, Comparator<QuestionSummary> order, QuestionState... states) {
        return running.stream()
                .filter(question -> List.of(states).contains(question.state()))
                .sorted(order)
                .toList();
    }

    /** The others with which one can be merged. */
    public List<QuestionSummary> others(QuestionSummary one) {
        return Stream.of(asked, next, waiting)
                .flatMap(List::stream)
                .filter(other -> !other.id().equals(one.id()))
                .toList();
    }
}
