package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.shared.internal.NameKeys;

/** Proposes what each column means, by its name and, where that says nothing, by its values. A proposal is always shown. */
final class MappingSuggestion {

    private static final WordList HEADERS = WordList.of("headers.properties");
    private static final WordList SCHEMES = WordList.of("schemes.properties");
    private static final Set<ImportField> MANY = EnumSet.of(
            ImportField.EMAIL,
            ImportField.PHONE,
            ImportField.MOBILE,
            ImportField.OTHER_SPELLING,
            ImportField.LANGUAGES,
            ImportField.EXTERNAL_ID,
            ImportField.ADDRESS,
            ImportField.WEBSITE);
    private static final Set<String> PLAIN_NAMES =
            Set.of("name", "nom", "nome", "nombre", "naam", "nume", "nev", "име", "имя", "ονομα", "navn", "namn");
    private static final Set<String> IDENTIFIER_NAMES =
            Set.of("id", "ident", "identifier", "code", "codice", "kod", "код", "κωδικος", "identifiant", "kennung");
    private static final Set<String> GROUPS = Set.of(
            "group",
            "groupabbr",
            "politicalgroup",
            "groupe",
            "groupepolitique",
            "fraktion",
            "grupa",
            "grupapolityczna",
            "ομαδα",
            "политическагрупа",
            "фракция",
            "grupo",
            "gruppo");

    private MappingSuggestion() {}

    /** Which fields may be held by several columns. */
    static boolean isMany(ImportField field) {
        return MANY.contains(field);
    }

