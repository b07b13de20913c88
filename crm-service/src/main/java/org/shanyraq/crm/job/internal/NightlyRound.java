package org.shanyraq.crm.job.internal;

import java.util.stream.Stream;
import org.shanyraq.crm.job.NightlyWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all nightly work, one after the other. */
class NightlyRound {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyRound.class);

    private final Stream<NightlyWork> works;

    NightlyRound(Stream<NightlyWork> works) {
        this.works = works;
    }

    void run() {
        works.forEach(work -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.error("the nightly work {} failed", work.kind(), failure);
            }
        });
    }
}
