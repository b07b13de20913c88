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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.interaction.InteractionKind;

/**
 * The words that the grammar of a line knows, in English, French, Kazakh and Russian. Case and accents make no difference, and a word is
 * the same whatever the language of whoever types it.
 */
final class CaptureWords {

    private static final Map<String, InteractionKind> HOW = new HashMap<>();
    private static final Map<String, InteractionKind> BY = new HashMap<>();
    private static final Set<String> TALKING = new HashSet<>();
    private static final Set<String> WRITING = new HashSet<>();
    private static final Set<String> JOINING = new HashSet<>();
    private static final Set<String> PLACING = new HashSet<>();
    private static final Set<String> ARTICLES = new HashSet<>();
    private static final Set<String> PARTS_OF_NAMES = new HashSet<>();
    private static final Set<String> PARTICLES = new HashSet<>();
    private static final Set<String> ENDS_OF_NAMES = new HashSet<>();
    private static final Set<String> NO_PLACES = new HashSet<>();
    private static final Set<String> LOCATIVES = new HashSet<>();
    private static final Set<String> DEADLINES = new HashSet<>();
    private static final Set<String> NEXT = new HashSet<>();
    private static final Set<String> NEXT_WEEK = new HashSet<>();
    private static final Set<String> DAYS_AND_MORE = new HashSet<>();
    private static final Map<String, Sensitivity> SENSITIVITIES = new HashMap<>();
    private static final Set<String> WE = new HashSet<>();
    private static final Set<String> THEY = new HashSet<>();
    private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();
    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Map<String, Integer> NEAR = new HashMap<>();

    /** No phrase has more words. */
    static final int LONGEST = 5;

