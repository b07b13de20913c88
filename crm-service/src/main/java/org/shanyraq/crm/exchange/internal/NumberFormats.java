package org.shanyraq.crm.exchange.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of a workbook as text: dates in ISO form, percentages with their sign, whole numbers without a fraction. */
final class NumberFormats {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private NumberFormats() {}

    /** The code of a format that every workbook knows by number (ISO/IEC 29500-1, 18.8.30); empty when it changes nothing here. */
    static String builtIn(@Nullable String id) {
        return switch (id == null ? "" : id) {
            case "9" -> "0%";
            case "10" -> "0.00%";
            case "14", "15", "16", "17", "27", "30", "31", "36", "50", "57", "58" -> "yyyy-mm-dd";
            case "18", "19", "20", "21", "45", "46", "47" -> "hh:mm";
            case "22" -> "yyyy-mm-dd hh:mm";
            default -> "";
        };
    }

    /**
     * @param value as in the file, for example {@code 45292} or {@code 1.5E-3}
     * @throws NumberFormatException when it is no number
     */
    static String format(String value, String format, boolean from1904) {
        BigDecimal number = new BigDecimal(value.strip());
        if (number.precision() > 400 || Math.abs(number.scale()) > 400) {
            throw new NumberFormatException("out of range");
        }
        if (isDate(format)) {
            String date = date(number, from1904);
            if (date != null) {
                return date;
            }
        }
        // A workbook keeps binary fractions: 15 digits are what its program shows.
        BigDecimal rounded = number.round(new MathContext(15, RoundingMode.HALF_EVEN));
        if (unquoted(format).contains("%")) {
            return plain(rounded.movePointRight(2)) + "%";
        }
        if (format.matches("0{2,20}") && rounded.signum() >= 0 && plain(rounded).matches("\\d+")) {
            String digits = plain(rounded);
            return "0".repeat(Math.max(0, format.length() - digits.length())) + digits;
        }
        return plain(rounded);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(String format) {
        String letters = unquoted(format).toLowerCase(Locale.ROOT).replace("general", "");
        int section = letters.indexOf(';');
        if (section >= 0) {
            letters = letters.substring(0, section);
        }
        return letters.matches(".*[ymdhs].*") && !letters.matches(".*[#?].*");
    }

    /** The format without quoted text, escaped characters and bracketed conditions. */
    private static String unquoted(String format) {
        return format.replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\\\.", "")
                .replaceAll("_.", "")
                .replaceAll("\\[(?![hms]+\\])[^\\]]*\\]", "");
    }

    private static @Nullable String date(BigDecimal number, boolean from1904) {
        double days = number.doubleValue();
        if (days < 0 || days > 2_958_466) {
            return null;
        }
        long whole = (long) Math.floor(days);
        long seconds = Math.round((days - whole) * 86_400);
        if (seconds == 86_400) {
            whole++;
            seconds = 0;
        }
        LocalTime time = LocalTime.ofSecondOfDay(seconds);
        if (!from1904 && whole == 0) {
            return time.toString();
        }
        // Day 60 of the older calendar is a 29 February 1900 that never was.
        LocalDate day = from1904
                ? LocalDate.of(1904, 1, 1).plusDays(whole)
                : LocalDate.of(1899, 12, 30).plusDays(whole < 60 ? whole + 1 : whole);
        if (seconds == 0) {
            return day.toString();
        }
        LocalDateTime moment = day.atTime(time);
        return (seconds % 60 == 0 ? MINUTES : SECONDS).format(moment);
    }
}
