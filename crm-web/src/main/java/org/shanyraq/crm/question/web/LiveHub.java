package org.shanyraq.crm.question.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.question.HallBoard;
import org.shanyraq.crm.question.HallChanged;
import org.shanyraq.crm.question.HallPages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Keeps informed whoever looks at the hall of a dialogue (server-sent events). What this instance changes is told at once; of what others change it learns
 * by one look a moment at the revisions of all halls that anybody listens to, and it looks only while somebody does. What is told is read and written down
 * once for all listeners: phones and walls get all that is shown, officers only that they should look again.
 */
class LiveHub implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LiveHub.class);

    /** How often it looks what other instances changed. */
    private static final Duration LOOK = Duration.ofMillis(300);

    /** What is told so soon after another word waits for it: a hundred votes in a second are a few words. */
    private static final Duration PAUSE = Duration.ofMillis(150);

    /** So that a connection that is gone is noticed, and no proxy in between takes it for idle. */
    private static final Duration NUDGE = Duration.ofSeconds(15);

    /** Whose connection takes nothing for so long is gone, or too slow. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    /** Then the browser asks anew, and everything is checked anew: whether the address is good, or the officer still has the right. */
    private static final Duration LIFE_OF_GUEST = Duration.ofMinutes(10);

    private static final Duration LIFE_OF_OFFICER = Duration.ofMinutes(1);

    static final String EVENTS = "text/event-stream;charset=UTF-8";

    static final byte[] NOTHING_NEW = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final String RETRY = "retry: 2000\n";

    private final HallPages pages;
    private final BoardJson json;
    private final LiveProperties limits;
    private final Map<DialogueId, Hall> halls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> addresses = new ConcurrentHashMap<>();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "crm-live");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean called = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> looking;
    private long nudgedAt = System.nanoTime();
    private boolean failing;

    LiveHub(HallPages pages, BoardJson json, LiveProperties limits) {
        this.pages = pages;
        this.json = json;
        this.limits = limits;
    }

    /** Who listens: what they get and how long. */
    enum Audience {
        GUESTS(LIFE_OF_GUEST),
        WALL(LIFE_OF_GUEST),
        OFFICERS(LIFE_OF_OFFICER);

        private final Duration life;

        Audience(Duration life) {
            this.life = life;
        }
    }

    /** Those who listen to one dialogue. */
    private static final class Hall {

        private final Map<Audience, Set<LiveListener>> listeners = Map.of(
                Audience.GUESTS, ConcurrentHashMap.newKeySet(),
                Audience.WALL, ConcurrentHashMap.newKeySet(),
                Audience.OFFICERS, ConcurrentHashMap.newKeySet());
        private volatile @Nullable Word word;

        private Set<LiveListener> of(Audience audience) {
            return Objects.requireNonNull(listeners.get(audience));
        }

        private int number() {
            return listeners.values().stream().mapToInt(Set::size).sum();
        }
    }

    /**
     * What there is to tell, as it goes over the connections.
     *
     * @param guests mark of the address of the guests' page, wall: of the wall
     */
    private record Word(long revision, byte[] board, byte[] look, String guests, String wall) {

        byte[] to(Audience audience) {
            return audience == Audience.OFFICERS ? look : board;
        }

        /** Whether those who came by that mark came by an address that is good. */
        boolean isFor(Audience audience, String mark) {
            return switch (audience) {
                case GUESTS -> mark.equals(guests);
                case WALL -> mark.equals(wall);
                case OFFICERS -> true;
            };
        }
    }

    /**
     * Has the one who asks listen, from now on and without a thread.
     *
     * @param secret of the address by which it came; empty for officers
     */
    void listen(
            DialogueId dialogue,
            Audience audience,
            String secret,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!request.isAsyncSupported()) {
            // Some filter of the host does not let go: the page works by being loaded again.
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        Hall hall = halls.computeIfAbsent(dialogue, fresh -> new Hall());
        AtomicInteger ofAddress = addresses.computeIfAbsent(request.getRemoteAddr(), fresh -> new AtomicInteger());
        if (hall.number() >= limits.most() || ofAddress.get() >= limits.mostOfAddress()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            return;
        }
        response.setContentType(EVENTS);
        response.setHeader("X-Accel-Buffering", "no");
        ServletOutputStream out = response.getOutputStream();
        out.write(RETRY.getBytes(StandardCharsets.UTF_8));
        // Committed while the request is here: whatever has to be done then is done by its thread.
        response.flushBuffer();
        AsyncContext connection = request.startAsync();
        connection.setTimeout(0);
        Set<LiveListener> others = hall.of(audience);
        String address = request.getRemoteAddr();
        LiveListener[] self = new LiveListener[1];
        LiveListener listener = new LiveListener(connection, out, BoardJson.mark(secret), born(audience), () -> {
            others.remove(self[0]);
            addresses.computeIfPresent(address, (key, number) -> number.decrementAndGet() <= 0 ? null : number);
        });
        self[0] = listener;
        ofAddress.incrementAndGet();
        others.add(listener);
        connection.addListener(listener);
        out.setWriteListener(listener);
        Word word = hall.word;
        if (word != null) {
            listener.tell(word.to(audience));
        }
        Word newer = hall.word;
        if (newer != null && (word == null || newer.revision() > word.revision())) {
            // Said while this one came: the last word counts.
            listener.tell(newer.to(audience));
        }
        Hall known = halls.putIfAbsent(dialogue, hall);
        if (known != null && known != hall) {
            // The hall was forgotten just now, and begun anew by another: the browser comes again.
            listener.end();
        }
        beginLooking();
    }

    /** Some time ago, as it were: those who came all at once do not come again all at once. */
    private static long born(Audience audience) {
        return System.nanoTime() - ThreadLocalRandom.current().nextLong(audience.life.toNanos() / 4);
    }

    private synchronized void beginLooking() {
        if (looking == null) {
            looking = teller.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void stopLooking() {
        if (looking != null && halls.isEmpty()) {
            looking.cancel(false);
            looking = null;
        }
    }

    /** This instance changed something: whoever listens is told at once. */
    @EventListener
    public void on(HallChanged changed) {
        if (halls.containsKey(changed.dialogue()) && called.compareAndSet(false, true)) {
            try {
                ScheduledFuture<?> unused = teller.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ending) {
                // The application stops.
            }
        }
    }

    /** Looks what is new and tells it. Only one thread ever does. */
    private void look() {
        called.set(false);
        try {
            tidy();
            if (halls.isEmpty()) {
                stopLooking();
                return;
            }
            Map<DialogueId, Long> revisions = pages.revisions(Set.copyOf(halls.keySet()));
            new HashMap<>(halls).forEach((dialogue, hall) -> tell(dialogue, hall, revisions.get(dialogue)));
            failing = false;
        } catch (RuntimeException outage) {
            // The next look may do better; a page that is loaded says the same.
            if (!failing) {
                log.warn("what is new in the halls cannot be read", outage);
            }
            failing = true;
        }
    }

    private void tell(DialogueId dialogue, Hall hall, @Nullable Long revision) {
        Word before = hall.word;
        if (revision != null && before != null && before.revision() == revision) {
            return;
        }
        Optional<HallBoard> board = revision == null ? Optional.empty() : pages.board(dialogue);
        if (board.isEmpty()) {
            // Its addresses open nothing any more: who comes again learns that. Officers have their own ways.
            hall.of(Audience.GUESTS).forEach(LiveListener::end);
            hall.of(Audience.WALL).forEach(LiveListener::end);
            return;
        }
        Word word = word(board.get());
        hall.word = word;
        hall.listeners.forEach((audience, listeners) -> listeners.forEach(listener -> {
            if (word.isFor(audience, listener.mark())) {
                listener.tell(word.to(audience));
            } else {
                listener.end();
            }
        }));
    }

    private Word word(HallBoard board) {
        String id = "id: " + board.revision() + "\n";
        return new Word(
                board.revision(),
                (id + "event: board\ndata: " + json.of(board) + "\n\n").getBytes(StandardCharsets.UTF_8),
                (id + "event: look\ndata: " + board.revision() + "\n\n").getBytes(StandardCharsets.UTF_8),
                BoardJson.mark(board.guests()),
                BoardJson.mark(board.wall()));
    }

    /** Ends who listens long enough, or takes nothing; finds out who is gone; forgets halls that nobody listens to. */
    private void tidy() {
        long now = System.nanoTime();
        boolean nudge = now - nudgedAt >= NUDGE.toNanos();
        nudgedAt = nudge ? now : nudgedAt;
        halls.values()
                .forEach(hall -> hall.listeners.forEach((audience, listeners) -> listeners.forEach(listener -> {
                    long stuck = listener.stuckSince();
                    if (now - listener.bornAt() >= audience.life.toNanos()
                            || (stuck != 0 && now - stuck >= STUCK.toNanos())) {
                        listener.end();
                    } else if (nudge) {
                        listener.nudge(NOTHING_NEW);
                    }
                })));
        halls.values().removeIf(hall -> hall.number() == 0);
    }

    /** How many listen at the moment. */
    int listeners() {
        return halls.values().stream().mapToInt(Hall::number).sum();
    }

    @Override
    public void destroy() {
        teller.shutdownNow();
        halls.values().forEach(hall -> hall.listeners.values().forEach(all -> all.forEach(LiveListener::end)));
    }
}
