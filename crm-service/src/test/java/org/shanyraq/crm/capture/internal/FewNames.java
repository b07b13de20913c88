package org.shanyraq.crm.capture.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The names of a small directory, for tests of the grammar. */
final class FewNames implements KnownNames {

    private static final Map<String, Fit> WHOM = Map.ofEntries(
            Map.entry("ida sample", Fit.PERSON),
            Map.entry("bo other", Fit.PERSON),
            Map.entry("jean exemple", Fit.PERSON),
            Map.entry("marie de la tour", Fit.PERSON),
            Map.entry("иван петров", Fit.PERSON),
            Map.entry("анна иванова", Fit.PERSON),
            Map.entry(CaptureWords.folded("айгүл сапарова"), Fit.PERSON),
            Map.entry("dg trade", Fit.ORGANISATION),
            Map.entry("european commission", Fit.ORGANISATION),
            Map.entry("commission europeenne", Fit.ORGANISATION),
            Map.entry("ministry of energy and mines", Fit.ORGANISATION),
            Map.entry(CaptureWords.folded("мид"), Fit.ORGANISATION),
            Map.entry(CaptureWords.folded("еуропалық комиссия"), Fit.ORGANISATION));

    private static final Map<String, Fit> WHAT = List.of(
                    "trade",
                    "energy",
                    "énergie",
                    "вода",
                    "су",
                    "central asia",
                    "asie centrale",
                    "центральная азия",
                    "орталық азия")
            .stream()
            .collect(Collectors.toMap(CaptureWords::folded, name -> Fit.TOPIC));

    @Override
    public Fit whom(String words) {
        return fit(WHOM, words);
    }

    @Override
    public Fit what(String words) {
        return fit(WHAT, words);
    }

    @Override
    public Fit where(String words) {
        Fit fit = fit(WHOM, words);
        return fit == Fit.PERSON ? Fit.NONE : fit;
    }

    private static Fit fit(Map<String, Fit> names, String words) {
        String folded = CaptureWords.folded(words);
        Fit whole = names.get(folded);
        if (whole != null) {
            return whole;
        }
        return names.keySet().stream().anyMatch(name -> name.startsWith(folded + " ")) ? Fit.BEGINNING : Fit.NONE;
    }
}
