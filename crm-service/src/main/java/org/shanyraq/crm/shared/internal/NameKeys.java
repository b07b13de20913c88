package org.shanyraq.crm.shared.internal;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes names of any script comparable. A name is cut into words; each word has a <em>token</em>, its plain spelling in the
 * letters a to z, and one to four <em>skeletons</em>, which stay the same whichever common transliteration was used: Toqaev,
 * Tokayev, Токаев and Тоқаев all have the skeleton {@code TOKAEV}.
 *
 * <p>The same Latin letters sound differently from one country to the next (<i>ch</i> in Charles, Christos, Chirac), so a word
 * is read the way an English, a Slavic, a German and a French reader would, and two words are alike when they have a skeleton
 * in common.
 *
 * <p>Any text is taken: what holds no letters and digits gives no words.
 */
public final class NameKeys {

    /** Longest token and skeleton; what is beyond is not looked at. */
    public static final int MAX_LENGTH = 40;

    private static final int MAX_CODE_POINTS = 400;
    private static final int MAX_WORDS = 32;

    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSE = Normalizer2.getNFDInstance();
    private static final Transliterator GREEK = Transliterator.getInstance("Greek-Latin/UNGEGN");
    private static final Transliterator ANY = Transliterator.getInstance("Any-Latin");
    private static final Transliterator ASCII = Transliterator.getInstance("Latin-ASCII");

    private NameKeys() {}

    /**
     * One word of a name.
     *
     * @param text the plain spelling: a to z and 0 to 9, never empty
     * @param skeletons A to Z and 0 to 9; at least one
     */
    public record Word(String text, Set<String> skeletons) {

        public Word {
            skeletons = Set.copyOf(skeletons);
        }

        /** Whether the other word is another spelling of this one. */
        public boolean isLike(Word other) {
            return text.equals(other.text) || skeletons.stream().anyMatch(other.skeletons::contains);
        }
    }

    /** How a reader sounds letters that are used in several ways. */
    private enum Reading {
        ENGLISH,
        SLAVIC,
        GERMAN,
        FRENCH
    }

    /** The words that somebody typed. A word with an apostrophe is one word, one with a hyphen several. */
    public static List<Word> words(@Nullable String text) {
        List<Word> words = new ArrayList<>();
        for (String compound : compounds(text)) {
            for (String part : compound.split("-")) {
                add(words, part.replace("'", ""));
            }
        }
        return words;
    }

    /** The words by which a name is found: those of {@link #words} and other ways to join and split them. */
    public static Set<Word> indexWords(@Nullable String text) {
        List<Word> words = new ArrayList<>();
        for (String compound : compounds(text)) {
            String[] parts = compound.split("-");
            for (String part : parts) {
                add(words, part.replace("'", ""));
                if (part.indexOf('\'') > 0) {
                    for (String piece : part.split("'")) {
                        add(words, piece);
                    }
                }
            }
            if (parts.length > 1) {
                add(words, compound.replace("-", "").replace("'", ""));
            }
        }
        return new LinkedHashSet<>(words);
    }

    /**
     * The plain spelling of a text: words of a to z and 0 to 9 with single spaces between, cut at 190 characters. Two texts that
     * differ in case, accents and punctuation only have the same, and it orders names of any script in one alphabet.
     */
    public static String plain(@Nullable String text) {
        StringBuilder plain = new StringBuilder();
        for (String compound : compounds(text)) {
            String word =
                    spell(compound.replace("'", "").replace('-', ' '), true).strip();
            if (!word.isEmpty()) {
                plain.append(plain.isEmpty() ? "" : " ").append(word);
            }
        }
        return plain.length() <= 190 ? plain.toString() : plain.substring(0, 190);
    }

    /** Whether two full names are the same but for order, case, accents, script and transliteration. */
    public static boolean isSamePerson(String one, String other) {
        List<Word> left = words(one);
        List<Word> right = new ArrayList<>(words(other));
        if (left.isEmpty() || left.size() != right.size()) {
            return false;
        }
        for (Word word : left) {
            Word match = null;
            for (Word candidate : right) {
                if (word.isLike(candidate) && (match == null || candidate.text().equals(word.text()))) {
                    match = candidate;
                }
            }
            if (match == null) {
                return false;
            }
            right.remove(match);
        }
        return true;
    }

