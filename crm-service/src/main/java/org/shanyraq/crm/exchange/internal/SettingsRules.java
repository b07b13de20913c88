package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Findings;

/** What settings must fulfil before rows can be checked by them. */
final class SettingsRules {

    private SettingsRules() {}

    /** @throws InvalidInputException with all that is wrong with how the file is to be read */
    static void requireReadable(ImportSettings settings, boolean workbook, int sheets) {
        List<Violation> violations = new ArrayList<>();
        if (workbook) {
            if (settings.sheet() < 0 || settings.sheet() >= sheets) {
                violations.add(Violation.of("sheet", "crm.exchange.settings.no-such-sheet"));
            }
        } else {
            if (EncodingGuess.charset(settings.encoding()) == null) {
                violations.add(Violation.of("encoding", "crm.exchange.settings.no-such-encoding"));
            }
            String delimiter = settings.delimiter();
            if (delimiter.length() != 1
                    || "\"\r\n".contains(delimiter)
                    || Character.isLetterOrDigit(delimiter.charAt(0))) {
                violations.add(Violation.of("delimiter", "crm.exchange.settings.no-such-delimiter"));
            }
        }
        if (!Findings.isLanguage(settings.language())) {
            violations.add(Violation.of("language", "crm.exchange.settings.no-such-language"));
        }
        if (settings.source() != null && settings.source().length() > 250) {
            violations.add(Violation.of("source", "crm.exchange.row.too-long", 250));
        }
        refuse(violations);
    }

    /** @throws InvalidInputException with all that is wrong with the mapping */
    static void requireMapped(ImportSettings settings, ImportSubject subject, int width) {
        List<Violation> violations = new ArrayList<>();
        Set<ImportField> fields = EnumSet.noneOf(ImportField.class);
        Set<Integer> columns = new HashSet<>();
        for (ColumnMapping column : settings.columns()) {
            String path = "columns[" + column.column() + "]";
            if (column.column() < 0 || column.column() >= width || !columns.add(column.column())) {
                violations.add(Violation.of(path, "crm.exchange.settings.no-such-column"));
                continue;
            }
            ImportField field = column.field();
            if (field == null) {
                continue;
            }
            if (!field.isFor(subject)) {
                violations.add(Violation.of(path + ".field", "crm.exchange.settings.not-of-subject"));
                continue;
            }
            if (!fields.add(field) && !MappingSuggestion.isMany(field)) {
                violations.add(Violation.of(path + ".field", "crm.exchange.settings.field-twice"));
            }
            String scheme = column.scheme();
            if (field.needsScheme()
                    && (scheme == null
                            || !scheme.strip().toLowerCase(Locale.ROOT).matches("[a-z0-9][a-z0-9-]{1,39}"))) {
                violations.add(Violation.of(path + ".scheme", "crm.exchange.settings.scheme"));
            }
            column.words().forEach((word, code) -> {
                if (!CodedWords.isListed(field) || !CodedWords.isCode(field, code)) {
                    violations.add(Violation.of(path + ".words", "crm.exchange.settings.no-such-code", word));
                }
            });
        }
        if (!identifies(fields, subject)) {
            violations.add(Violation.of("columns", "crm.exchange.settings.identifies-" + subject.code()));
        }
        refuse(violations);
    }

    private static boolean identifies(Set<ImportField> fields, ImportSubject subject) {
        return switch (subject) {
            case CONTACTS ->
                containsAny(
                        fields,
                        ImportField.FAMILY_NAME,
                        ImportField.FULL_NAME,
                        ImportField.NATIVE_FAMILY_NAME,
                        ImportField.NATIVE_FULL_NAME,
                        ImportField.EMAIL,
                        ImportField.EXTERNAL_ID,
                        ImportField.EXTERNAL_IDS,
                        ImportField.CRM_ID);
            case ORGANISATIONS ->
                containsAny(
                        fields,
                        ImportField.NAME,
                        ImportField.NAME_EN,
                        ImportField.NAME_FR,
                        ImportField.NAME_KK,
                        ImportField.NAME_RU,
                        ImportField.ACRONYM,
                        ImportField.EXTERNAL_ID,
                        ImportField.EXTERNAL_IDS,
                        ImportField.CRM_ID);
            case MANDATES ->
                containsAny(
                                fields,
                                ImportField.CONTACT_EXTERNAL_ID,
                                ImportField.CONTACT_EMAIL,
                                ImportField.CONTACT_NAME)
                        && containsAny(fields, ImportField.ORGANISATION, ImportField.ORGANISATION_EXTERNAL_ID);
        };
    }

    private static boolean containsAny(Set<ImportField> fields, ImportField... any) {
        return List.of(any).stream().anyMatch(fields::contains);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }
}
