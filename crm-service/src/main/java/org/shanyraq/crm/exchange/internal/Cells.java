package org.shanyraq.crm.exchange.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.PartialDate;

/** What the text of one cell says, by its kind. */
final class Cells {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]+\\.[^@\\s,;<>\".]{2,}");
    private static final Pattern NAMED_EMAIL = Pattern.compile(".*<([^<>]+)>");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[./](\\d{1,2})(?:[./](\\d{1,2}))?");
    private static final Pattern MONTH_YEAR = Pattern.compile("(\\d{1,2})[./-](\\d{4})");
    private static final Pattern DATE_AND_TIME =
            Pattern.compile("(.*\\d)[T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?");
    private static final String REGION = "BE";

    private Cells() {}

    /** The text without the apostrophe that defuses a formula: what this application exports comes back as it was. */
    static String undefused(String cell) {
        String text = cell.strip();
        if (text.length() > 1 && text.charAt(0) == '\'' && Formulas.isDangerous(text.substring(1))) {
            return text.substring(1).strip();
        }
        return text;
    }

    /** Several values of one cell, separated by {@code |}, {@code ;} or a line break. */
    static List<String> several(String cell) {
        List<String> values = new ArrayList<>();
        for (String value : cell.split("[|;\\n\\r]+")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    /**
     * What may be e-mail addresses, each with the name before it: parted by {@code |}, {@code ;} or a new line, and by a comma or blank
     * behind one when another one follows.
     */
    static List<String> addresses(String cell) {
        List<String> addresses = new ArrayList<>();
        int lastAt = cell.lastIndexOf('@');
        int begun = 0;
        boolean complete = false;
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            boolean parts = "|;\n\r".indexOf(letter) >= 0;
            if (parts || (complete && i < lastAt && isBlankOrComma(letter))) {
                addresses.add(trimmed(cell, begun, i));
                begun = i + 1;
                complete = false;
            } else {
                complete |= letter == '@';
            }
        }
        addresses.add(trimmed(cell, begun, cell.length()));
        addresses.removeIf(String::isEmpty);
        return addresses;
    }

    /** Without blanks and commas around it. */
    private static String trimmed(String text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && isBlankOrComma(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlankOrComma(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlankOrComma(char letter) {
        return letter == ',' || Character.isWhitespace(letter);
    }

    /** An e-mail address, out of {@code Name <address>} and {@code mailto:} too. */
    static Optional<String> email(String text) {
        String address = text.strip();
        Matcher named = NAMED_EMAIL.matcher(address);
        if (named.matches()) {
            address = named.group(1).strip();
        }
        if (address.toLowerCase(Locale.ROOT).startsWith("mailto:")) {
            address = address.substring(7).strip();
        }
        return address.length() <= 190 && EMAIL.matcher(address).matches() ? Optional.of(address) : Optional.empty();
    }

    /** A telephone number in international form; one without a country's prefix is taken as Belgian. */
    static Optional<String> phone(String text) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, REGION);
            if (numbers.isValidNumber(number)) {
                String extension = number.hasExtension() ? " ext. " + number.getExtension() : "";
                return Optional.of(numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164) + extension);
            }
        } catch (NumberParseException none) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * @param date null when the text is none
     * @param swapped the month was written first, which was seen by a day beyond 12
     */
    record ReadDate(@Nullable PartialDate date, boolean swapped) {}

    /** A date in ISO form or as written in Europe: {@code 17.05.2024}, {@code 17/05/2024}, {@code 05/2024}, {@code 2024}. */
    static ReadDate date(String text) {
        String written = text.strip();
        Matcher timed = DATE_AND_TIME.matcher(written);
        if (timed.matches()) {
            written = timed.group(1).strip();
        }
        try {
            Matcher day = DAY_FIRST.matcher(written);
            if (day.matches()) {
                int first = Integer.parseInt(day.group(1));
                int second = Integer.parseInt(day.group(2));
                int year = Integer.parseInt(day.group(3));
                return second > 12 && first <= 12
                        ? new ReadDate(new PartialDate(year, first, second), true)
                        : new ReadDate(new PartialDate(year, second, first), false);
            }
            Matcher year = YEAR_FIRST.matcher(written);
            if (year.matches()) {
                return new ReadDate(
                        new PartialDate(
                                Integer.parseInt(year.group(1)),
                                Integer.valueOf(year.group(2)),
                                year.group(3) == null ? null : Integer.valueOf(year.group(3))),
                        false);
            }
            Matcher month = MONTH_YEAR.matcher(written);
            if (month.matches()) {
                return new ReadDate(
                        new PartialDate(Integer.parseInt(month.group(2)), Integer.valueOf(month.group(1)), null),
                        false);
            }
            return new ReadDate(PartialDate.parse(written), false);
        } catch (IllegalArgumentException none) {
            return new ReadDate(null, false);
        }
    }

    /**
     * @param guessed the place of the division was guessed
     * @param recased the family name was in capitals and was written as usual
     */
    record SplitName(String given, String family, boolean guessed, boolean recased) {}

    /** Divides a full name: {@code Family, Given}; a family name in capitals; else the last word is the family name. */
    static SplitName split(String text) {
        String name = text.strip().replaceAll("\\s+", " ");
        int comma = name.indexOf(',');
        if (comma > 0 && comma < name.length() - 1) {
            String family = name.substring(0, comma).strip();
            boolean capitals = isCapitals(family);
            return new SplitName(
                    name.substring(comma + 1).strip(), capitals ? recased(family) : family, false, capitals);
        }
        String[] words = name.split(" ");
        if (words.length == 1) {
            return new SplitName("", name, false, false);
        }
        List<String> given = new ArrayList<>();
        List<String> family = new ArrayList<>();
        for (String word : words) {
            (isCapitals(word) ? family : given).add(word);
        }
        if (!family.isEmpty() && !given.isEmpty()) {
            return new SplitName(String.join(" ", given), recased(String.join(" ", family)), false, true);
        }
        int last = name.lastIndexOf(' ');
        return new SplitName(name.substring(0, last), name.substring(last + 1), words.length > 2, false);
    }

    /** Whether it is a word in capitals, initials left aside. */
    static boolean isCapitals(String word) {
        long letters = word.codePoints().filter(Character::isLetter).count();
        return letters > 1
                && word.codePoints().noneMatch(Character::isLowerCase)
                && word.codePoints().anyMatch(Character::isUpperCase)
                && !word.matches("(\\p{Lu}\\.)+");
    }

    private static String recased(String capitals) {
        StringBuilder name = new StringBuilder(capitals.length());
        boolean start = true;
        for (int c : capitals.codePoints().toArray()) {
            name.appendCodePoint(start ? c : Character.toLowerCase(c));
            start = !Character.isLetter(c);
        }
        // A sigma at the end of a word has a form of its own.
        return name.toString().replaceAll("σ(?!\\p{L})", "ς");
    }

    /** What a spelling is for, by its letters. */
    static PersonName.Kind kindOf(String name) {
        boolean latin = false;
        boolean other = false;
        for (int c : name.codePoints().filter(Character::isLetter).toArray()) {
            if (Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN) {
                latin = true;
            } else {
                other = true;
            }
        }
        return other && !latin ? PersonName.Kind.NATIVE : PersonName.Kind.LATIN;
    }

    /** The tag of a language given as a tag or by its name in English, French, Kazakh, Russian or itself. */
    static Optional<String> language(String text) {
        String plain = WordList.plain(text);
        for (String tag : Locale.getISOLanguages()) {
            if (tag.equals(plain)) {
                return Optional.of(tag);
            }
        }
        for (String tag : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(tag);
            for (String in : List.of("en", "fr", "de", "kk", "ru", tag)) {
                if (WordList.plain(language.getDisplayLanguage(Locale.forLanguageTag(in)))
                        .equals(plain)) {
                    return Optional.of(tag);
                }
            }
        }
        return Optional.empty();
    }
}
