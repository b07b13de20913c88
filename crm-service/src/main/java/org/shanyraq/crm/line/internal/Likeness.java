package org.shanyraq.crm.line.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How alike questions are: the weight of the words that two have in common, of the weight of all their words (Dice). A rare word weighs
 * more: in "what is said to the situation in …" it is the place that tells two questions apart, not the words around it.
 *
 * <p>From {@link #SAME} on two questions count as the same. It is where, of the questions that a parliament asked, half of the pairs that
 * are so alike were answered with the same words; a little lower it is three of ten, and much higher next to none are left.
 */
class Likeness {

    static final double SAME = 0.75;

    /** In a small collection no word is common. */
    private static final int FEWEST = 100;

    private final Map<String, Integer> having = new HashMap<>();
    private final int questions;

    /** @param all the words of each question that counts for how rare a word is */
    Likeness(Collection<Set<String>> all) {
        all.forEach(words -> words.forEach(word -> having.merge(word, 1, Integer::sum)));
        questions = Math.max(FEWEST, all.size());
    }

    /** From 0 to 1. */
    double of(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        return common.isEmpty() ? 0 : 2 * weight(common) / (weight(one) + weight(other));
    }

    private double weight(Set<String> words) {
        return words.stream()
                .mapToDouble(word -> Math.log(1 + (double) questions / having.getOrDefault(word, 1)))
                .sum();
    }
}
