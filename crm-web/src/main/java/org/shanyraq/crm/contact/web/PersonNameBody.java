package org.shanyraq.crm.contact.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.PersonName.Kind;
import org.shanyraq.crm.shared.web.Needed;

/**
 * One spelling of a person's name.
 *
 * @param kind what the spelling is for
 * @param given given names, at most 120 characters
 * @param family family names, at most 120 characters; one of the two must be there
 * @param language tag of the language that it is written in
 */
record PersonNameBody(
        @Needed @Nullable Kind kind,

        @Nullable String given,
        @Nullable String family,
        @Nullable String language) {}
