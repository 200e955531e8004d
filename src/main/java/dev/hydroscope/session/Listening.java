package dev.hydroscope.session;

import dev.hydroscope.bpf.Capability;
import dev.hydroscope.bpf.Counters;
import dev.hydroscope.format.Caveats;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Source;
import dev.hydroscope.store.Loss;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a session would capture, told to one who listens: masked as it would be stored, from a thread of its own. Who takes
 * long loses events from a bounded queue, which is counted; the traced server and the reader of its events never wait.
 */
public final class Listening implements AutoCloseable {
    private static final long LOOK_NANOS = 100_000_000;
    private static final long PATIENCE_MILLIS = 1000;
    private static final int IMPATIENT = 3;

    /** Hears from one thread, until close returns. */
    public interface Listener {
        /** @param connId H2O's number of its connection, 0 where it is not known or was not asked for */
        void event(Event event, long connId);

        /** Nothing more is under way just now. */
        void rest();
    }

    /** What became of the firings of a probe so far. */
    public record Fired(String probe, long hits, long filtered, long sampledOut, long lost) {
    }

    private final SessionInfo.Origin origin;
    private final Duration attachedIn;
    private final Source source;
    private final Losses losses = new Losses();
    private final LossIntervals intervals = new LossIntervals();
    private final Queue queue;
    private final Optional<Saved> saved;
    private final Thread thread = new Thread(this::run, "listener");
    private Route route;
    private Listener listener;
    private Function<Listener, Route> routes;
    private Counters seen;
    private long lookedAtNanos = Nanos.now();
    private long turnedAt = System.nanoTime();
    private volatile boolean ending;
    private volatile long taken;
    private volatile String fault = "";
    private boolean closed;

    private Listening(SessionInfo.Origin origin, LineWish wish, SessionSettings settings, Function<Listening, Saving> opening) {
        this.queue = new Queue(Pipeline.MOST_QUEUED_EVENTS, !origin.live(), losses);
        this.origin = origin;
        long begun = System.nanoTime();
        Saving opened = opening.apply(this);
        this.attachedIn = Duration.ofNanos(System.nanoTime() - begun);
        this.source = opened.source();
        this.saved = opened.saved();
        this.seen = Counters.none(source.probes().size());
        this.routes = hears -> {
            Teller teller = new Teller(wish, settings, hears);
            return wish.together(settings) ? new PutTogether(source, teller, settings, wish) : new Straight(teller);
        };
        thread.setDaemon(true);
    }

    private record Saving(Source source, Optional<Saved> saved) {
    }

    /** Attached when it returns. */
    public static Listening to(SessionSettings settings, LineWish wish) {
        SessionSettings captured = wish.captured(settings);
        Opening opening = Opening.of(captured);
        return new Listening(opening.origin(), wish, captured, listening -> new Saving(opening.source().get(), Optional.empty()));
    }

    /** Likewise; the same events are stored as a session of that data folder, which nobody else uses meanwhile. */
    public static Listening saved(SessionSettings settings, LineWish wish, Path data) {
        SessionSettings captured = wish.captured(settings).lasting(SessionSettings.LONGEST);
        Opening opening = Opening.of(captured);
        return new Listening(opening.origin(), wish, captured, listening -> {
            Saved session = Saved.begin(data, opening, listening.queue::offer);
            return new Saving(session.source(), Optional.of(session));
        });
    }

    /** Of a source that is there already. @param live whether it must never wait */
    static Listening of(Source source, SessionSettings settings, LineWish wish, boolean live) {
        SessionInfo.Origin origin = new SessionInfo.Origin(live ? "probes" : "recording", new SessionInfo.Target(0, Instant.now(),
                "events", ""), List.of(), settings.filters(), settings.redact());
        return new Listening(origin, wish, settings, listening -> new Saving(source, Optional.empty()));
    }

    public void start(Listener hears) {
        listener = hears;
        route = routes.apply(hears);
        thread.start();
        if (saved.isEmpty()) {
            source.start(queue::offer);
        }
    }

