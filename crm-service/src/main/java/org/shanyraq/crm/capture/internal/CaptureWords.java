package org.shanyraq.crm.capture.internal;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.interaction.InteractionKind;

/**
 * The words that the grammar of a line knows, in English, French, Kazakh and Russian. Case and accents make no difference, and a word is
 * the same whatever the language of whoever types it.
 */
final class CaptureWords {

    private static final Map<String, InteractionKind> HOW = new HashMap<>();
    private static final Set<String> JOINING = new HashSet<>();
    private static final Set<String> PLACING = new HashSet<>();
    private static final Set<String> ARTICLES = new HashSet<>();
    private static final Set<String> PARTS_OF_NAMES = new HashSet<>();
    private static final Map<String, Sensitivity> SENSITIVITIES = new HashMap<>();
    private static final Set<String> WE = new HashSet<>();
    private static final Set<String> THEY = new HashSet<>();
    private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();
    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Map<String, Integer> NEAR = new HashMap<>();

    /** No phrase has more words. */
    static final int LONGEST = 3;

    static {
        how(
                InteractionKind.MEETING,
                "met, met with, meeting, meeting with, saw, talked to, talked with, spoke to, spoke with, received");
        how(InteractionKind.MEETING, "rencontré, vu, réunion, entretien, reçu, parlé avec");
        how(
                InteractionKind.MEETING,
                "встретил, встретила, встретился, встретилась, встретились, встреча, встречу, беседа, принял, приняла");
        how(InteractionKind.MEETING, "кездестім, кездестік, кездесу, әңгімелестім, қабылдадым, қабылдадық");
        how(InteractionKind.CALL, "called, call, call with, phoned, phone call, rang");
        how(InteractionKind.CALL, "appelé, appel, téléphoné, coup de fil");
        how(InteractionKind.CALL, "позвонил, позвонила, звонок, созвонился, созвонилась, созвонились");
        how(InteractionKind.CALL, "қоңырау, қоңырау шалдым, қоңырау шалды, телефонмен сөйлестім");
        how(InteractionKind.VIDEO_CONFERENCE, "video, video call, video call with, videoconference, vc");
        how(InteractionKind.VIDEO_CONFERENCE, "visio, visioconférence");
        how(InteractionKind.VIDEO_CONFERENCE, "видео, видеозвонок, видеоконференция, вкс");
        how(InteractionKind.VIDEO_CONFERENCE, "бейне, бейнеконференция, бейнеқоңырау");
        how(InteractionKind.EMAIL, "wrote, wrote to, emailed, mailed, email, e-mail, mail, received an email");
        how(InteractionKind.EMAIL, "écrit, écrit à, courriel, mél");
        how(InteractionKind.EMAIL, "написал, написала, написали, имейл, почта, электронное письмо");
        how(InteractionKind.EMAIL, "жаздым, жаздық, электрондық хат");
        how(InteractionKind.LETTER, "letter, letter to, letter from, received a letter, received letter");
        how(InteractionKind.LETTER, "lettre, lettre à, courrier, reçu une lettre");
        how(InteractionKind.LETTER, "письмо, получил письмо, получила письмо, хат, хат жібердім, хат алдым");
        how(InteractionKind.NOTE_VERBALE, "note verbale, nv, вербальная нота, нота, вербалды нота");
        how(InteractionKind.RECEPTION, "reception, réception, приём, на приёме, қабылдау, қабылдауда");
        how(InteractionKind.VISIT, "visited, visit, visit to, visité, visite, rendu visite");
        how(InteractionKind.VISIT, "посетил, посетила, посетили, визит, посещение, бардым, бардық, сапар");

        put(JOINING, "and, with, about, had, on, from, to, re, regarding, concerning, who, by, as well as, i, we");
        put(JOINING, "et, avec, de, du, sur, à propos de, au sujet de, concernant, j'ai, nous avons, ainsi que");
        put(
                JOINING,
                "и, с, со, о, об, по, про, насчёт, к, на тему, по теме, по вопросу, а также, я, мы, от, провёл, провела");
        put(JOINING, "және, мен, пен, бен, туралы, жайлы, бойынша, тақырыбы, тақырыбында, бірге, біз");
        // With their accents: "a" is an article.
        for (String word : List.of("at", "in", "à", "au", "aux", "chez", "dans", "в", "во", "на", "у")) {
            PLACING.add(word);
        }
        put(PARTS_OF_NAMES, "de, du, le, la, les, a, an, the, у");
        put(ARTICLES, "the, a, an, le, la, les");

        sensitivity(Sensitivity.PUBLIC, "public, publique, открытое, открыто, ашық");
        sensitivity(Sensitivity.INTERNAL, "internal, interne, внутреннее, внутренний, ішкі");
        sensitivity(Sensitivity.RESTRICTED, "restricted, restreint, ограниченное, ограниченный, шектеулі");
        sensitivity(Sensitivity.CONFIDENTIAL, "confidential, confidentiel, конфиденциально, конфиденциальное, құпия");

        put(WE, "we, us, nous, мы, біз");
        put(THEY, "they, them, ils, elles, eux, они, олар");

        week("monday, mon", "lundi, lun", "понедельник, пн", "дүйсенбі, дүйсенбіде, дс", DayOfWeek.MONDAY);
        week("tuesday, tue, tues", "mardi, mar", "вторник, вт", "сейсенбі, сейсенбіде, сс", DayOfWeek.TUESDAY);
        week("wednesday, wed", "mercredi, mer", "среда, среду, ср", "сәрсенбі, сәрсенбіде", DayOfWeek.WEDNESDAY);
        week("thursday, thu, thur, thurs", "jeudi, jeu", "четверг, чт", "бейсенбі, бейсенбіде, бс", DayOfWeek.THURSDAY);
        week("friday, fri", "vendredi, ven", "пятница, пятницу, пт", "жұма, жұмада, жм", DayOfWeek.FRIDAY);
        week("saturday, sat", "samedi, sam", "суббота, субботу, сб", "сенбі, сенбіде, сн", DayOfWeek.SATURDAY);
        week("sunday, sun", "dimanche, dim", "воскресенье, вс", "жексенбі, жексенбіде, жс", DayOfWeek.SUNDAY);

        month(1, "january, jan, janvier, janv, января, январь, янв, қаңтар, қаңтарда");
        month(2, "february, feb, février, févr, февраля, февраль, фев, ақпан, ақпанда");
        month(3, "march, mar, mars, марта, март, мар, наурыз, наурызда");
        month(4, "april, apr, avril, avr, апреля, апрель, апр, сәуір, сәуірде");
        month(5, "may, mai, мая, май, мамыр, мамырда");
        month(6, "june, jun, juin, июня, июнь, июн, маусым, маусымда");
        month(7, "july, jul, juillet, juil, июля, июль, июл, шілде, шілдеде");
        month(8, "august, aug, août, августа, август, авг, тамыз, тамызда");
        month(9, "september, sep, sept, septembre, сентября, сентябрь, сен, сент, қыркүйек, қыркүйекте");
        month(10, "october, oct, octobre, октября, октябрь, окт, қазан, қазанда");
        month(11, "november, nov, novembre, ноября, ноябрь, ноя, қараша, қарашада");
        month(12, "december, dec, décembre, déc, декабря, декабрь, дек, желтоқсан, желтоқсанда");

        near(0, "today, aujourd'hui, сегодня, бүгін");
        near(-1, "yesterday, hier, вчера, кеше");
        near(-2, "day before yesterday, avant-hier, позавчера, алдыңғы күні, алдыңгүні");
        near(1, "tomorrow, demain, завтра, ертең");
        near(2, "day after tomorrow, après-demain, послезавтра, бүрсігүні");
    }

