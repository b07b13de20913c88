package org.shanyraq.crm.contact.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.Channel.Kind;
import org.shanyraq.crm.contact.Channel.Purpose;
import org.shanyraq.crm.shared.web.Needed;

/**
 * A way to reach a person.
 *
 * @param kind by what means
 * @param purpose where it reaches the person
 * @param value an address; a telephone number is kept in international form
 * @param primary the one to use first among those of its kind
 */
record ChannelBody(
        @Needed @Nullable Kind kind,

        @Needed @Nullable Purpose purpose,

        @Needed @Nullable String value,

        @Nullable Boolean primary) {}
