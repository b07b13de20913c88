package org.shanyraq.crm.contact.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Locale;
import org.shanyraq.crm.contact.Channel;

/** One way to reach somebody, with the form in which it is compared. */
@Embeddable
record ChannelRow(
        @Column(name = "kind") String kind,
        @Column(name = "purpose") String purpose,
        @Column(name = "value") String value,
        @Column(name = "folded") String folded,
        @Column(name = "is_primary") boolean isPrimary) {

    static ChannelRow of(Channel channel) {
        return new ChannelRow(
                channel.kind().name(),
                channel.purpose().name(),
                channel.value(),
                fold(channel.value()),
                channel.primary());
    }

    static String fold(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    Channel channel() {
        return new Channel(Channel.Kind.valueOf(kind), Channel.Purpose.valueOf(purpose), value, isPrimary);
    }
}