    /**
     * @param headers names of the columns, empty where there are none
     * @param values the first values of each column
     * @param isOrganisation whether an organisation of that name or acronym is known
     */
    static List<ColumnMapping> of(
            ImportSubject subject, List<String> headers, List<List<String>> values, Predicate<String> isOrganisation) {
        int width = headers.size();
        List<@Nullable ImportField> fields = new ArrayList<>();
        List<@Nullable String> schemes = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            String header = headers.get(column);
            Identifier identifier = identifier(subject, header);
            ImportField field = identifier != null ? identifier.field() : byHeader(subject, header);
            if (field == null || field == ImportField.NOTES) {
                ImportField seen = byValues(subject, values.get(column));
                field = seen != null ? seen : field;
            }
            if (field == ImportField.ORGANISATION
                    && subject == ImportSubject.CONTACTS
                    && GROUPS.contains(WordList.plain(header))
                    && !allKnown(values.get(column), isOrganisation)) {
                // A "group" is an organisation only where its names are ones.
                field = null;
            }
            fields.add(field);
            schemes.add(identifier != null && field != null && field.needsScheme() ? identifier.scheme() : null);
        }
        settleNames(subject, headers, fields);
        settleSingles(fields);
        List<ColumnMapping> columns = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            ImportField field = fields.get(column);
            columns.add(new ColumnMapping(
                    column, field, field != null && field.needsScheme() ? schemes.get(column) : null, Map.of()));
        }
        return columns;
    }

    private static boolean allKnown(List<String> values, Predicate<String> isOrganisation) {
        List<String> named = values.stream().filter(value -> !value.isBlank()).toList();
        return !named.isEmpty() && named.stream().allMatch(isOrganisation);
    }

    private record Identifier(ImportField field, String scheme) {}

    private static @Nullable Identifier identifier(ImportSubject subject, String header) {
        if (byHeader(subject, header) == ImportField.CRM_ID) {
            return null;
        }
        for (String code : SCHEMES.codes(header)) {
            String owner = code.substring(0, code.indexOf('.'));
            String scheme = code.substring(code.indexOf('.') + 1);
            ImportField field = identifierField(subject, owner);
            if (field != null) {
                return new Identifier(field, scheme);
            }
        }
        String plain = WordList.plain(header);
        boolean named = header.strip().toLowerCase(Locale.ROOT).matches(".+[ _-]id");
        if (subject == ImportSubject.MANDATES) {
            if (!named) {
                return null;
            }
            ImportField field = plain.startsWith("person") || plain.startsWith("contact") || plain.startsWith("member")
                    ? ImportField.CONTACT_EXTERNAL_ID
                    : plain.startsWith("org") || plain.startsWith("body") || plain.startsWith("institution")
                            ? ImportField.ORGANISATION_EXTERNAL_ID
                            : null;
            return field == null ? null : new Identifier(field, scheme(header));
        }
        return named || IDENTIFIER_NAMES.contains(plain)
                ? new Identifier(ImportField.EXTERNAL_ID, scheme(header))
                : null;
    }

    private static @Nullable ImportField identifierField(ImportSubject subject, String owner) {
        return switch (subject) {
            case CONTACTS -> owner.equals("contact") ? ImportField.EXTERNAL_ID : ImportField.ORGANISATION_EXTERNAL_ID;
            case ORGANISATIONS -> owner.equals("organisation") ? ImportField.EXTERNAL_ID : null;
            case MANDATES ->
                owner.equals("contact") ? ImportField.CONTACT_EXTERNAL_ID : ImportField.ORGANISATION_EXTERNAL_ID;
        };
    }

    /** A scheme made of the column's name. */
    private static String scheme(String header) {
        String plain = NameKeys.plain(header).replace(' ', '-');
        String scheme = plain.length() > 40 ? plain.substring(0, 40) : plain;
        return scheme.matches("[a-z0-9][a-z0-9-]{1,39}") ? scheme : "list-id";
    }

    private static @Nullable ImportField byHeader(ImportSubject subject, String header) {
        String bare = header.replaceFirst("[\\s_-]*\\d+$", "");
        Set<String> codes = new HashSet<>(HEADERS.codes(header));
        if (codes.isEmpty()) {
            codes.addAll(HEADERS.codes(bare));
        }
        for (ImportField field : ImportField.of(subject)) {
            if (codes.contains(field.code())) {
                return field;
            }
        }
        return null;
    }

    private static @Nullable ImportField byValues(ImportSubject subject, List<String> values) {
        List<String> filled = values.stream().filter(value -> !value.isBlank()).toList();
        if (filled.isEmpty()) {
            return null;
        }
        boolean emails = filled.stream().allMatch(value -> Cells.email(value).isPresent());
        if (emails && subject != ImportSubject.ORGANISATIONS) {
            return subject == ImportSubject.CONTACTS ? ImportField.EMAIL : ImportField.CONTACT_EMAIL;
        }
        if (subject == ImportSubject.CONTACTS
                && filled.stream()
                        .allMatch(value -> value.strip().startsWith("+")
                                && Cells.phone(value).isPresent())) {
            return ImportField.PHONE;
        }
        if (subject != ImportSubject.MANDATES
                && filled.stream().allMatch(value -> value.strip().matches("(?i)https?://\\S+"))) {
            return ImportField.WEBSITE;
        }
        return null;
    }

    /** "Name" is the family name beside a given name, else the whole; a whole name beside its parts is left out. */
    private static void settleNames(ImportSubject subject, List<String> headers, List<@Nullable ImportField> fields) {
        if (subject != ImportSubject.CONTACTS) {
            return;
        }
        int given = fields.indexOf(ImportField.GIVEN_NAME);
        int family = fields.indexOf(ImportField.FAMILY_NAME);
        int full = fields.indexOf(ImportField.FULL_NAME);
        if (given >= 0 && family >= 0 && full >= 0) {
            fields.set(full, null);
        } else if (given >= 0 && family < 0 && full >= 0) {
            boolean plain = PLAIN_NAMES.contains(WordList.plain(headers.get(full)));
            fields.set(plain ? full : given, plain ? ImportField.FAMILY_NAME : null);
        } else if (given >= 0 && family < 0 && PLAIN_NAMES.contains(WordList.plain(headers.get(given)))) {
            fields.set(given, ImportField.FULL_NAME);
        }
    }

    private static void settleSingles(List<@Nullable ImportField> fields) {
        Map<ImportField, Integer> first = new EnumMap<>(ImportField.class);
        for (int column = 0; column < fields.size(); column++) {
            ImportField field = fields.get(column);
            if (field != null
                    && !isMany(field)
                    && Optional.ofNullable(first.putIfAbsent(field, column)).isPresent()) {
                fields.set(column, null);
            }
        }
    }
}
