package org.shanyraq.crm.testing;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Names of letters that no other test uses, so that tests do not find each other's records. */
public final class UnusualNames {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private UnusualNames() {}

    /** The same one for the same place in a run, so that a failure comes again. */
    public static String next() {
        Random random = new Random(NUMBER.incrementAndGet());
        StringBuilder name = new StringBuilder("Q");
        for (int i = 0; i < 5; i++) {
            name.append("aou".charAt(random.nextInt(3))).append("bdglmnprtvk".charAt(random.nextInt(11)));
        }
        return name.toString();
    }
}
