package org.shanyraq.crm.contact.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.ExternalIdBody;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a contact: what {@code details} of a contact shows. What is left out is empty.
 *
 * @param names at least one; at most one {@code latin} and one {@code native}
 * @param honorific as written before the name, for example {@code H.E.}; at most 60 characters
 * @param formOfAddress how to address the person in a letter, by language
 * @param languages tags of the languages that the person speaks, best first
 * @param country ISO 3166-1 alpha-2 of the country that the person is of
 * @param channels any number, with one primary of each kind
 * @param externalIds what others call this person; each is used once in a mission
 * @param notes plain text, at most 10,000 characters
 * @param sensitivity who may see the contact: those with at least this clearance
 * @param legalBasis why the mission may keep the data
 * @param source where the data came from, at most 250 characters
 */
record ContactBody(
        @Nullable List<@Needed @Valid PersonNameBody> names,
        @Nullable String honorific,
        @Nullable LocalizedText formOfAddress,
        @Nullable List<@Needed String> languages,
        @Nullable String country,
        @Nullable List<@Needed @Valid ChannelBody> channels,
        @Nullable List<@Needed @Valid ExternalIdBody> externalIds,
        @Nullable String notes,

        @Needed @Nullable Sensitivity sensitivity,

        @Nullable LegalBasis legalBasis,
        @Nullable String source) {}
