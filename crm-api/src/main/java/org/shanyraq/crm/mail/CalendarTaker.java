package org.shanyraq.crm.mail;

/** SPI: whoever takes the answers that calendars send by mail. Asked without an officer and outside of any transaction. */
public interface CalendarTaker {

    /**
     * Keeps what came, so that the mail may be marked as read. The same may come again, to two instances at once too, and is one then.
     *
     * @return false when it is nothing for this taker, which then keeps nothing of it
     * @throws RuntimeException when it cannot be kept now: the mail stays unread, and comes again
     */
    boolean take(IncomingCalendar calendar);
}
