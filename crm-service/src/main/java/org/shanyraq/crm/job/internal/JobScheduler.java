package org.shanyraq.crm.job.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Starts the scheduler once the application is up, and stops it before anything that its jobs need. */
class JobScheduler implements SmartLifecycle {

    private final Scheduler scheduler;
    private final boolean working;
    private volatile boolean running;

    JobScheduler(Scheduler scheduler, boolean working) {
        this.scheduler = scheduler;
        this.working = working;
    }

    @Override
    public void start() {
        if (working) {
            scheduler.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        if (working) {
            scheduler.stop();
        }
        running = false;
    }

    /** A scheduler that was stopped cannot be started again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