    private static void add(List<Word> words, String word) {
        if (words.size() >= MAX_WORDS || word.isEmpty()) {
            return;
        }
        String token = cut(spell(word, false));
        if (token.isEmpty()) {
            return;
        }
        Set<String> skeletons = new LinkedHashSet<>();
        for (Reading reading : Reading.values()) {
            String skeleton = cut(skeleton(word, reading));
            if (!skeleton.isEmpty()) {
                skeletons.add(skeleton);
            }
        }
        if (skeletons.isEmpty()) {
            skeletons.add(token.toUpperCase(Locale.ROOT));
        }
        words.add(new Word(token, skeletons));
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /** Words in folded case, with {@code '} for any apostrophe and {@code -} for any hyphen inside them. */
    private static List<String> compounds(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(MAX_CODE_POINTS).forEach(point -> {
            if (point < 0xD800 || point > 0xDFFF) {
                clean.appendCodePoint(point);
            }
        });
        String folded = CASEFOLD.normalize(clean);
        List<String> compounds = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        folded.codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point)) {
                word.appendCodePoint(point);
            } else if (isMark(point)) {
                if (!word.isEmpty()) {
                    word.appendCodePoint(point);
                }
            } else if (isApostrophe(point)) {
                word.append('\'');
            } else if (isHyphen(point)) {
                word.append('-');
            } else {
                finish(compounds, word);
            }
        });
        finish(compounds, word);
        return compounds;
    }

    private static void finish(List<String> compounds, StringBuilder word) {
        String compound = word.toString().replaceAll("^['-]+|['-]+$", "");
        if (!compound.isEmpty()) {
            compounds.add(compound);
        }
        word.setLength(0);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isApostrophe(int point) {
        return switch (point) {
            case '\'',
                    '`',
                    0xB4,
                    0x2B9,
                    0x2BA,
                    0x2BB,
                    0x2BC,
                    0x2BD,
                    0x2C8,
                    0x2018,
                    0x2019,
                    0x201B,
                    0x2032,
                    0x55A,
                    0x5F3,
                    0x5F4 -> true;
            default -> false;
        };
    }

    private static boolean isHyphen(int point) {
        return switch (point) {
            case '-', 0x58A, 0x5BE, 0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0x30FB -> true;
            default -> false;
        };
    }

    // ---- plain spelling
    // -------------------------------------------------------------------------------------------------

    private static String spell(String word, boolean keepSpaces) {
        if (isPlain(word)) {
            return word;
        }
        StringBuilder spelled = new StringBuilder();
        String composed = Normalizer2.getNFCInstance().normalize(word);
        for (int i = 0; i < composed.length(); i++) {
            char letter = composed.charAt(i);
            char next = i + 1 < composed.length() ? composed.charAt(i + 1) : ' ';
            if (letter == HARD_SIGN) {
                spelled.append(hardSign(i == 0, next).toLowerCase(Locale.ROOT));
            } else if (letter != SOFT_SIGN) {
                spelled.append(SPELLING.getOrDefault(letter, String.valueOf(letter)));
            }
        }
        String latin = spelled.toString();
        if (hasScript(latin, UScript.GREEK)) {
            latin = GREEK.transliterate(latin);
        }
        if (!isPlain(latin)) {
            latin = ASCII.transliterate(isLatin(latin) ? latin : ANY.transliterate(latin));
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < latin.length(); i++) {
            char letter = Character.toLowerCase(latin.charAt(i));
            if (isPlain(letter) || (keepSpaces && letter == ' ')) {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    private static boolean isPlain(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!isPlain(word.charAt(i)) && word.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLatin(String word) {
        return word.codePoints().allMatch(point -> {
            int script = UScript.getScript(point);
            return script == UScript.LATIN || script == UScript.COMMON || script == UScript.INHERITED;
        });
    }

    private static boolean hasScript(String word, int script) {
        return word.codePoints().anyMatch(point -> UScript.getScript(point) == script);
    }

    /** Letters that have a usual English spelling, or that the general transliteration does not know. */
    private static final Map<Character, String> SPELLING = table(
            "а a б b в v г g ґ g ғ g ѓ g д d е e ё e є e э e ж zh җ zh з z и i і i ї i й y ј y к k қ q ќ k ҡ q л l љ l м m н n њ n"
                    + " ң n о o ө o п p р r с s т t у u ў u ұ u ү u ф f х kh һ h ҳ h ц ts ч ch ҷ j џ dzh ш sh щ shch ы y ю yu я ya"
                    + " ә a ђ dj ћ c ə a ı i ß ss ø o æ ae œ oe ł l đ d ð d þ th ŋ n");

    private static final char SOFT_SIGN = 'ь';

    private static final char HARD_SIGN = 'ъ';

    /** Bulgarian has a vowel here, Russian a mark before a vowel. */
    private static String hardSign(boolean first, char next) {
        return first || next == ' ' || "еёюяиіїє".indexOf(next) >= 0 ? "" : "A";
    }

    private static Map<Character, String> table(String pairs) {
        Map<Character, String> table = new LinkedHashMap<>();
        String[] items = pairs.split(" ");
        for (int i = 0; i < items.length; i += 2) {
            table.put(items[i].charAt(0), items[i + 1]);
        }
        return table;
    }

    // ---- skeleton
    // -------------------------------------------------------------------------------------------------------

    /** Sounds of letters that are read in one way only: capitals stand for sounds. */
    private static final Map<Character, String> SOUNDS = table(
            "а A б B в V г G ґ G ғ G ѓ G д D е E є E э E ж Z җ Z з Z и I і I ї I й I ј I к K қ K ќ K ҡ K л L љ L м M н N њ N о O ө O"
                    + " п P р R с S т T у U ў U ұ U ү U ф V х H һ H ҳ H ц C ч C ҷ Z џ Z ш S ы I ю IU я IA ћ C"
                    + " α A β V γ G δ D ε E ζ Z η I θ T ι I κ K λ L μ M ν N ξ KS ο O π P ρ R σ S ς S τ T υ I φ V χ H ψ PS ω O"
                    + " a A b B d D e E f V g G h H i I k K l L m M n N o O p P q K r R s S t T u U v V w V y I"
                    + " č C ć C š S ś S ş S ș S ŝ S ž Z ź Z ż Z ß S ł L ð D þ T ı I ø O å A ŋ N");

    private static String skeleton(String word, Reading reading) {
        String letters = Normalizer2.getNFCInstance().normalize(word);
        if (!isLatin(letters) && !hasScript(letters, UScript.CYRILLIC) && !hasScript(letters, UScript.GREEK)) {
            letters = UCharacter.toLowerCase(ANY.transliterate(letters)).replaceAll("[\\s'ʼʻʹ-]", "");
        }
        if (hasScript(letters, UScript.GREEK)) {
            letters = withoutTonos(letters);
        }
        StringBuilder sounds = new StringBuilder();
        int at = 0;
        while (at < letters.length()) {
            at += sound(letters, at, reading, sounds);
        }
        return merge(sounds.toString());
    }

    private static String withoutTonos(String greek) {
        StringBuilder kept = new StringBuilder();
        DECOMPOSE
                .normalize(greek)
                .codePoints()
                .filter(point -> !isMark(point) || point == 0x308)
                .forEach(kept::appendCodePoint);
        return Normalizer2.getNFCInstance().normalize(kept);
    }

    /** Letter groups that are read as one sound whoever reads; longest first. */
    private static final String[][] GROUPS = {
        {"schtsch", "SC"},
        {"shch", "SC"},
        {"szcz", "SC"},
        {"tsch", "C"},
        {"dzh", "Z"},
        {"tch", "C"},
        {"sch", "S"},
        {"šč", "SC"},
        {"sh", "S"},
        {"sz", "S"},
        {"zh", "Z"},
        {"zs", "Z"},
        {"cz", "C"},
        {"dž", "Z"},
        {"dż", "Z"},
        {"dz", "Z"},
        {"ts", "C"},
        {"kh", "H"},
        {"ph", "V"},
        {"th", "T"},
        {"gh", "G"},
        {"rh", "R"},
        {"bh", "B"},
        {"dh", "D"},
        {"ck", "K"},
        {"ou", "U"},
        {"дж", "Z"},
        {"дз", "Z"},
        {"тс", "C"},
        {"ου", "U"},
        {"τσ", "C"},
        {"ει", "EI"},
        {"γγ", "NG"},
        {"γχ", "NH"},
    };

    /** Appends the sound of the letters at that place and returns how many letters it took. */
    private static int sound(String letters, int at, Reading reading, StringBuilder sounds) {
        for (String[] group : GROUPS) {
            if (letters.startsWith(group[0], at)) {
                sounds.append(group[1]);
                return group[0].length();
            }
        }
        char letter = letters.charAt(at);
        char next = at + 1 < letters.length() ? letters.charAt(at + 1) : ' ';
        boolean first = at == 0;
        String pair = pairSound(letter, next, first, reading);
        if (pair != null) {
            sounds.append(pair);
            return 2;
        }
        String one = letterSound(letter, next, first, reading);
        if (one != null) {
            sounds.append(one);
            return 1;
        }
        String known = SOUNDS.get(letter);
        if (known != null) {
            sounds.append(known);
            return 1;
        }
        if (letter >= '0' && letter <= '9') {
            sounds.append(letter);
            return 1;
        }
        soundOfBase(letters, at, reading, sounds);
        return Character.charCount(letters.codePointAt(at));
    }

    /** Two letters that readers sound differently, or null when they are none of these. */
    private static @Nullable String pairSound(char letter, char next, boolean first, Reading reading) {
        boolean english = reading == Reading.ENGLISH;
        boolean slavic = reading == Reading.SLAVIC;
        return switch ("" + letter + next) {
            case "ch" -> english ? "C" : reading == Reading.FRENCH ? "S" : "H";
            case "tz" -> english ? "Z" : "C";
            case "cs" -> slavic ? "C" : null;
            case "dj" -> reading == Reading.GERMAN ? null : "Z";
            case "ae" -> reading == Reading.GERMAN ? "A" : null;
            case "oe" -> reading == Reading.GERMAN ? "O" : null;
            case "ue" -> reading == Reading.GERMAN ? "U" : null;
            case "αι" -> english ? "AI" : "E";
            case "οι" -> english ? "OI" : "I";
            case "αυ" -> slavic ? "AU" : "AV";
            case "ευ" -> slavic ? "EU" : "EV";
            case "γκ" -> first ? "G" : slavic ? "NG" : english ? "GK" : "G";
            case "μπ" -> first ? "B" : slavic ? "MB" : english ? "MP" : "B";
            case "ντ" -> first ? "D" : slavic ? "ND" : english ? "NT" : "D";
            case "τζ" -> slavic ? "C" : "Z";
            case "γι", "γε", "γη", "γυ" -> slavic ? "I" + (next == 'ε' ? "E" : "") : null;
            default -> null;
        };
    }

    /** One letter that readers sound differently, or null when they agree. */
    private static @Nullable String letterSound(char letter, char next, boolean first, Reading reading) {
        boolean english = reading == Reading.ENGLISH;
        boolean slavic = reading == Reading.SLAVIC;
        boolean german = reading == Reading.GERMAN;
        return switch (letter) {
            case 'c' -> slavic ? "C" : "eiyéèêíý".indexOf(next) >= 0 ? "S" : "K";
            case 'x' -> slavic ? "H" : "KS";
            case 'j' -> slavic || german ? "I" : "Z";
            case 'z' -> german ? "C" : "Z";
            case 'ç' -> reading == Reading.FRENCH ? "S" : "C";
            case 'ñ' -> slavic ? "NG" : "N";
            case 'ң' -> slavic ? "NG" : "N";
            case 'đ', 'ђ' -> english ? "Z" : "D";
            case 'ț', 'ţ' -> english ? "T" : "C";
            case 'æ' -> german ? "A" : "AE";
            case 'œ' -> german ? "O" : "OE";
            case 'ə', 'ә' -> slavic ? "E" : "A";
            case 'г' -> slavic ? "H" : null;
            case 'ё' -> slavic ? "IO" : english ? "E" : "O";
            case 'щ' -> slavic ? "ST" : german ? "S" : "SC";
            case HARD_SIGN -> hardSign(first, next);
            case SOFT_SIGN -> "";
            default -> null;
        };
    }

    /** The sound of an accented letter is that of the letter without accents; what has none is left out. */
    private static void soundOfBase(String letters, int at, Reading reading, StringBuilder sounds) {
        int point = letters.codePointAt(at);
        String base = DECOMPOSE.normalize(UCharacter.toString(point));
        if (base.codePointAt(0) == point || base.isEmpty()) {
            String plain = ASCII.transliterate(UCharacter.toString(point));
            for (int i = 0; i < plain.length(); i++) {
                String known = SOUNDS.get(Character.toLowerCase(plain.charAt(i)));
                if (known != null) {
                    sounds.append(known);
                }
            }
            return;
        }
        char next = at + 1 < letters.length() ? letters.charAt(at + 1) : ' ';
        char letter = base.charAt(0);
        String one = letterSound(letter, next, at == 0, reading);
        String known = one != null ? one : SOUNDS.get(letter);
        if (known != null) {
            sounds.append(known);
        }
    }

    /** Takes out what transliterations do not agree about. */
    private static String merge(String sounds) {
        String merged = single(sounds.replace("DZ", "Z").replace("TC", "C").replace("TS", "C"));
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < merged.length(); i++) {
            char sound = merged.charAt(i);
            boolean glide = sound == 'I'
                    && i > 0
                    && i + 1 < merged.length()
                    && isVowel(merged.charAt(i - 1))
                    && isVowel(merged.charAt(i + 1));
            if (!glide) {
                kept.append(sound);
            }
        }
        return single(kept.toString().replace("IE", "E").replace("EI", "I"));
    }

    private static boolean isVowel(char sound) {
        return "AEIOU".indexOf(sound) >= 0;
    }

    private static String single(String sounds) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < sounds.length(); i++) {
            char sound = sounds.charAt(i);
            if (i == 0 || sound != sounds.charAt(i - 1) || Character.isDigit(sound)) {
                kept.append(sound);
            }
        }
        return kept.toString();
    }
}
