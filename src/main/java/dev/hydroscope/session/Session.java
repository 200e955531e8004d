package dev.hydroscope.session;

import dev.hydroscope.session.SessionInfo.State;
import dev.hydroscope.source.Source;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of tracing, from attach to sealed. It ends when it is told to, at its bounds, when its source does, and when its
 * pipeline breaks; whatever ends it, what was stored is kept and the account is closed.
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");

    private final Source source;
    private final SessionFile file;
    private final Writer writer;
    private final Pipeline pipeline;
    private final Tail tail = new Tail();
    private final Rates rates = new Rates();
    private final Consumer<SessionInfo> record;
    private final AtomicReference<String> fault = new AtomicReference<>("");
    private final CompletableFuture<SessionInfo> over = new CompletableFuture<>();
    private SessionInfo info;
    private boolean stopping;
    private volatile boolean unrecorded;

    /** @param record hears of every change of state, in order */
    Session(SessionInfo begun, Source source, SessionFile file, Writer writer, Consumer<SessionInfo> record) {
        this.info = begun;
        this.source = source;
        this.file = file;
        this.record = record;
        this.writer = writer;
        this.pipeline = new Pipeline(source, writer, begun.origin(), tail, new Pipeline.Listener() {
            @Override
            public void written() {
                watchBounds();
            }

            @Override
            public void failed(Throwable cause) {
                fail(cause);
            }
        });
    }

    void start() {
        pipeline.start();
    }

    public synchronized SessionInfo info() {
        return info.over() ? info : info.in(info.state(), noted(writer.problem()), info.endedAt(), pipeline.counts(),
                file.bytes()).with(source.caveats());
    }

    public Tail tail() {
        return tail;
    }

    public Rate rate() {
        return rates.now();
    }

    /** Goes on while one waits; done when all is sealed. */
    CompletableFuture<SessionInfo> stop(String why) {
        synchronized (this) {
            if (stopping) {
                return over;
            }
            stopping = true;
            info = info.in(State.STOPPING, noted(why), Optional.empty(), info.counts(), info.bytes());
        }
        Thread closing = new Thread(this::end, "session-end");
        closing.start();
        return over;
    }

    /** As it is when it has ended, or when the time is over. */
    SessionInfo await(Duration most) throws InterruptedException {
        try {
            return over.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return info();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    synchronized SessionInfo tell(SessionWords words) {
        info = words.on(info);
        recordNow();
        return info();
    }

    synchronized void recordNow() {
        record.accept(info());
    }

    private void end() {
        try {
            recordIfPossible();
            source.close();
            pipeline.finish();
            writer.seal();
            if (!writer.problem().isEmpty()) {
                fault.compareAndSet("", "not sealed: " + writer.problem());
            }
        } catch (Exception | Error e) {
            fail(e);
        }
        SessionInfo last;
        synchronized (this) {
            State state = fault.get().isEmpty() ? State.SEALED : State.FAILED;
            info = info.in(state, noted(fault.get()), Optional.of(Instant.now()), pipeline.counts(), file.bytes())
                    .with(source.caveats());
            last = info;
        }
        recordIfPossible();
        over.complete(last);
    }

    /** A list that cannot be written is no reason to end a session, or not to. */
    void recordIfPossible() {
        try {
            recordNow();
            unrecorded = false;
        } catch (Problem e) {
            if (!unrecorded) {
                LOG.warn("session {}: {}; {}", info().id(), e.getMessage(), e.hint());
            }
            unrecorded = true;
        }
    }

    private void fail(Throwable cause) {
        LOG.error("session {} broke", info.id(), cause);
        fault.compareAndSet("", "failed: " + reason(cause) + "; what was stored until then is kept");
        stop("");
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void watchBounds() {
        SessionInfo now = info();
        if (now.state() != State.RUNNING) {
            return;
        }
        rates.add(System.nanoTime(), now.counts().events(), now.counts().requests());
        var bounds = now.origin().filters();
        if (source.ended()) {
            stop(source.reason());
        } else if (Duration.between(now.startedAt(), Instant.now()).toMillis() >= bounds.maxDurationMillis()) {
            stop("ended after " + Units.text(Duration.ofMillis(bounds.maxDurationMillis())) + ", its longest duration");
        } else if (bounds.maxEvents() > 0 && now.counts().events() >= bounds.maxEvents()) {
            stop("ended at " + bounds.maxEvents() + " events, as many as it may");
        } else if (bounds.maxBytes() > 0 && now.bytes() >= bounds.maxBytes()) {
            stop("ended at " + bounds.maxBytes() + " bytes, as large as it may be");
        }
    }

    /** What people wrote stays; what happened comes below it. */
    private String noted(String what) {
        return what.isEmpty() ? info.note() : info.note().isEmpty() ? what : info.note() + "\n" + what;
    }
}
