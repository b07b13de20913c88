package org.shanyraq.crm.exchange;

import static org.shanyraq.crm.exchange.ImportSubject.CONTACTS;
import static org.shanyraq.crm.exchange.ImportSubject.MANDATES;
import static org.shanyraq.crm.exchange.ImportSubject.ORGANISATIONS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a column of a file may hold. Several columns may hold the same field where that makes sense (e-mails, spellings, identifiers). */
public enum ImportField {
    /** Our own id of the record, as exports have it. What a row of that record says in the very words of an export is nothing new. */
    CRM_ID(CONTACTS, ORGANISATIONS),
    GIVEN_NAME(CONTACTS),
    FAMILY_NAME(CONTACTS),
    /** Given and family names in one cell, in any order; a family name in capitals is recognised. */
    FULL_NAME(CONTACTS),
    NATIVE_GIVEN_NAME(CONTACTS),
    NATIVE_FAMILY_NAME(CONTACTS),
    NATIVE_FULL_NAME(CONTACTS),
    OTHER_SPELLING(CONTACTS),
    HONORIFIC(CONTACTS),
    LANGUAGES(CONTACTS),
    EMAIL(CONTACTS),
    PHONE(CONTACTS),
    MOBILE(CONTACTS),
    ADDRESS(CONTACTS),
    NOTES(CONTACTS),
    SENSITIVITY(CONTACTS),
    SOURCE(CONTACTS),

    NAME(ORGANISATIONS),
    NAME_EN(ORGANISATIONS),
    NAME_FR(ORGANISATIONS),
    NAME_KK(ORGANISATIONS),
    NAME_RU(ORGANISATIONS),
    ACRONYM(ORGANISATIONS),
    KIND(ORGANISATIONS),
    CIRCLE(ORGANISATIONS),
    /** Name, acronym or identifier of the organisation that it is part of. */
    PARENT(ORGANISATIONS),
    REGISTER_NUMBER(ORGANISATIONS),
    VALID_FROM(ORGANISATIONS),
    VALID_TO(ORGANISATIONS),

    WEBSITE(CONTACTS, ORGANISATIONS),
    /** A name in English, French or one's own words, an ISO 3166 code. */
    COUNTRY(CONTACTS, ORGANISATIONS),
    /** Identifier of the row itself in the scheme that the mapping names. */
    EXTERNAL_ID(CONTACTS, ORGANISATIONS),
    /** Identifiers with their schemes: {@code ep-mep:840|orcid:0000-0001}. */
    EXTERNAL_IDS(CONTACTS, ORGANISATIONS),

    /** Identifier of the person in the scheme that the mapping names. */
    CONTACT_EXTERNAL_ID(MANDATES),
    CONTACT_EMAIL(MANDATES),
    CONTACT_NAME(MANDATES),
    /** Identifier of the organisation in the scheme that the mapping names. */
    ORGANISATION_EXTERNAL_ID(CONTACTS, MANDATES),
    /** Name or acronym of the organisation. */
    ORGANISATION(CONTACTS, MANDATES),
    ROLE(CONTACTS, MANDATES),
    POST_TITLE(CONTACTS, MANDATES),
    SINCE(CONTACTS, MANDATES),
    UNTIL(CONTACTS, MANDATES),
    MANDATE_NOTE(MANDATES);

    private final Set<ImportSubject> subjects;

    ImportField(ImportSubject first, ImportSubject... more) {
        this.subjects = EnumSet.of(first, more);
    }

    public boolean isFor(ImportSubject subject) {
        return subjects.contains(subject);
    }

    public static List<ImportField> of(ImportSubject subject) {
        return Arrays.stream(values()).filter(field -> field.isFor(subject)).toList();
    }

    /** Whether the mapping must name a scheme of identifiers. */
    public boolean needsScheme() {
        return this == EXTERNAL_ID || this == CONTACT_EXTERNAL_ID || this == ORGANISATION_EXTERNAL_ID;
    }

    /** Whether cells are words of a closed list, so that unknown ones need to be assigned. */
    public boolean isCoded() {
        return this == KIND || this == CIRCLE || this == ROLE || this == SENSITIVITY;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
