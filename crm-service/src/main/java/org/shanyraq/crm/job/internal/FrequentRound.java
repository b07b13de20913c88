package org.shanyraq.crm.job.internal;

import java.util.stream.Stream;
import org.shanyraq.crm.job.FrequentWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all frequent work, one after the other. */
class FrequentRound {

    private static final Logger LOG = LoggerFactory.getLogger(FrequentRound.class);

    private final Stream<FrequentWork> works;

    FrequentRound(Stream<FrequentWork> works) {
        this.works = works;
    }

    void run() {
        works.forEach(work -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.error("the frequent work {} failed", work.kind(), failure);
            }
        });
    }
}
