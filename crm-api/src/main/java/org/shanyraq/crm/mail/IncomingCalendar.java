package org.shanyraq.crm.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendar texts of one mail that came. Anybody can write such a mail, in anybody's name.
 *
 * @param sender address in lower case of whom it says that it comes from; null when it does not name one alone
 * @param arrivedAt when the mailbox got it
 * @param automatic whether it says that a machine answered it for its reader
 * @param answers whether it says itself that one of the texts is an answer
 * @param texts as they came, in UTF-8, at least one; each may be too long by far and hold anything
 */
public record IncomingCalendar(
        @Nullable String sender, Instant arrivedAt, boolean automatic, boolean answers, List<byte[]> texts) {

    public IncomingCalendar {
        texts = List.copyOf(texts);
    }
}
