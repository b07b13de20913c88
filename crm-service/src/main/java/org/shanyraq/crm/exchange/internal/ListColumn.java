package org.shanyraq.crm.exchange.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationSummary;

/**
 * One column of an exported list. It is named after the field that an import understands by it, and an import knows by the
 * same cells what a record says already.
 *
 * @param <T> what a row is made of
 */
record ListColumn<T>(String name, ImportField field, Function<T, @Nullable String> cell) {

    /**
     * What a row about a contact is made of.
     *
     * @param principal as the list shows it; null: none
     * @param language in which the names of organisation and post are written
     */
    record Person(
            ContactId id, ContactDetails details, ContactSummary.@Nullable Principal principal, String language) {}

    /**
     * What a row about an organisation is made of.
     *
     * @param parent null at the top
     * @param language in which the name of the parent is written
     */
    record Body(
            OrganisationId id,
            OrganisationDetails details,
            @Nullable OrganisationSummary parent,
            String language) {}

    static final List<ListColumn<Person>> CONTACTS = List.of(
            person(ImportField.CRM_ID, row -> row.id().toString()),
            person(ImportField.GIVEN_NAME, row -> given(row, PersonName.Kind.LATIN)),
            person(ImportField.FAMILY_NAME, row -> family(row, PersonName.Kind.LATIN)),
            person(ImportField.NATIVE_GIVEN_NAME, row -> given(row, PersonName.Kind.NATIVE)),
            person(ImportField.NATIVE_FAMILY_NAME, row -> family(row, PersonName.Kind.NATIVE)),
            person(
                    ImportField.OTHER_SPELLING,
                    row -> spellings(row).stream().map(PersonName::full).collect(Collectors.joining("|"))),
            person(ImportField.HONORIFIC, row -> row.details().honorific()),
            person(ImportField.COUNTRY, row -> row.details().country()),
            person(ImportField.LANGUAGES, row -> String.join("|", row.details().languages())),
            person(ImportField.EMAIL, row -> channels(row, Channel.Kind.EMAIL, null)),
            person(ImportField.PHONE, row -> channels(row, Channel.Kind.PHONE, false)),
            person(ImportField.MOBILE, row -> channels(row, Channel.Kind.PHONE, true)),
            person(ImportField.ADDRESS, row -> channels(row, Channel.Kind.ADDRESS, null)),
            person(ImportField.WEBSITE, row -> channels(row, Channel.Kind.WEBSITE, null)),
            person(ImportField.ORGANISATION, ListColumn::organisation),
            person(
                    ImportField.ROLE,
                    row -> row.principal() == null
                            ? null
                            : row.principal().role().code()),
            person(
                    ImportField.POST_TITLE,
                    row -> row.principal() == null
                            ? null
                            : row.principal().title().in(row.language())),
            person(
                    ImportField.EXTERNAL_IDS,
                    row -> ExternalIdsCell.write(row.details().externalIds())),
            person(ImportField.SENSITIVITY, row -> row.details().sensitivity().code()),
            person(ImportField.SOURCE, row -> row.details().source()));

    static final List<ListColumn<Body>> ORGANISATIONS = List.of(
            body(ImportField.CRM_ID, row -> row.id().toString()),
            body(ImportField.ACRONYM, row -> row.details().acronym()),
            body(ImportField.NAME_EN, row -> row.details().names().texts().get("en")),
            body(ImportField.NAME_FR, row -> row.details().names().texts().get("fr")),
            body(ImportField.NAME_KK, row -> row.details().names().texts().get("kk")),
            body(ImportField.NAME_RU, row -> row.details().names().texts().get("ru")),
            body(ImportField.KIND, row -> row.details().kind().code()),
            body(ImportField.CIRCLE, row -> row.details().circle().code()),
            body(ImportField.PARENT, ListColumn::parent),
            body(ImportField.COUNTRY, row -> row.details().country()),
            body(ImportField.WEBSITE, row -> row.details().website()),
            body(ImportField.REGISTER_NUMBER, row -> row.details().registerNumber()),
            body(
                    ImportField.VALID_FROM,
                    row -> Objects.toString(row.details().validity().since(), null)),
            body(
                    ImportField.VALID_TO,
                    row -> Objects.toString(row.details().validity().until(), null)),
            body(
                    ImportField.EXTERNAL_IDS,
                    row -> ExternalIdsCell.write(row.details().externalIds())));

    private static ListColumn<Person> person(ImportField field, Function<Person, @Nullable String> cell) {
        return new ListColumn<>(field.code(), field, cell);
    }

    private static ListColumn<Body> body(ImportField field, Function<Body, @Nullable String> cell) {
        return new ListColumn<>(field.code(), field, cell);
    }

    static <T> List<String> header(List<ListColumn<T>> columns) {
        return columns.stream().map(ListColumn::name).toList();
    }

    static <T> List<String> row(List<ListColumn<T>> columns, T of) {
        return columns.stream().map(column -> column.text(of)).toList();
    }

    /** Whether the record says in that field exactly what the cell of an import says. */
    static <T> boolean isSaid(List<ListColumn<T>> columns, T of, ImportField field, String cell) {
        return columns.stream()
                .filter(column -> column.field() == field)
                .anyMatch(column -> Cells.undefused(column.text(of)).equals(cell));
    }

    private String text(T of) {
        String text = cell.apply(of);
        return text == null ? "" : text;
    }

    private static List<PersonName> names(Person row, PersonName.Kind kind) {
        return row.details().names().stream()
                .filter(name -> name.kind() == kind)
                .toList();
    }

    /** Those that are neither the Latin nor the native one. */
    private static List<PersonName> spellings(Person row) {
        return row.details().names().stream()
                .filter(name -> name.kind() != PersonName.Kind.LATIN && name.kind() != PersonName.Kind.NATIVE)
                .toList();
    }

    private static String given(Person row, PersonName.Kind kind) {
        return names(row, kind).stream().findFirst().map(PersonName::given).orElse("");
    }

    private static String family(Person row, PersonName.Kind kind) {
        return names(row, kind).stream().findFirst().map(PersonName::family).orElse("");
    }

    private static String channels(Person row, Channel.Kind kind, @Nullable Boolean mobile) {
        return row.details().channels().stream()
                .filter(channel -> channel.kind() == kind)
                .filter(channel -> mobile == null || mobile == (channel.purpose() == Channel.Purpose.MOBILE))
                .sorted(Comparator.comparing(channel -> !channel.primary()))
                .map(Channel::value)
                .collect(Collectors.joining("|"));
    }

    private static @Nullable String organisation(Person row) {
        ContactSummary.Principal principal = row.principal();
        if (principal == null) {
            return null;
        }
        return principal.acronym() != null
                ? principal.acronym()
                : principal.organisationNames().in(row.language());
    }

    private static @Nullable String parent(Body row) {
        OrganisationSummary parent = row.parent();
        if (parent == null) {
            return null;
        }
        return parent.acronym() != null ? parent.acronym() : parent.names().in(row.language());
    }
}