    private CaptureWords() {}

    private static void how(InteractionKind kind, String phrases) {
        each(phrases, phrase -> HOW.put(phrase, kind));
    }

    private static void sensitivity(Sensitivity sensitivity, String words) {
        each(words, word -> SENSITIVITIES.put(word, sensitivity));
    }

    private static void week(String english, String french, String russian, String kazakh, DayOfWeek day) {
        each(String.join(",", english, french, russian, kazakh), word -> WEEKDAYS.put(word, day));
    }

    private static void month(int number, String words) {
        each(words, word -> MONTHS.put(word, number));
    }

    private static void near(int days, String phrases) {
        each(phrases, phrase -> NEAR.put(phrase, days));
    }

    private static void put(Set<String> set, String phrases) {
        each(phrases, set::add);
    }

    private static void each(String phrases, Consumer<String> use) {
        for (String phrase : phrases.split(",")) {
            use.accept(folded(phrase));
        }
    }

    /** Without case, accents and blanks around it, and with one kind of apostrophe. */
    static String folded(String text) {
        return Normalizer.normalize(text.strip().replace('’', '\''), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    static @Nullable InteractionKind how(String folded) {
        return HOW.get(folded);
    }

    static boolean isJoining(String folded) {
        return JOINING.contains(folded);
    }

    /** Whether a place may follow the word, which is given with its accents. */
    static boolean isPlacing(String word) {
        return PLACING.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a name that nobody knows ends before that word. */
    static boolean endsName(String word) {
        String folded = folded(word);
        return !PARTS_OF_NAMES.contains(folded)
                && (isJoining(folded)
                        || isPlacing(word)
                        || how(folded) != null
                        || near(folded) != null
                        || weekday(folded) != null);
    }

    static boolean isArticle(String folded) {
        return ARTICLES.contains(folded);
    }

    static @Nullable Sensitivity sensitivity(String folded) {
        return SENSITIVITIES.get(folded);
    }

    static boolean isWe(String folded) {
        return WE.contains(folded);
    }

    static boolean isThey(String folded) {
        return THEY.contains(folded);
    }

    static @Nullable DayOfWeek weekday(String folded) {
        return WEEKDAYS.get(folded);
    }

    static @Nullable Integer month(String folded) {
        return MONTHS.get(folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded);
    }

    /** How many days after today a day is that has a name of its own. */
    static @Nullable Integer near(String folded) {
        return NEAR.get(folded);
    }
}
