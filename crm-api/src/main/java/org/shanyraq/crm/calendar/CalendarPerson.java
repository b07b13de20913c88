package org.shanyraq.crm.calendar;

import java.util.regex.Pattern;

/**
 * Somebody in a calendar text.
 *
 * @param name as calendars show it; empty: the address alone
 * @param address an e-mail address in ASCII, without {@code mailto:}
 */
public record CalendarPerson(String name, String address) {

    /** Of what an address of a mailbox may have, no character that means something else in a calendar text or in a {@code mailto:} link. */
    private static final Pattern ADDRESS = Pattern.compile("[!#$&'*+/=?^_`{|}~0-9A-Za-z.-]{1,64}@[0-9A-Za-z.-]{1,253}");

    /** @throws IllegalArgumentException when the address is none */
    public CalendarPerson {
        name = name.strip();
        if (!isAddress(address)) {
            throw new IllegalArgumentException("not an address");
        }
    }

    /** Whether it is an address that a calendar text can carry. */
    public static boolean isAddress(String address) {
        return ADDRESS.matcher(address).matches();
    }
}
