package org.shanyraq.crm.capture.internal;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.capture.CaptureKind;
import org.shanyraq.crm.capture.internal.KnownNames.Fit;
import org.shanyraq.crm.interaction.InteractionKind;

/**
 * The grammar of a line: {@code met @Ida Sample and @Bo Other yesterday at #trade: what was said !fri send the text}. It knows words in four
 * languages and no records; what it does not know it says so of, and it guesses nothing. Every character of a line belongs to one mark.
 *
 * <p>The head of a line ends at the first colon that stands between no digits; then comes what was said. What begins with an exclamation
 * mark at the beginning of a word ends both, and goes on to the next one.
 */
final class CaptureGrammar {

    /** A name has no more words. */
    static final int LONGEST_NAME = 8;

    private static final String MARKS = "@#!%";
    private static final String QUOTES = "\"“”«»„";
    /** Of which a line has one. */
    private static final Set<CaptureKind> ONCE =
            EnumSet.of(CaptureKind.HOW, CaptureKind.DAY, CaptureKind.TIME, CaptureKind.PLACE, CaptureKind.SENSITIVITY);

    private final String line;
    private final LocalDate today;
    private final KnownNames names;
    private final List<Mark> marks = new ArrayList<>();
    private int end;
    private int at;
    private boolean placing;

    private CaptureGrammar(String line, LocalDate today, KnownNames names) {
        this.line = line;
        this.today = today;
        this.names = names;
    }

    /**
     * @param today at the place
     * @return what the line says, from its beginning to its end; nothing for a blank one
     */
    static List<Mark> read(String line, LocalDate today, KnownNames names) {
        return new CaptureGrammar(line, today, names).marks();
    }

    private List<Mark> marks() {
        end = line.length();
        Mark last = sensitivityAtTheEnd();
        if (last != null) {
            end = last.from();
        }
        while (true) {
            skip(" ,;.()–—-\"“”«»„'");
            if (at >= end) {
                break;
            }
            char c = line.charAt(at);
            if (c == ':') {
                summary();
            } else if (c == '!') {
                toDo();
            } else if (c == '@') {
                person();
            } else if (c == '#') {
                topic();
            } else if (c == '%') {
                sensitivity();
            } else {
                word();
            }
        }
        if (last != null) {
            add(last);
        }
        if (marks.isEmpty() && !line.isBlank()) {
            marks.add(Mark.of(CaptureKind.UNKNOWN, 0, line.strip()));
        }
        return tiled();
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void skip(String other) {
        while (at < end && (isBlank(line.charAt(at)) || other.indexOf(line.charAt(at)) >= 0)) {
            at++;
        }
    }

    /** Adds a mark, as one that was not understood when the line has one of it already. */
    private void add(Mark mark) {
        boolean again = ONCE.contains(mark.kind()) && marks.stream().anyMatch(known -> known.kind() == mark.kind());
        Mark added = again ? Mark.of(CaptureKind.UNKNOWN, mark.from(), mark.said()) : mark;
        Mark before = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        if (before != null
                && added.kind() == CaptureKind.UNKNOWN
                && before.kind() == CaptureKind.UNKNOWN
                && MARKS.indexOf(before.said().charAt(0)) < 0
                && MARKS.indexOf(added.said().charAt(0)) < 0) {
            marks.set(
                    marks.size() - 1,
                    Mark.of(
                            CaptureKind.UNKNOWN,
                            before.from(),
                            line.substring(
                                    before.from(), added.from() + added.said().length())));
            return;
        }
        marks.add(added);
    }

    private List<Mark> tiled() {
        List<Mark> tiled = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = i == 0 ? marks.get(i).from(0) : marks.get(i);
            tiled.add(mark.until(i + 1 < marks.size() ? marks.get(i + 1).from() : line.length()));
        }
        return tiled;
    }

    // ---- words

    /** A word from there on: to the next blank, or to a colon that ends the head. */
    private int wordEnd(int from, int most) {
        int to = from;
        while (to < most && !isBlank(line.charAt(to)) && !isHeadColon(to)) {
            to++;
            if (",;".indexOf(line.charAt(to - 1)) >= 0) {
                break;
            }
        }
        return to;
    }

    private boolean isHeadColon(int position) {
        if (line.charAt(position) != ':') {
            return false;
        }
        boolean digitBefore = position > 0 && Character.isDigit(line.charAt(position - 1));
        boolean digitAfter = position + 1 < line.length() && Character.isDigit(line.charAt(position + 1));
        return !(digitBefore && digitAfter);
    }

    /**
     * A word without punctuation after it.
     *
     * @param to where the word ends, without what is after it
     * @param closed whether something stands after it that ends a name
     */
    private record Word(String text, int from, int to, boolean closed) {

        String folded() {
            return CaptureWords.folded(text);
        }
    }

