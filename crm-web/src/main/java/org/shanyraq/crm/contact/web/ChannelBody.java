package org.shanyraq.crm.contact.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.Channel.Kind;
import org.shanyraq.crm.contact.Channel.Purpose;
import org.shanyraq.crm.shared.web.Bodies;
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

        @Nullable Boolean primary) {

    static List<Channel> channels(@Nullable List<ChannelBody> given) {
        return Bodies.orEmpty(given).stream()
                .map(channel -> new Channel(
                        Objects.requireNonNull(channel.kind()),
                        Objects.requireNonNull(channel.purpose()),
                        Objects.requireNonNull(channel.value()),
                        Boolean.TRUE.equals(channel.primary())))
                .toList();
    }
}
