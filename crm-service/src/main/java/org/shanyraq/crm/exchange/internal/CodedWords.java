package org.shanyraq.crm.exchange.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Violation;

/** Understands the cells of columns whose values come from a closed list. */
final class CodedWords {

    private static final WordList WORDS = WordList.of("words.properties");

    private CodedWords() {}

    /** The code meant by a cell: as assigned in the mapping, else as recognised; empty when it is neither. */
    static Optional<String> code(ColumnMapping column, String cell) {
        ImportField field = column.field();
        if (field == null) {
            return Optional.empty();
        }
        String text = cell.strip();
        String assigned = column.words().get(text);
        if (assigned != null) {
            return Optional.of(assigned);
        }
        return recognised(field, text);
    }

    /** The code that a word stands for by itself. */
    static Optional<String> recognised(ImportField field, String word) {
        if (field == ImportField.COUNTRY) {
            return Countries.code(word);
        }
        String plain = WordList.plain(word);
        for (String code : codes(field).keySet()) {
            if (WordList.plain(code).equals(plain)) {
                return Optional.of(code);
            }
        }
        String prefix = field.code() + ".";
        return WORDS.codes(word).stream()
                .filter(code -> code.startsWith(prefix))
                .map(code -> code.substring(prefix.length()))
                .findFirst();
    }

    /** Whether cells of that field are words of a list, so that unknown ones can be assigned. */
    static boolean isListed(ImportField field) {
        return field.isCoded() || field == ImportField.COUNTRY;
    }

    /** Whether a word may be assigned that code; for a country also nothing, which leaves it out. */
    static boolean isCode(ImportField field, String code) {
        if (field == ImportField.COUNTRY) {
            return code.isEmpty() || Countries.code(code).filter(code::equals).isPresent();
        }
        return codes(field).containsKey(code);
    }

    /** The constant as an argument of a text, to be shown in the reader's language. */
    static String word(ImportField field, Enum<?> constant) {
        String list = field == ImportField.SENSITIVITY ? "crm.shared." : "crm.organisation.";
        return Violation.word(list + field.code() + "."
                + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Map<String, Enum<?>> codes(ImportField field) {
        Enum<?>[] values =
                switch (field) {
                    case KIND -> OrganisationKind.values();
                    case CIRCLE -> Circle.values();
                    case ROLE -> PostRole.values();
                    case SENSITIVITY -> Sensitivity.values();
                    default -> new Enum<?>[0];
                };
        Map<String, Enum<?>> codes = new LinkedHashMap<>();
        for (Enum<?> value : values) {
            codes.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return codes;
    }

    static OrganisationKind kind(String code) {
        return OrganisationKind.valueOf(code.toUpperCase(Locale.ROOT));
    }

    static Circle circle(String code) {
        return Circle.valueOf(code.toUpperCase(Locale.ROOT));
    }

    static PostRole role(String code) {
        return PostRole.valueOf(code.toUpperCase(Locale.ROOT));
    }

    static Sensitivity sensitivity(String code) {
        return Sensitivity.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