    private void run() {
        try {
            while (!ending || !queue.isEmpty()) {
                List<Event> batch = queue.poll(LOOK_NANOS);
                taken += batch.size();
                route.accept(batch);
                boolean turn = System.nanoTime() - turnedAt >= LOOK_NANOS;
                if (turn) {
                    turn();
                }
                if (turn || queue.isEmpty()) {
                    listener.rest();
                }
            }
            route.finish();
            listener.rest();
        } catch (RuntimeException | Error e) {
            fault = "printing stopped: " + e;
            queue.close();
        }
    }

    private void turn() {
        turnedAt = System.nanoTime();
        route.turn();
        look();
    }

    private void look() {
        synchronized (intervals) {
            Counters now = source.counters();
            long nowNanos = Nanos.now();
            losses.add("kernel", lookedAtNanos, nowNanos, now.allLost() - seen.allLost());
            seen = now;
            lookedAtNanos = nowNanos;
            intervals.add(losses.take());
        }
    }

    /** The source has ended and all of it was told, or nothing can be told any more. */
    public boolean ended() {
        return !reason().isEmpty() && queue.isEmpty();
    }

    /** Why, for people; "" while it goes on. */
    public String reason() {
        return !fault.isEmpty() ? fault : !source.reason().isEmpty() ? source.reason()
                : saved.map(Saved::over).orElse("");
    }

    /** What may come. */
    public List<Probe> probes() {
        return source.probes();
    }

    public Caveats caveats() {
        return source.caveats();
    }

    /** Events that got here. */
    public long events() {
        return taken;
    }

    /** Of these, what was left out as its connection or request is not wanted. Exact once it is closed. */
    public long leftOut() {
        return route == null ? 0 : route.leftOut();
    }

    /** Connections left out as nobody could tell whether they are wanted. */
    public long untold() {
        return route == null ? 0 : route.untold();
    }

    /** Each with its hop and its interval. */
    public List<Loss> losses() {
        look();
        return intervals.losses();
    }

    /** What is attached, each probe with its own count. */
    public List<Fired> fired() {
        Counters now = source.counters();
        List<Fired> fired = new ArrayList<>();
        for (int i = 0; i < source.probes().size(); i++) {
            fired.add(new Fired(source.probes().get(i).key(), now.hits()[i], now.filtered()[i], now.sampledOut()[i],
                    now.lost()[i]));
        }
        return fired;
    }

    /** Whose events they are, for people. */
    public List<String> attached() {
        SessionInfo.Target target = origin.target();
        String who = target.pid() > 0 ? "process " + target.pid() + " (" + target.command() + ", " + target.binary() + ")"
                : target.command() + " " + target.binary();
        return List.of(who + ": " + source.probes().size() + " probes in " + attachedIn.toMillis() + " ms");
    }

    /** What the kernel can do for it, for people. */
    public List<String> machine() {
        return origin.source().equals("probes") ? Capability.check().lines().stream()
                .map(line -> line.what() + (line.ok() ? ": yes" : ": no") + (line.detail().isEmpty() ? "" : ", " + line.detail()))
                .toList() : List.of();
    }

    /** Of the session that keeps the same events, if one does. */
    public Optional<SessionInfo> session() {
        return saved.map(Saved::info);
    }

    /** Closed, and whoever hears has not come back for seconds: a pipe that nobody empties. */
    public boolean stuck() {
        return thread.isAlive();
    }

    /** Detached, all that was under way told, and a session sealed, when it returns. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (saved.isEmpty()) {
            source.close();
        }
        saved.ifPresent(Saved::stop);
        ending = true;
        queue.wake();
        awaitLast();
        queue.close();
        look();
        saved.ifPresent(Saved::close);
    }

    /** As long as it goes on: a pipe that nobody empties must not keep us. */
    private void awaitLast() {
        boolean interrupted = false;
        long told = -1;
        for (int still = 0; thread.isAlive() && still < IMPATIENT; still = told == taken ? still + 1 : 0) {
            told = taken;
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