    /** The words from there on, until a mark, a colon, or so many. */
    private List<Word> words(int from, int most, int limit) {
        List<Word> words = new ArrayList<>();
        int next = from;
        while (words.size() < limit) {
            while (next < most && isBlank(line.charAt(next))) {
                next++;
            }
            if (next >= most || isHeadColon(next) || MARKS.indexOf(line.charAt(next)) >= 0) {
                break;
            }
            int to = wordEnd(next, most);
            int bare = to;
            while (bare > next && ",;.()\"“”«»".indexOf(line.charAt(bare - 1)) >= 0) {
                bare--;
            }
            if (bare == next) {
                break;
            }
            String text = line.substring(next, bare);
            boolean closed = line.substring(bare, to).matches(".*[,;()].*");
            words.add(new Word(text, next, bare, closed));
            next = to;
        }
        return words;
    }

    private static List<String> folded(List<Word> words) {
        return words.stream().map(Word::folded).toList();
    }

    private void word() {
        List<Word> words = words(at, end, LONGEST_NAME);
        if (words.isEmpty()) {
            // Punctuation of no meaning.
            add(Mark.of(CaptureKind.UNKNOWN, at, line.substring(at, Math.max(at + 1, wordEnd(at, end)))));
            at = Math.max(at + 1, wordEnd(at, end));
            return;
        }
        Word first = words.get(0);
        LocalTime time = SaidDay.time(first.folded());
        SaidDay day = SaidDay.read(folded(words), today, false);
        if (time != null) {
            add(mark(CaptureKind.TIME, first, first).at(time));
            at = first.to();
            placing = false;
        } else if (day != null) {
            Word last = words.get(day.words() - 1);
            add(mark(CaptureKind.DAY, first, last).on(day.day()));
            at = last.to();
            placing = false;
        } else if (!phrase(words) && !(placing && place(words))) {
            add(mark(CaptureKind.UNKNOWN, first, first));
            at = first.to();
            placing = false;
        }
    }

    private Mark mark(CaptureKind kind, Word first, Word last) {
        return Mark.of(kind, first.from(), line.substring(first.from(), last.to()));
    }

    /** Takes the words that say how one was in touch, or join others. */
    private boolean phrase(List<Word> words) {
        for (int many = Math.min(CaptureWords.LONGEST, words.size()); many > 0; many--) {
            Word last = words.get(many - 1);
            String phrase = String.join(" ", folded(words.subList(0, many)));
            InteractionKind how = CaptureWords.how(phrase);
            if (how != null && !placing) {
                add(mark(CaptureKind.HOW, words.get(0), last).how(how));
                at = last.to();
                return true;
            }
            boolean at1 = many == 1 && CaptureWords.isPlacing(words.get(0).text());
            if (at1 || CaptureWords.isJoining(phrase) || (many == 1 && CaptureWords.isArticle(phrase))) {
                add(mark(CaptureKind.WORD, words.get(0), last));
                at = last.to();
                placing = at1 || (placing && CaptureWords.isArticle(phrase));
                return true;
            }
        }
        return false;
    }

    /** Takes the words after "at": an organisation that is known, or else a place. */
    private boolean place(List<Word> words) {
        placing = false;
        Word organisation = longest(words, Fit.ORGANISATION);
        if (organisation != null) {
            Mark mark = mark(CaptureKind.ORGANISATION, words.get(0), organisation);
            add(mark.named(mark.said()));
            at = organisation.to();
            return true;
        }
        if (words.get(0).text().matches("\\d+[:.h/]\\d*")) {
            return false;
        }
        Word last = unknownName(words);
        Mark mark = mark(CaptureKind.PLACE, words.get(0), last);
        add(mark.saying(mark.said()));
        at = last.to();
        return true;
    }

    /** The last word of the longest organisation that the words begin with. */
    private @Nullable Word longest(List<Word> words, Fit wanted) {
        Word found = null;
        for (Word word : words) {
            Fit fit = names.where(line.substring(words.get(0).from(), word.to()));
            if (fit == wanted) {
                found = word;
            }
            if (fit == Fit.NONE || word.closed()) {
                break;
            }
        }
        return found;
    }

    /** The last word of a name that nobody knows. */
    private static Word unknownName(List<Word> words) {
        int last = 0;
        while (last + 1 < words.size()
                && !words.get(last).closed()
                && !CaptureWords.endsName(words.get(last + 1).text())
                && SaidDay.time(words.get(last + 1).folded()) == null
                && SaidDay.read(folded(words.subList(last + 1, words.size())), LocalDate.of(2000, 1, 1), false)
                        == null) {
            last++;
        }
        return words.get(last);
    }

    // ---- names

    private void person() {
        placing = false;
        Named named = named(at + 1, end, true);
        if (named == null) {
            unknownWord();
            return;
        }
        add(Mark.of(
                        named.fit() == Fit.ORGANISATION ? CaptureKind.ORGANISATION : CaptureKind.PERSON,
                        at,
                        line.substring(at, named.to()))
                .named(named.name()));
        at = named.to();
    }

    private void topic() {
        placing = false;
        Named named = named(at + 1, end, false);
        if (named == null) {
            unknownWord();
            return;
        }
        add(Mark.of(CaptureKind.TOPIC, at, line.substring(at, named.to())).named(named.name()));
        at = named.to();
    }

    /** A sign with nothing after it. */
    private void unknownWord() {
        int to = Math.max(at + 1, wordEnd(at, end));
        add(Mark.of(CaptureKind.UNKNOWN, at, line.substring(at, to)));
        at = to;
    }

