package org.shanyraq.crm.line.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes texts apart into words as they are compared: without endings and without those that say nothing. Kazakh adds its endings
 * one after the other and has no stemmer in the library; there the first {@value #KAZAKH_STEM} letters of a word stand for it, which
 * serves nearly as well in languages of that kind (Can et al., "Information retrieval on Turkish texts", 2008).
 */
class LineWords {

    private static final int KAZAKH_STEM = 5;
    private static final int LONGEST = 64;

    private final Map<String, Analyzer> analyzers = Map.of(
            "en", new EnglishAnalyzer(), "fr", new FrenchAnalyzer(), "kk", kazakh(), "ru", new RussianAnalyzer());

    private final Analyzer others = new StandardAnalyzer();

    private static Analyzer kazakh() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer words = new StandardTokenizer();
                return new TokenStreamComponents(
                        words, new TruncateTokenFilter(new LowerCaseFilter(words), KAZAKH_STEM));
            }
        };
    }

    /** How often each word occurs, in the order in which they first do; in languages without an analyser of their own each word as it stands. */
    Map<String, Integer> of(String language, String text) {
        Map<String, Integer> words = new LinkedHashMap<>();
        try (TokenStream stream = analyzers.getOrDefault(language, others).tokenStream("text", text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (word.length() <= LONGEST) {
                    words.merge(word.toString(), 1, Integer::sum);
                }
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return words;
    }
}
