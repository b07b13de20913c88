package org.shanyraq.crm.job.internal;

import java.util.stream.Stream;
import org.shanyraq.crm.job.RecurringWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all work that is due at the same time, one after the other. */
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private Round() {}

    static void of(Stream<? extends RecurringWork> works) {
        works.forEach(work -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.error("the recurring work {} failed", work.kind(), failure);
            }
        });
    }
}