    static {
        how(
                InteractionKind.MEETING,
                "talks, talks with, met, met with, met up with, meeting, meeting with, saw, received, caught up with");
        how(
                InteractionKind.MEETING,
                "lunch, had lunch, working lunch, dinner, had dinner, breakfast, had breakfast, coffee, had coffee, had a coffee");
        how(
                InteractionKind.MEETING,
                "rencontré, vu, réunion, reçu, déjeuner, déjeuné, déjeuner de travail, petit-déjeuner, dîner, dîné");
        how(
                InteractionKind.MEETING,
                "встретил, встретила, встретился, встретилась, встретились, встреча, встречу, принял, приняла");
        how(
                InteractionKind.MEETING,
                "обед, рабочий обед, обедал, обедала, пообедал, пообедала, пообедали, ужин, ужинал, ужинала, поужинал, поужинала, завтрак");
        how(
                InteractionKind.MEETING,
                "кездестім, кездестік, кездесу, қабылдадым, қабылдадық, түскі ас, кешкі ас, келіссөз, келіссөздер");
        talk("talked, talked to, talked with, spoke, spoke to, spoke with, conversation, conversation with");
        talk("parlé, parlé avec, parlé à, entretien, échangé, échangé avec, conversation avec");
        talk(
                "переговоры, беседа, беседу, беседовал, беседовала, поговорил, поговорила, поговорили, говорил, говорила, разговор, разговаривал, разговаривала");
        talk("әңгімелестім, әңгімелестік, сөйлестім, сөйлестік");
        how(
                InteractionKind.CALL,
                "called, call, call with, phoned, telephoned, phone call, telephone call, telephone conversation, rang");
        how(
                InteractionKind.CALL,
                "received a call, received a phone call, received a telephone call, had a call, had a phone call, got a call");
        how(
                InteractionKind.CALL,
                "appelé, appel, téléphoné, coup de fil, reçu un appel, reçu un appel téléphonique, reçu un coup de fil, reçu un coup de téléphone");
        how(
                InteractionKind.CALL,
                "entretien téléphonique, appel téléphonique, conversation téléphonique, échange téléphonique");
        how(
                InteractionKind.CALL,
                "позвонил, позвонила, позвонили, звонок, созвонился, созвонилась, созвонились, телефонный разговор, телефонную беседу, разговор по телефону");
        how(InteractionKind.CALL, "получил звонок, получила звонок, телефонный звонок");
        how(InteractionKind.CALL, "қоңырау, қоңырау шалдым, қоңырау шалдық, қоңырау шалды, қоңырау алдым");
        how(
                InteractionKind.CALL,
                "телефонмен сөйлестім, телефонмен сөйлестік, телефон арқылы сөйлестім, телефон арқылы сөйлестік");
        how(InteractionKind.VIDEO_CONFERENCE, "video, video call, video call with, videoconference, vc");
        how(InteractionKind.VIDEO_CONFERENCE, "visio, visioconférence");
        how(InteractionKind.VIDEO_CONFERENCE, "видео, видеозвонок, видеоконференция, вкс");
        how(InteractionKind.VIDEO_CONFERENCE, "бейне, бейнеконференция, бейнеқоңырау");
        write("wrote, wrote to");
        write("écrit, écrit à");
        write("написал, написала, написали");
        write("жаздым, жаздық");
        how(
                InteractionKind.EMAIL,
                "emailed, mailed, email, e-mail, mail, received an email, courriel, mél, reçu un courriel");
        how(InteractionKind.EMAIL, "имейл, почта, электронное письмо, электрондық хат");
        how(InteractionKind.LETTER, "letter, letter to, letter from, received a letter, received letter");
        how(InteractionKind.LETTER, "lettre, lettre à, courrier, reçu une lettre");
        how(InteractionKind.LETTER, "письмо, получил письмо, получила письмо, хат, хат жібердім, хат алдым");
        how(InteractionKind.NOTE_VERBALE, "note verbale, nv, вербальная нота, нота, вербалды нота");
        how(InteractionKind.RECEPTION, "reception, réception, приём, на приёме, қабылдау, қабылдауда");
        how(InteractionKind.VISIT, "visited, visit, visit to, visité, visite, rendu visite");
        how(InteractionKind.VISIT, "посетил, посетила, посетили, визит, посещение, бардым, бардық, сапар");

        by(
                InteractionKind.CALL,
                "on the phone, over the phone, by phone, by telephone, au téléphone, par téléphone, по телефону, телефонмен, телефон арқылы");
        by(
                InteractionKind.VIDEO_CONFERENCE,
                "by video, by video call, on a video call, en visio, par visio, en visioconférence, par visioconférence, via teams, via zoom, on teams, on zoom, sur teams, sur zoom, par teams, par zoom");
        by(
                InteractionKind.VIDEO_CONFERENCE,
                "по видео, по видеосвязи, по вкс, по видеоконференции, бейнеконференция арқылы, бейнебайланыс арқылы, в zoom, по zoom, в зуме, zoom арқылы, teams арқылы");
        by(
                InteractionKind.EMAIL,
                "by email, by e-mail, par courriel, par mail, par e-mail, по электронной почте, электрондық пошта арқылы");

        put(JOINING, "and, with, about, had, on, from, to, re, regarding, concerning, who, by, as well as, i, we");
        put(JOINING, "et, avec, de, du, sur, à propos de, au sujet de, concernant, j'ai, nous avons, ainsi que");
        put(
                JOINING,
                "и, с, со, о, об, по, про, насчёт, к, на тему, по теме, по вопросу, а также, я, мы, от, провёл, провела");
        put(
                JOINING,
                "in person, en personne, лично, for coffee, for a coffee, over coffee, for lunch, at lunch, over lunch, for dinner, at dinner, over dinner, for breakfast, at breakfast");
        put(
                JOINING,
                "pour un café, autour d'un café, pour déjeuner, au déjeuner, à déjeuner, pour dîner, au dîner, à dîner, au petit-déjeuner");
        put(
                JOINING,
                "за обедом, на обеде, на обед, за ужином, на ужине, на ужин, за завтраком, на завтраке, за кофе, на кофе, за чашкой кофе");
        put(JOINING, "түскі аста, кешкі аста, кофе үстінде");
        put(JOINING, "және, мен, пен, бен, туралы, жайлы, бойынша, тақырыбы, тақырыбында, бірге, біз");
        // With their accents: "a" is an article.
        for (String word : List.of("at", "in", "à", "au", "aux", "chez", "dans", "в", "во", "на", "у")) {
            PLACING.add(word);
        }
        put(PARTS_OF_NAMES, "de, du, le, la, les, a, an, the, у");
        put(ARTICLES, "the, a, an, le, la, les");
        put(
                PARTICLES,
                "de, du, des, la, le, del, della, di, da, dos, das, do, van, von, vom, zu, zur, der, den, ter, ten, 't, op, al, el, bin, ibn, ben, af, av");
        put(PARTICLES, "ван, фон, дер, ден, де, ла, ди, да, аль, эль, бин, ибн");
        put(ENDS_OF_NAMES, "оглы, кызы, ұлы, қызы, oglu, uulu, kyzy");
        put(
                NO_PLACES,
                "midnight, phone, telephone, english, french, russian, kazakh, german, person, private, general, detail, brief, short, confidence, writing, advance, time");
        put(
                NO_PLACES,
                "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, half, quarter, lunchtime, dawn, dusk");
        put(
                NO_PLACES,
                "une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, matinée, soirée, journée, heure, l'après-midi");
        put(
                NO_PLACES,
                "час, два, три, четыре, пять, шесть, семь, восемь, девять, десять, одиннадцать, двенадцать, половине, четверть, полтретьего");
        put(NO_PLACES, "прошлой, прошлом, этой, этом, следующей, следующем");
        put(
                NO_PLACES,
                "morning, afternoon, evening, night, beginning, end, middle, spring, summer, autumn, winter, matin, soir, début, fin, après-midi");
        put(NO_PLACES, "начале, конце, середине, мае, марте, августе");
        put(
                NO_PLACES,
                "minuit, téléphone, anglais, français, russe, kazakh, allemand, privé, particulier, général, détail, bref, l'heure, nouveau, l'avance, propos");
        put(
                NO_PLACES,
                "обед, обеда, полночь, английском, французском, русском, казахском, немецком, целом, частности, общем, рамках, связи, ходе, том, основном");

        for (String word : List.of(
                "елшілікте",
                "министрлікте",
                "кеңседе",
                "қонақүйде",
                "кафеде",
                "мейрамханада",
                "университетте",
                "парламентте",
                "форумда",
                "конференцияда",
                "көрмеде",
                "қабылдауда",
                "іс-шарада",
                "жиналыста",
                "әуежайда",
                "консулдықта",
                "өкілдікте",
                "штаб-пәтерде")) {
            LOCATIVES.add(folded(word));
        }

        sensitivity(
                Sensitivity.PUBLIC,
                "public, publique, открытое, открыто, открытый, открытая, публичное, публично, публичный, ашық, жария");
        sensitivity(Sensitivity.INTERNAL, "internal, interne, внутреннее, внутренний, внутренняя, ішкі");
        sensitivity(
                Sensitivity.RESTRICTED,
                "restricted, restreint, restreinte, ограниченное, ограниченный, ограниченная, ограниченно, шектеулі, шектелген");
        sensitivity(Sensitivity.CONFIDENTIAL, "confidential, confidentiel, confidentielle, confidentiellement");
        sensitivity(
                Sensitivity.CONFIDENTIAL,
                "конфиденциально, конфиденциальное, конфиденциальный, конфиденциальная, құпия");

        put(WE, "we, nous, мы, біз");
        put(THEY, "they, ils, elles, eux, они, олар");

        put(
                DEADLINES,
                "by, on, until, till, by the, on the, until the, le, d'ici, d'ici le, d'ici au, d'ici à, pour, pour le, до, к, ко, в, во, на");
        put(
                NEXT,
                "next, prochain, prochaine, suivant, suivante, следующий, следующая, следующее, следующую, следующей, следующего, следующему, келесі");
        put(
                NEXT_WEEK,
                "next week, la semaine prochaine, semaine prochaine, de la semaine prochaine, на следующей неделе, следующей недели, следующая неделя");
        put(NEXT_WEEK, "следующей неделе, келесі апта, келесі аптада");

        week(
                "monday, mon",
                "lundi, lun",
                "понедельник, понедельника, понедельнику, пн",
                "дүйсенбі, дүйсенбіде, дүйсенбіге, дс",
                DayOfWeek.MONDAY);
        week(
                "tuesday, tue, tues",
                "mardi, mar",
                "вторник, вторника, вторнику, вт",
                "сейсенбі, сейсенбіде, сейсенбіге, сс",
                DayOfWeek.TUESDAY);
        week(
                "wednesday, wed",
                "mercredi, mer",
                "среда, среду, среды, среде, ср",
                "сәрсенбі, сәрсенбіде, сәрсенбіге",
                DayOfWeek.WEDNESDAY);
        week(
                "thursday, thu, thur, thurs",
                "jeudi, jeu",
                "четверг, четверга, четвергу, чт",
                "бейсенбі, бейсенбіде, бейсенбіге, бс",
                DayOfWeek.THURSDAY);
        week(
                "friday, fri",
                "vendredi, ven",
                "пятница, пятницу, пятницы, пятнице, пт",
                "жұма, жұмада, жұмаға, жм",
                DayOfWeek.FRIDAY);
        week(
                "saturday, sat",
                "samedi, sam",
                "суббота, субботу, субботы, субботе, сб",
                "сенбі, сенбіде, сенбіге, сн",
                DayOfWeek.SATURDAY);
        week(
                "sunday, sun",
                "dimanche, dim",
                "воскресенье, воскресенья, воскресенью, вс",
                "жексенбі, жексенбіде, жексенбіге, жс",
                DayOfWeek.SUNDAY);

        month(1, "january, jan, janvier, janv, января, январь, янв, қаңтар, қаңтарда, қаңтарға");
        month(2, "february, feb, février, févr, февраля, февраль, фев, ақпан, ақпанда, ақпанға");
        month(3, "march, mar, mars, марта, март, мар, наурыз, наурызда, наурызға");
        month(4, "april, apr, avril, avr, апреля, апрель, апр, сәуір, сәуірде, сәуірге");
        month(5, "may, mai, мая, май, мамыр, мамырда, мамырға");
        month(6, "june, jun, juin, июня, июнь, июн, маусым, маусымда, маусымға");
        month(7, "july, jul, juillet, juil, июля, июль, июл, шілде, шілдеде, шілдеге");
        month(8, "august, aug, août, августа, август, авг, тамыз, тамызда, тамызға");
        month(9, "september, sep, sept, septembre, сентября, сентябрь, сен, сент, қыркүйек, қыркүйекте, қыркүйекке");
        month(10, "october, oct, octobre, октября, октябрь, окт, қазан, қазанда, қазанға");
        month(11, "november, nov, novembre, ноября, ноябрь, ноя, қараша, қарашада, қарашаға");
        month(12, "december, dec, décembre, déc, декабря, декабрь, дек, желтоқсан, желтоқсанда, желтоқсанға");

        near(0, "today, aujourd'hui, сегодня, бүгін, бүгінге");
        near(0, "this morning, this afternoon, this evening, tonight, ce matin, cet après-midi, ce soir");
        near(0, "сегодня утром, сегодня днём, сегодня вечером, бүгін таңертең, бүгін кешке, бүгін түстен кейін");
        near(-1, "yesterday, hier, вчера, кеше");
        near(
                -1,
                "yesterday morning, yesterday afternoon, yesterday evening, last night, hier matin, hier après-midi, hier soir");
        near(-1, "вчера утром, вчера днём, вчера вечером, кеше таңертең, кеше кешке, кеше түстен кейін");
        near(-2, "day before yesterday, avant-hier, позавчера, алдыңғы күні, алдыңгүні");
        near(
                1,
                "tomorrow, demain, завтра, ертең, ертеңге, tomorrow morning, tomorrow afternoon, demain matin, demain après-midi, завтра утром, завтра днём");
        near(2, "day after tomorrow, après-demain, послезавтра, бүрсігүні, бүрсігүнге");

        // What a text that names a day somewhere holds, by how its words begin. Months that are also other words are
        // found with a number.
        put(
                DAYS_AND_MORE,
                "monday, tuesday, wednesday, thursday, friday, saturday, sunday, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche");
        put(
                DAYS_AND_MORE,
                "понедельник, вторник, четверг, пятниц, суббот, воскресень, дүйсенбі, сейсенбі, сәрсенбі, бейсенбі, жексенбі, сенбі, жұма");
        put(
                DAYS_AND_MORE,
                "january, february, april, september, october, november, december, janvier, février, avril, juillet, septembre, octobre, novembre, décembre");
        put(
                DAYS_AND_MORE,
                "январ, феврал, апрел, июн, июл, сентябр, октябр, ноябр, декабр, қаңтар, ақпан, сәуір, шілде, қыркүйек, қараша, желтоқсан");
        put(
                DAYS_AND_MORE,
                "tomorrow, today, tonight, demain, aujourd'hui, завтра, сегодня, послезавтра, сегодняшн, ертең, бүгін, бүрсігүн");
        put(DAYS_AND_MORE, "weekend, semaine, недел, месяц, апта");
    }

