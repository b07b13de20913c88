package org.shanyraq.crm.invitation;

import java.util.List;

/**
 * Whom a guest brings, as it is answered.
 *
 * @param named those with a name; one of them without is refused
 * @param unnamed how many more
 */
public record Company(List<Companion> named, int unnamed) {

    /** The guest comes alone. */
    public static final Company NONE = new Company(List.of(), 0);

    public Company {
        named = List.copyOf(named);
    }

    /** How many they are. */
    public long size() {
        return (long) named.size() + unnamed;
    }
}