    private record Named(String name, int to, Fit fit) {}

    /** The name that begins there: in quotation marks, or the longest one that is known, or as much as may be one. */
    private @Nullable Named named(int from, int most, boolean whom) {
        if (from >= most || isBlank(line.charAt(from))) {
            return null;
        }
        if (QUOTES.indexOf(line.charAt(from)) >= 0) {
            int close = from + 1;
            while (close < most && QUOTES.indexOf(line.charAt(close)) < 0) {
                close++;
            }
            String name = line.substring(from + 1, close).strip();
            int to = Math.min(close + 1, most);
            return name.isEmpty() ? null : new Named(name, to, fit(name, whom));
        }
        List<Word> words = words(from, most, LONGEST_NAME);
        if (words.isEmpty()) {
            return null;
        }
        Named known = null;
        for (Word word : words) {
            if (known != null && CaptureWords.endsName(word.text())) {
                break;
            }
            String name = line.substring(from, word.to());
            Fit fit = fit(name, whom);
            if (fit != Fit.NONE && fit != Fit.BEGINNING) {
                known = new Named(name, word.to(), fit);
            }
            if (fit == Fit.NONE || word.closed()) {
                break;
            }
        }
        if (known != null) {
            return known;
        }
        Word last = whom ? unknownName(words) : words.get(0);
        return new Named(line.substring(from, last.to()), last.to(), Fit.NONE);
    }

    private Fit fit(String name, boolean whom) {
        return whom ? names.whom(name) : names.what(name);
    }

    // ---- sensitivity

    private void sensitivity() {
        placing = false;
        int to = Math.max(at + 1, wordEnd(at, end));
        while (to > at + 1 && ",;.".indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        String said = line.substring(at, to);
        Sensitivity sensitivity = CaptureWords.sensitivity(CaptureWords.folded(said.substring(1)));
        Mark mark = Mark.of(sensitivity == null ? CaptureKind.UNKNOWN : CaptureKind.SENSITIVITY, at, said);
        add(sensitivity == null ? mark : mark.as(sensitivity));
        at = to;
    }

    /** A sensitivity that ends the line, whatever stands before it. */
    private @Nullable Mark sensitivityAtTheEnd() {
        String whole = line.stripTrailing();
        int from = whole.lastIndexOf('%');
        if (from < 0 || (from > 0 && !isBlank(line.charAt(from - 1)))) {
            return null;
        }
        String said = whole.substring(from);
        Sensitivity sensitivity = CaptureWords.sensitivity(CaptureWords.folded(said.substring(1)));
        return sensitivity == null
                ? null
                : Mark.of(CaptureKind.SENSITIVITY, from, said).as(sensitivity);
    }

    // ---- what was said, and what is to be done

    /** Where the next thing to be done begins: an exclamation mark at the beginning of a word, or the end. */
    private int nextToDo(int from) {
        for (int i = from; i < end; i++) {
            if (line.charAt(i) == '!'
                    && (i == 0 || isBlank(line.charAt(i - 1)))
                    && i + 1 < end
                    && !isBlank(line.charAt(i + 1))
                    && line.charAt(i + 1) != '!') {
                return i;
            }
        }
        return end;
    }

    private void summary() {
        int to = nextToDo(at + 1);
        String text = line.substring(at + 1, to).strip();
        add(Mark.of(CaptureKind.SUMMARY, at, line.substring(at, to).stripTrailing())
                .saying(text));
        at = to;
    }

    private void toDo() {
        int to = nextToDo(at + 1);
        String said = line.substring(at, to).stripTrailing();
        int last = at + said.length();
        List<Word> words = words(at + 1, last, LONGEST_NAME);
        CaptureKind kind = CaptureKind.FOLLOW_UP;
        int next = at + 1;
        String name = null;
        if (!words.isEmpty()) {
            String first = words.get(0).folded();
            if (CaptureWords.isWe(first) || CaptureWords.isThey(first)) {
                kind = CaptureWords.isWe(first) ? CaptureKind.OURS : CaptureKind.THEIRS;
                next = blanks(words.get(0).to(), last);
                if (next < last && line.charAt(next) == '@') {
                    Named named = named(next + 1, last, true);
                    if (named != null) {
                        name = named.name();
                        next = blanks(named.to(), last);
                    }
                }
            }
        }
        List<Word> rest = words(next, last, LONGEST_NAME);
        SaidDay day = SaidDay.read(folded(rest), today, true);
        if (day != null) {
            next = rest.get(day.words() - 1).to();
        }
        while (next < last && (isBlank(line.charAt(next)) || ":,;–—-".indexOf(line.charAt(next)) >= 0)) {
            next++;
        }
        add(Mark.of(kind, at, said)
                .named(name)
                .on(day == null ? null : day.day())
                .after(day == null ? null : day.workingDays())
                .saying(line.substring(next, last).strip()));
        at = to;
    }

    private int blanks(int from, int most) {
        int next = from;
        while (next < most && isBlank(line.charAt(next))) {
            next++;
        }
        return next;
    }
}
