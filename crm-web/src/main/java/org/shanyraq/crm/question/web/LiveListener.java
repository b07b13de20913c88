package org.shanyraq.crm.question.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One browser that listens. What it is told is written when its connection takes it, by whoever finds that out, and nobody waits for it: no thread, and no
 * connection to the database. It is told what is so now, not what happened: of what comes faster than it reads only the last is written.
 */
final class LiveListener implements WriteListener, AsyncListener {

    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final String mark;
    private final long bornAt;
    private final Runnable whenOver;

    private final AtomicReference<byte @Nullable []> next = new AtomicReference<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    private volatile boolean began;
    private volatile long stuckSince;
    private boolean unflushed;

    /**
     * @param mark of the address by which it came
     * @param now by a clock that only goes forward, in nanoseconds
     * @param whenOver called once
     */
    LiveListener(AsyncContext connection, ServletOutputStream out, String mark, long now, Runnable whenOver) {
        this.connection = connection;
        this.out = out;
        this.mark = mark;
        this.bornAt = now;
        this.whenOver = whenOver;
    }

    String mark() {
        return mark;
    }

    long bornAt() {
        return bornAt;
    }

    /** Since when its connection takes nothing, though there is something; 0 while it does. */
    long stuckSince() {
        return stuckSince;
    }

    /** Tells it. What it was not told yet, it is not told any more. */
    void tell(byte[] words) {
        next.set(words);
        write();
    }

    /** Tells it something that matters less than whatever it is about to be told. */
    void nudge(byte[] words) {
        if (next.compareAndSet(null, words)) {
            write();
        }
    }

    /** The server calls this when the connection takes something again. */
    @Override
    public void onWritePossible() {
        began = true;
        write();
    }

    /**
     * One thread at a time writes, and whoever comes meanwhile leaves it the turn. No lock is held then: the server has locks of its own, in both
     * directions.
     */
    private void write() {
        if (!began || turns.getAndIncrement() != 0) {
            return;
        }
        int taken = 1;
        do {
            try {
                writeWhatIsThere();
            } catch (IOException | RuntimeException gone) {
                end();
            }
            taken = turns.addAndGet(-taken);
        } while (taken != 0);
    }

    private void writeWhatIsThere() throws IOException {
        while (!over.get()) {
            if (next.get() == null && !unflushed) {
                return;
            }
            if (!out.isReady()) {
                stuckSince = stuckSince == 0 ? System.nanoTime() : stuckSince;
                return;
            }
            stuckSince = 0;
            byte[] words = next.getAndSet(null);
            if (words == null) {
                unflushed = false;
                out.flush();
            } else {
                unflushed = true;
                out.write(words);
            }
        }
    }

    /** Ends it; the browser comes again by itself, unless it is gone. */
    void end() {
        if (over.compareAndSet(false, true)) {
            whenOver.run();
            try {
                connection.complete();
            } catch (IllegalStateException already) {
                // The server was quicker.
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (over.compareAndSet(false, true)) {
            whenOver.run();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
