package org.shanyraq.crm.capture.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
    /** Whether something in the head is written in letters that Kazakh alone has. */
    private final boolean kazakh;

    private CaptureGrammar(String line, LocalDate today, KnownNames names) {
        this.line = line;
        this.today = today;
        this.names = names;
        this.kazakh = CaptureWords.isKazakh(line.substring(0, headEnd()));
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
        boolean twice = mark.said().length() > 1
                && "@#".indexOf(mark.said().charAt(0)) >= 0
                && mark.name() != null
                && marks.stream()
                        .anyMatch(
                                known -> isNamed(known, mark.name(), mark.said().charAt(0)));
        Mark added = again || twice ? Mark.unknown(mark.from(), mark.said(), twice ? "name-twice" : null) : mark;
        Mark before = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        if (before != null
                && added.kind() == CaptureKind.UNKNOWN
                && before.kind() == CaptureKind.UNKNOWN
                && added.trouble() == null
                && before.trouble() == null
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

    /** Whether the line has that name already, with that sign. */
    private static boolean isNamed(Mark mark, String name, char sign) {
        return mark.name() != null
                && mark.said().charAt(0) == sign
                && CaptureWords.folded(mark.name()).equals(CaptureWords.folded(name));
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

    private int headEnd() {
        int to = 0;
        while (to < line.length() && !isHeadColon(to)) {
            to++;
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

        /** Written as a name is: not with a small letter, or with one before the name itself, as in d'Arc and al-Farabi. */
        boolean isCapital() {
            return text.codePoints().filter(Character::isLetter).findFirst().stream()
                            .noneMatch(Character::isLowerCase)
                    ? Character.isLetter(text.codePointAt(0))
                    : text.matches("\\p{L}{1,4}['’-]\\p{Lu}.*");
        }

        /** Written in capital letters throughout, so that they say nothing. */
        boolean isShouted() {
            return text.length() > 1
                    && text.equals(text.toUpperCase(Locale.ROOT))
                    && !text.equals(text.toLowerCase(Locale.ROOT));
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
        List<String> folded = folded(words);
        SaidDay.Clock clock = SaidDay.clock(folded);
        SaidDay day = SaidDay.read(folded, today, false);
        if (clock != null) {
            Word last = words.get(clock.words() - 1);
            Mark mark = mark(CaptureKind.TIME, first, last);
            add(clock.time() == null ? Mark.unknown(mark.from(), mark.said(), "time-unclear") : mark.at(clock.time()));
            at = last.to();
            placing = false;
        } else if (placing && first.text().matches("\\d{1,2}[./]\\d{1,2}")) {
            // At 9.10 may be a time, and the 9th of October.
            add(Mark.unknown(first.from(), first.text(), "time-unclear"));
            at = first.to();
            placing = false;
        } else if (day != null) {
            Word last = words.get(day.words() - 1);
            Mark mark = mark(CaptureKind.DAY, first, last);
            // Hotel Sun.
            boolean named = day.words() == 1
                    && first.isCapital()
                    && SaidDay.isAmbiguous(first.folded())
                    && isLast(CaptureKind.PLACE)
                    && line.charAt(first.from() - 1) != ',';
            String trouble = named ? "name-or-word" : day.trouble();
            add(trouble == null ? mark.on(day.day()) : Mark.unknown(mark.from(), mark.said(), trouble));
            at = last.to();
            placing = false;
        } else if (!phrase(words) && !(placing && place(words)) && !locative(words)) {
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
            InteractionKind by = CaptureWords.by(phrase);
            if (by != null) {
                by(by, mark(CaptureKind.HOW, words.get(0), last));
                at = last.to();
                placing = false;
                return true;
            }
            InteractionKind how = CaptureWords.how(phrase);
            int known = howAt();
            boolean where = known >= 0
                    && (CaptureWords.isPlacing(words.get(0).text())
                            || CaptureWords.isLocative(words.get(0).text()));
            if (how != null && !placing && !where) {
                boolean more = known >= 0
                        && CaptureWords.isOpenTo(
                                phrase, Objects.requireNonNull(marks.get(known).how()));
                add(
                        more
                                ? mark(CaptureKind.WORD, words.get(0), last)
                                : mark(CaptureKind.HOW, words.get(0), last).how(how));
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

    private boolean isLast(CaptureKind kind) {
        return !marks.isEmpty() && marks.get(marks.size() - 1).kind() == kind;
    }

    private int howAt() {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).kind() == CaptureKind.HOW) {
                return i;
            }
        }
        return -1;
    }

    /** By phone: says more of how one was in touch when that is still open, and else contradicts it. */
    private void by(InteractionKind kind, Mark mark) {
        int known = howAt();
        if (known < 0) {
            add(mark.how(kind));
            return;
        }
        Mark how = marks.get(known);
        if (how.how() == kind || CaptureWords.isOpenTo(CaptureWords.folded(how.said()), kind)) {
            marks.set(known, how.how(kind));
            add(Mark.of(CaptureKind.WORD, mark.from(), mark.said()));
        } else {
            add(Mark.unknown(mark.from(), mark.said(), null));
        }
    }

    /** Takes words that say by a Kazakh ending where it was. */
    private boolean locative(List<Word> words) {
        placing = false;
        if (!kazakh) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (CaptureWords.isLocative(word.text()) || (i > 0 && CaptureWords.isLocative("А" + word.text()))) {
                addPlace(mark(CaptureKind.PLACE, words.get(0), word));
                at = word.to();
                return true;
            }
            if (!words.get(0).isCapital() || word.closed() || i > 2 || CaptureWords.endsName(word.text())) {
                return false;
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
        if (!Character.isLetter(words.get(0).text().codePointAt(0))
                || CaptureWords.isNoPlace(words.get(0).folded())) {
            return false;
        }
        Word last = words.get(unknownPlace(words));
        Mark mark = mark(CaptureKind.PLACE, words.get(0), last);
        if (isMarked(mark.said())) {
            add(Mark.unknown(mark.from(), mark.said(), null));
        } else {
            addPlace(mark);
        }
        at = last.to();
        return true;
    }

    /** Adds a place, to the one before it when nothing but small words stands between: the embassy in Brussels. */
    private void addPlace(Mark mark) {
        int before = marks.size() - 1;
        while (before > 0 && marks.get(before).kind() == CaptureKind.WORD) {
            before--;
        }
        Mark place = before < 0 ? mark : marks.get(before);
        if (before >= 0 && place.kind() == CaptureKind.PLACE) {
            marks.subList(before, marks.size()).clear();
            String said = line.substring(place.from(), mark.from() + mark.said().length());
            add(Mark.of(CaptureKind.PLACE, place.from(), said).saying(said));
        } else {
            add(mark.saying(mark.said()));
        }
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

    /** The last word of a place that nobody knows. */
    private int unknownPlace(List<Word> words) {
        int last = 0;
        while (last + 1 < words.size()
                && !words.get(last).closed()
                && !CaptureWords.endsName(words.get(last + 1).text())
                && !tells(words, last + 1)) {
            last++;
        }
        return last;
    }

    /** Whether a day, a time or a manner of being in touch is told from that word on. */
    private boolean tells(List<Word> words, int from) {
        List<String> folded = folded(words.subList(from, words.size()));
        return SaidDay.clock(folded) != null
                || SaidDay.read(folded, today, false) != null
                || CaptureWords.how(folded.get(0)) != null
                || CaptureWords.by(folded.get(0)) != null
                || (folded.size() > 1 && CaptureWords.by(folded.get(0) + " " + folded.get(1)) != null);
    }

    /**
     * The last word of a name that nobody knows. One that is written as names are goes on as long as its words are; one that is written in
     * small letters up to a word that the grammar knows.
     */
    private int unknownName(List<Word> words) {
        if (!words.get(0).isCapital()) {
            return unknownPlace(words);
        }
        boolean shouted = words.get(0).isShouted();
        int last = 0;
        for (int next = 1; next < words.size() && !words.get(next - 1).closed(); next++) {
            Word word = words.get(next);
            if (word.isCapital()) {
                if (tells(words, next)
                        || (shouted && CaptureWords.endsName(word.text()))
                        || (kazakh && CaptureWords.isLocative(word.text()))) {
                    break;
                }
                last = next;
            } else if (CaptureWords.isEndOfName(word.folded())) {
                return next;
            } else if (!CaptureWords.isParticle(word.folded()) && !isDutchIn(words, next)) {
                break;
            }
        }
        return last;
    }

    /** In 't Veld. */
    private static boolean isDutchIn(List<Word> words, int at) {
        return words.get(at).folded().equals("in")
                && at + 1 < words.size()
                && words.get(at + 1).folded().equals("'t");
    }

    /** Whether a sign stands within words that are not quoted. */
    private static boolean isMarked(String said) {
        return said.substring(1).codePoints().anyMatch(c -> MARKS.indexOf(c) >= 0);
    }

    // ---- names

    private void person() {
        placing = false;
        Named named = named(at + 1, end, true);
        if (named == null) {
            unknownWord();
            return;
        }
        name(named, named.fit() == Fit.ORGANISATION ? CaptureKind.ORGANISATION : CaptureKind.PERSON);
        if (mayGoOn(named, end)) {
            Word word = words(at, end, 1).get(0);
            add(Mark.unknown(word.from(), word.text(), "name-or-word"));
            at = word.to();
        }
    }

    private void topic() {
        placing = false;
        Named named = named(at + 1, end, false);
        if (named == null) {
            unknownWord();
            return;
        }
        name(named, CaptureKind.TOPIC);
    }

    private void name(Named named, CaptureKind kind) {
        String said = line.substring(at, named.to());
        add(
                !named.quoted() && isMarked(said)
                        ? Mark.unknown(at, said, null)
                        : Mark.of(kind, at, said).named(named.name()));
        at = named.to();
    }

    /**
     * Whether a word that may be a day stands behind a name that nobody has, written as the name is: it may be part of that name. When a
     * name that somebody has begins so, only a word that is a day in short may go on with it.
     */
    private boolean mayGoOn(Named named, int most) {
        List<Word> behind = words(named.to(), most, LONGEST_NAME);
        boolean closed = named.to() < most && ",;()".indexOf(line.charAt(named.to())) >= 0;
        if (named.quoted() || closed || behind.isEmpty() || !behind.get(0).isCapital()) {
            return false;
        }
        Word word = behind.get(0);
        return switch (named.fit()) {
            case NONE -> tells(behind, 0) || (kazakh && CaptureWords.isLocative(word.text()));
            case BEGINNING -> SaidDay.isAmbiguous(word.folded());
            default -> false;
        };
    }

    /** A sign with nothing after it. */
    private void unknownWord() {
        int to = Math.max(at + 1, wordEnd(at, end));
        add(Mark.of(CaptureKind.UNKNOWN, at, line.substring(at, to)));
        at = to;
    }

    private record Named(String name, int to, Fit fit, boolean quoted) {}

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
            String name = text(from + 1, close);
            int to = Math.min(close + 1, most);
            return name.isEmpty() ? null : new Named(name, to, fit(name, whom), true);
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
                known = new Named(name, word.to(), fit, false);
            } else if (whom && marks.stream().anyMatch(mark -> isNamed(mark, name, '@'))) {
                known = new Named(name, word.to(), Fit.PERSON, false);
            }
            boolean begun = whom && marks.stream().anyMatch(mark -> isBegun(mark, name));
            if ((fit == Fit.NONE && !begun) || word.closed()) {
                break;
            }
        }
        if (known != null) {
            return known;
        }
        Word last = whom ? words.get(unknownName(words)) : words.get(0);
        String name = line.substring(from, last.to());
        boolean part = whom && fit(name, true) == Fit.BEGINNING;
        return new Named(name, last.to(), part ? Fit.BEGINNING : Fit.NONE, false);
    }

    /** Whether a name that the line has already begins so. */
    private static boolean isBegun(Mark mark, String begun) {
        return mark.name() != null
                && mark.said().charAt(0) == '@'
                && CaptureWords.folded(mark.name()).startsWith(CaptureWords.folded(begun) + " ");
    }

    private Fit fit(String name, boolean whom) {
        return whom ? names.whom(name) : names.what(name);
    }

    // ---- sensitivity

    private void sensitivity() {
        placing = false;
        int to = sensitivityEnd(at);
        if (to == 0) {
            unknownWord();
            return;
        }
        addSensitivity(to);
    }

    /** Adds what stands there after a percent sign. */
    private void addSensitivity(int to) {
        String said = line.substring(at, to);
        Sensitivity sensitivity = CaptureWords.sensitivity(CaptureWords.folded(said.substring(1)));
        boolean goesOn = to + 1 < line.length()
                && "/-_".indexOf(line.charAt(to)) >= 0
                && Character.isLetter(line.charAt(to + 1));
        if (sensitivity == null || goesOn || !Character.isLetter(said.charAt(1)) || isShare(at, sensitivity)) {
            add(Mark.unknown(at, said, "sensitivity"));
        } else {
            add(Mark.of(CaptureKind.SENSITIVITY, at, said).as(sensitivity));
        }
        at = to;
    }

    /** Whether the sign may belong to what stands before it: what is a half public would be made public as a whole. */
    private boolean isShare(int sign, Sensitivity sensitivity) {
        if (sign == 0) {
            return false;
        }
        char before = line.charAt(sign - 1);
        return Character.isLetterOrDigit(before)
                || QUOTES.indexOf(before) >= 0
                || (sensitivity == Sensitivity.PUBLIC && isBehindNumber(sign));
    }

    /** Whether a number stands before the sign, with or without a blank between; a time of day is none. */
    private boolean isBehindNumber(int sign) {
        int digit = sign - 1;
        while (digit >= 0 && isBlank(line.charAt(digit))) {
            digit--;
        }
        int begin = digit;
        while (begin >= 0 && Character.isDigit(line.charAt(begin))) {
            begin--;
        }
        return begin < digit && (begin < 0 || (!Character.isLetter(line.charAt(begin)) && line.charAt(begin) != ':'));
    }

    /** Whether a percent sign stands there that belongs to no number, a blank before the name of a sensitivity. */
    private boolean isLoose(int sign) {
        return line.charAt(sign) == '%'
                && sign + 1 < line.length()
                && isBlank(line.charAt(sign + 1))
                && !isBehindNumber(sign)
                && loose(sign) != null;
    }

    private @Nullable Word loose(int sign) {
        return words(sign + 1, line.length(), 1).stream()
                .filter(word -> CaptureWords.sensitivity(word.folded()) != null)
                .findFirst()
                .orElse(null);
    }

    /** Where a word ends that begins there with a percent sign: 0 when none does. */
    private int sensitivityEnd(int sign) {
        if (isLoose(sign)) {
            return Objects.requireNonNull(loose(sign)).to();
        }
        int to = sign + 1;
        while (to < line.length()
                && (Character.isLetter(line.charAt(to))
                        || Character.getType(line.charAt(to)) == Character.NON_SPACING_MARK)) {
            to++;
        }
        return line.charAt(sign) == '%' && to > sign + 1 && Character.isLetter(line.charAt(sign + 1)) ? to : 0;
    }

    /**
     * Where the next sensitivity stands in a text, or what may be meant as one: a percent sign at the beginning of a word, directly before a
     * letter; or one within a word before the name of a sensitivity.
     */
    private int nextSensitivity(int from, int most) {
        for (int i = from; i < most; i++) {
            if (isLoose(i)) {
                return i;
            }
            int to = sensitivityEnd(i);
            if (to == 0 || to > most) {
                continue;
            }
            boolean known = CaptureWords.sensitivity(CaptureWords.folded(line.substring(i + 1, to))) != null;
            boolean begins = i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1));
            if (known || (begins && !isBehindNumber(i))) {
                return i;
            }
        }
        return most;
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
        int begin = at;
        int first = nextSensitivity(at + 1, to);
        StringBuilder text = new StringBuilder(text(at + 1, first));
        int place = marks.size();
        add(Mark.of(CaptureKind.SUMMARY, at, line.substring(at, first).stripTrailing()));
        if (first < to && !text.isEmpty() && "([«\"“".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text.setLength(text.length() - 1);
        }
        at = first;
        while (at < to) {
            addSensitivity(sensitivityEnd(at));
            int next = nextSensitivity(at, to);
            String more = text(at, next);
            if (more.codePoints().anyMatch(Character::isLetterOrDigit)) {
                boolean joined = text.isEmpty() || ",;.:!?)".indexOf(more.charAt(0)) >= 0;
                text.append(joined ? "" : " ").append(more);
                add(Mark.of(CaptureKind.WORD, blanks(at, next), more));
            }
            at = next;
        }
        if (place < marks.size() && marks.get(place).from() == begin) {
            marks.set(place, marks.get(place).saying(text.toString().strip()));
        }
    }

    private void toDo() {
        int to = nextToDo(at + 1);
        int stop = nextSensitivity(at + 1, to);
        String said = line.substring(at, stop).stripTrailing();
        add(toDo(said, at + said.length()));
        at = stop;
        while (at < to) {
            addSensitivity(sensitivityEnd(at));
            int next = nextSensitivity(at, to);
            String more = text(at, next);
            if (more.codePoints().anyMatch(Character::isLetterOrDigit)) {
                add(Mark.unknown(blanks(at, next), more, "sensitivity-within"));
            }
            at = next;
        }
    }

    /**
     * What is to be done, by when, and towards whom. A day or a name that stands where it is not taken as one makes the whole unclear: what
     * has no day would be kept without one.
     */
    private Mark toDo(String said, int last) {
        List<Word> words = words(at + 1, last, LONGEST_NAME);
        CaptureKind kind = CaptureKind.FOLLOW_UP;
        int next = at + 1;
        Named named = null;
        if (!words.isEmpty()) {
            String first = words.get(0).folded();
            if (CaptureWords.isWe(first) || CaptureWords.isThey(first)) {
                kind = CaptureWords.isWe(first) ? CaptureKind.OURS : CaptureKind.THEIRS;
                next = words.get(0).to();
                named = namedAt(next, last);
                next = named == null ? next : named.to();
            }
        }
        boolean commitment = kind != CaptureKind.FOLLOW_UP;
        next = separators(next, last, ",;");
        List<Word> rest = words(next, last, LONGEST_NAME);
        SaidDay day = SaidDay.read(folded(rest), today, true);
        if (day != null) {
            next = rest.get(day.words() - 1).to();
        }
        if (commitment && named == null) {
            named = namedAt(next, last);
            next = named == null ? next : named.to();
        }
        int parted = separators(next, last, ".");
        boolean apart = parted < last && ":–—-".indexOf(line.charAt(parted)) >= 0;
        next = separators(next, last, ":,;.–—-");
        String text = text(next, last);
        String trouble = day == null ? null : day.trouble();
        boolean vague = day != null && day.week() && commitment;
        boolean again = !apart && SaidDay.begins(folded(words(next, last, LONGEST_NAME)), today);
        if (trouble == null && (vague || (again && (day != null || commitment)))) {
            trouble = SaidDay.UNCLEAR;
        }
        if (trouble == null && commitment && day == null && SaidDay.isIn(text, today)) {
            trouble = "day-late";
        }
        if (trouble == null
                && commitment
                && CaptureWords.unquoted(text).matches("(?s)(.*[^\\p{L}\\p{N}.])?@[^\\s\\p{Z}].*")) {
            trouble = "name-late";
        }
        if (trouble == null && named != null && mayGoOn(named, last)) {
            trouble = "name-or-word";
        }
        if (trouble == null && named != null && !isSure(named, day)) {
            trouble = "name-unclear";
        }
        if (trouble != null) {
            return Mark.unknown(at, said, trouble);
        }
        return Mark.of(kind, at, said)
                .named(named == null ? null : named.name())
                .on(day == null ? null : day.day())
                .after(day == null ? null : day.workingDays())
                .saying(text);
    }

    private @Nullable Named namedAt(int from, int last) {
        int sign = separators(from, last, ",;");
        return sign < last && line.charAt(sign) == '@' ? named(sign + 1, last, true) : null;
    }

    /** Whether it is plain where a name ends before what is to be done. */
    private static boolean isSure(Named named, @Nullable SaidDay day) {
        boolean small =
                named.name().codePoints().filter(Character::isLetter).limit(1).anyMatch(Character::isLowerCase);
        return named.quoted() || (!isMarked(named.name()) && (named.fit() != Fit.NONE || day != null || !small));
    }

    private int separators(int from, int most, String other) {
        int next = from;
        while (next < most && (isBlank(line.charAt(next)) || other.indexOf(line.charAt(next)) >= 0)) {
            next++;
        }
        return next;
    }

    private int blanks(int from, int most) {
        return separators(from, most, "");
    }

    /** What stands there, without any blanks around it. */
    private String text(int from, int to) {
        int begin = blanks(from, to);
        int close = to;
        while (close > begin && isBlank(line.charAt(close - 1))) {
            close--;
        }
        return line.substring(begin, close);
    }
}
