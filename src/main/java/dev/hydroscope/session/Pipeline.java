package dev.hydroscope.session;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.source.Source;
import dev.hydroscope.store.Loss;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.ConnectionFilter;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Masking;
import dev.hydroscope.trace.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * From the doorway to the file: a bounded queue, then one thread that masks, assembles and writes, at least each quarter of
 * a second. That thread is never interrupted: it would close the file.
 */
final class Pipeline {
    static final int MOST_QUEUED_EVENTS = 200_000;
    private static final long FLUSH_NANOS = 250_000_000;
    private static final long LOOK_NANOS = 100_000_000;
    private static final int FLUSH_EVENTS = 50_000;

    /** What the pipeline tells while it runs, from its own thread. */
    interface Listener {
        /** After each write. */
        void written();

        /** The pipeline has broken; what still comes is lost. */
        void failed(Throwable cause);
    }

    private final Source source;
    private final Writer writer;
    private final Masking masking;
    private final Tail tail;
    private final Listener listener;
    private final Assembler assembler;
    private final Losses losses = new Losses();
    private final Queue queue;
    private final Thread thread;
    private final AtomicReference<Counters> seen;
    private volatile boolean ending;
    private volatile long unwanted;
    private int processes;
    private int accepted;
    private long taken;
    private long handedOut;
    private long flushedAt = System.nanoTime();
    private long flushedAtNanos = Nanos.now();
    private long lookedAt = flushedAt;
    private long lookedAtNanos = Nanos.now();

    Pipeline(Source source, Writer writer, SessionInfo.Origin origin, Tail tail, Listener listener) {
        this.source = source;
        this.writer = writer;
        this.masking = new Masking(origin.masked());
        this.assembler = new Assembler(source.probes(), origin.filters().appData(),
                filter(origin),
                origin.filters().sample() < 1);
        this.tail = tail;
        this.listener = listener;
        this.queue = new Queue(MOST_QUEUED_EVENTS, !origin.live(), losses);
        this.seen = new AtomicReference<>(Counters.none(source.probes().size()));
        this.thread = new Thread(this::run, "writer");
        thread.setDaemon(true);
    }

    /** H2O's socket has chosen among connections already, by names that its log does not tell. */
    private static ConnectionFilter filter(SessionInfo.Origin origin) {
        return origin.source().equals(SocketAttachment.SOURCE) ? ConnectionFilter.ALL
                : ConnectionFilter.of(origin.filters().addresses(), origin.filters().sni());
    }

    void start() {
        thread.start();
        source.start(queue::offer);
    }

    /** After the source has closed: writes what is under way and returns when all of it is accounted for. */
    void finish() throws InterruptedException {
        ending = true;
        queue.wake();
        thread.join();
        queue.close();
        look();
        tell(losses.take());
    }

    Counts counts() {
        Counters counters = seen.get();
        var stored = writer.counts();
        return new Counts(counters.allHits(), stored.events(), stored.connections(), stored.requests(), stored.headers(),
                stored.packets(), stored.truncated(), source.undecodable(), counters.allFiltered() + unwanted,
                counters.allSampledOut(),
                new Counts.Lost(losses.total("kernel"), losses.total("queue"), stored.lost(), 0));
    }

    private void run() {
        try {
            while (!ending || !queue.isEmpty()) {
                accept(queue.poll(LOOK_NANOS));
                if (System.nanoTime() - flushedAt >= FLUSH_NANOS || accepted >= FLUSH_EVENTS) {
                    flush(assembler.take(Nanos.now()));
                }
                if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
                    look();
                }
            }
            flush(assembler.finish());
        } catch (Exception | Error e) {
            losses.add("queue", flushedAtNanos, Nanos.now(), taken - handedOut - unwanted);
            queue.close();
            listener.failed(e);
        }
    }

    private void accept(List<Event> batch) {
        taken += batch.size();
        List<Source.Process> known = source.processes();
        for (; processes < known.size(); processes++) {
            assembler.process(known.get(processes).pid(), known.get(processes).startNanos());
        }
        for (Event event : batch) {
            assembler.accept(masking.mask(event));
        }
        accepted += batch.size();
    }

    private void flush(Changes changes) {
        long before = writer.counts().lost();
        handedOut += changes.events();
        unwanted = assembler.filtered();
        writer.write(changes);
        long lost = writer.counts().lost() - before;
        if (lost > 0) {
            tail.lost(List.of(new Loss("store", flushedAtNanos, Nanos.now(), lost)));
        }
        tail.changed(changes.requests().stream().map(Request::ordinal).toList());
        tell(losses.take());
        flushedAt = System.nanoTime();
        flushedAtNanos = Nanos.now();
        accepted = 0;
        listener.written();
    }

    /** Counters tell how much was lost, two looks at them when. */
    private void look() {
        Counters before = seen.get();
        Counters now = source.counters();
        long nowNanos = Nanos.now();
        losses.add("kernel", lookedAtNanos, nowNanos, now.allLost() - before.allLost());
        seen.set(now);
        lookedAt = System.nanoTime();
        lookedAtNanos = nowNanos;
    }

    private void tell(List<Loss> lost) {
        if (!lost.isEmpty()) {
            writer.losses(lost);
            tail.lost(lost);
        }
    }
}