    private CaptureWords() {}

    private static void how(InteractionKind kind, String phrases) {
        each(phrases, phrase -> HOW.put(phrase, kind));
    }

    /** Words that leave open whether one sat together. */
    private static void talk(String phrases) {
        how(InteractionKind.MEETING, phrases);
        put(TALKING, phrases);
    }

    /** Words that leave open by what. */
    private static void write(String phrases) {
        how(InteractionKind.EMAIL, phrases);
        put(WRITING, phrases);
    }

    private static void by(InteractionKind kind, String phrases) {
        each(phrases, phrase -> BY.put(phrase, kind));
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

    /** By what one was in touch, of a phrase that is said besides: by phone. */
    static @Nullable InteractionKind by(String folded) {
        return BY.get(folded);
    }

    /** Whether the other phrase may say by what it was that this one tells. */
    static boolean isOpenTo(String folded, InteractionKind kind) {
        return switch (kind) {
            case CALL, VIDEO_CONFERENCE -> TALKING.contains(folded);
            case EMAIL, LETTER -> WRITING.contains(folded);
            default -> false;
        };
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

    /** A small word within a name: de, van der. */
    static boolean isParticle(String folded) {
        return PARTICLES.contains(folded);
    }

    /** A small word that ends a name: оглы. */
    static boolean isEndOfName(String folded) {
        return ENDS_OF_NAMES.contains(folded);
    }

    /** What follows "at" or "in" and is no place: in English. */
    static boolean isNoPlace(String folded) {
        return NO_PLACES.contains(folded) || month(folded) != null || tellsDays(folded);
    }

    /** A Kazakh word that says by its ending where something was. */
    static boolean isLocative(String word) {
        return LOCATIVES.contains(folded(word)) || word.matches("\\p{Lu}[\\p{IsCyrillic}-]{3,}(да|де|та|те)");
    }

    /** What stands before the day by which something is due. */
    static boolean isDeadline(String folded) {
        return DEADLINES.contains(folded);
    }

    static boolean isNext(String folded) {
        return NEXT.contains(folded);
    }

    static boolean isNextWeek(String folded) {
        return NEXT_WEEK.contains(folded);
    }

    /** Whether a word of a text may tell when something is due. */
    static boolean tellsDays(String folded) {
        return folded.matches(
                        "weeks?|months?|mois|сред[аыуе]|days|jours|днеи|суток|quinzaine|fortnight|eod|cob|tmrw|деиін|ішінде")
                || DAYS_AND_MORE.stream().anyMatch(folded::startsWith);
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

    /** Whether letters stand in a text that Kazakh alone has, of the four languages. */
    static boolean isKazakh(String text) {
        return text.toLowerCase(Locale.ROOT).codePoints().anyMatch(c -> "әғқңөұүһі".indexOf(c) >= 0);
    }

    /** A text without what stands in quotation marks in it. */
    static String unquoted(String text) {
        return text.replaceAll("\"[^\"]*\"|[“„][^“”]*[“”]|«[^»]*»", " ");
    }

    /** A name whose Russian and Kazakh words have lost what may be the ending of a case: what is left begins the words of the name. */
    static String undeclined(String name) {
        return Stream.of(name.strip().split("\\s+"))
                .map(word -> word.replaceFirst(
                        "(?<=\\p{IsCyrillic}{3})(мен|бен|пен|ның|нің|дың|дің|тың|тің|дан|ден|тан|тен|нан|нен|ого|его|ому|ему|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|ым|им|ом|ем|ой|ей|ую|а|я|у|ю|ы|и|е)$",
                        ""))
                .collect(Collectors.joining(" "));
    }
}
