package org.shanyraq.crm.mail.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The threads of mail in one instance: those that send, and one that looks after what was left behind, tells owners and reads notices. Threads
 * of its own, so that a slow mail server holds up neither jobs nor pages.
 */
class MailWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailWorkers.class);

    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    /** What a thread does over and over. */
    interface Work {

        /** Does a piece. False when there is nothing to do for now. */
        boolean next();

        /** Called when there was nothing to do. */
        default void rest() {}
    }

    private final Supplier<List<Work>> works;
    private final Duration polling;
    private final List<Loop> loops = new ArrayList<>();
    private volatile boolean running;

    /** @param works asked for when the application starts; none: nothing is to be done here */
    MailWorkers(Supplier<List<Work>> works, Duration polling) {
        this.works = works;
        this.polling = polling;
    }

    /** There may be something to do. */
    void wake() {
        synchronized (loops) {
            loops.forEach(Loop::wake);
        }
    }

    @Override
    public void start() {
        synchronized (loops) {
            running = true;
            for (Work work : works.get()) {
                Loop loop = new Loop(work, "crm-mail-" + (loops.size() + 1));
                loops.add(loop);
                loop.thread.start();
            }
        }
    }

    /** Lets each thread end the mail that it is at. */
    @Override
    public void stop() {
        List<Loop> ending;
        synchronized (loops) {
            running = false;
            ending = List.copyOf(loops);
            loops.clear();
        }
        ending.forEach(Loop::wake);
        long until = System.nanoTime() + STOP_WAIT.toNanos();
        try {
            for (Loop loop : ending) {
                loop.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the database and all that owners need. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    private final class Loop implements Runnable {

        private final Work work;
        private final Thread thread;
        private final Semaphore woken = new Semaphore(0);

        Loop(Work work, String name) {
            this.work = work;
            this.thread = new Thread(this, name);
            this.thread.setDaemon(true);
        }

        void wake() {
            woken.release();
        }

        @Override
        public void run() {
            boolean busy = false;
            while (running) {
                boolean more = false;
                try {
                    more = work.next();
                } catch (RuntimeException | Error failure) {
                    // What was begun is looked after when its lease ends; the thread is needed still.
                    LOG.error("{} goes on in a while", thread.getName(), failure);
                }
                if (more) {
                    busy = true;
                } else if (running) {
                    work.rest();
                    if (busy) {
                        busy = false;
                        wakeOthers();
                    }
                    pause();
                }
            }
            work.rest();
        }

        private void wakeOthers() {
            synchronized (loops) {
                loops.stream().filter(loop -> loop != this).forEach(Loop::wake);
            }
        }

        private void pause() {
            try {
                if (woken.tryAcquire(polling.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
