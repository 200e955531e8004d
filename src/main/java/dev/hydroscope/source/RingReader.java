package dev.hydroscope.source;

import dev.hydroscope.bpf.RecordHandler;
import dev.hydroscope.bpf.Tracer;
import dev.hydroscope.trace.Decoder;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The thread that reads a tracer's ring each few milliseconds, decodes what is there and hands it on in batches. */
final class RingReader {
    private static final int BATCH = 4096;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    private static final int POLLS_A_LOOK_AT_THE_PROCESSES = 32;
    private static final long TCP_SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Tracer tracer;
    private final Decoder decoder;
    private final Processes processes;
    private final Consumer<List<Event>> doorway;
    private final RecordHandler handler;
    private final Thread thread;
    private List<Event> batch = new ArrayList<>();
    private long delivered;
    private long sampledAt = System.nanoTime();
    private volatile boolean finishing;
    private volatile String reason = "";

    /** @param tee sees each record before it is decoded */
    RingReader(Tracer tracer, Decoder decoder, Processes processes, Consumer<List<Event>> doorway, RecordHandler tee) {
        this.tracer = tracer;
        this.decoder = decoder;
        this.processes = processes;
        this.doorway = doorway;
        this.handler = (ring, offset, length) -> {
            tee.record(ring, offset, length);
            decoder.decode(ring, offset, length, batch);
        };
        this.thread = new Thread(this::run, "ring-reader");
        thread.setDaemon(true);
        thread.start();
    }

    String reason() {
        return reason;
    }

    private void run() {
        try {
            for (int poll = 0; !finishing; poll++) {
                boolean look = reason.isEmpty() && poll % POLLS_A_LOOK_AT_THE_PROCESSES == 0;
                boolean ended = look && processes.ended();
                drain();
                sampleTcp();
                if (look) {
                    processes.look();
                }
                if (ended) {
                    reason = "the process has exited";
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            drainLast();
        } catch (RuntimeException | Error e) {
            reason = "reading stopped: " + e;
        }
    }

    private void sampleTcp() {
        if (System.nanoTime() - sampledAt >= TCP_SAMPLE_NANOS) {
            sampledAt = System.nanoTime();
            tracer.sampleTcp();
        }
    }

    private int drain() {
        int all = 0;
        for (int read = BATCH; read == BATCH; all += read) {
            read = tracer.ring().read(handler, BATCH);
            if (!batch.isEmpty()) {
                List<Event> full = batch;
                batch = new ArrayList<>(Math.max(16, full.size()));
                processes.meet(full);
                doorway.accept(full);
            }
        }
        delivered += all;
        return all;
    }

    /** A hit that was under way when its site was detached may still be writing: what is counted also comes. */
    private void drainLast() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (drain() > 0 || delivered < tracer.counters().allDelivered() && System.nanoTime() < until) {
            LockSupport.parkNanos(POLL_NANOS / 10);
        }
    }

    /** After the tracer has been detached. Returns when the doorway has had the last batch. */
    void finish() {
        finishing = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
    }
}
