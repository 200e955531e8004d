package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.util.HashMap;
import java.util.Map;

/**
 * Packs up to 64 events of a connection into one row: every number is the step from the one before, an argument's from the
 * same probe's last one. {@link ChunkReader} reads it.
 */
final class ChunkPacker {
    static final int EVENTS = 64;
    static final int BYTES = 16_384;
    static final int SAME_THREAD = 1;
    static final int NEXT_IN_THREAD = 2;
    static final int PLAIN = 4;

    final long id;
    long firstAt = Long.MAX_VALUE;
    long lastAt = Long.MIN_VALUE;
    long leastReq = Long.MAX_VALUE;
    long mostReq = Long.MIN_VALUE;
    int count;
    boolean queued;

    private final Packer packer = new Packer(256);
    private final Map<Integer, long[]> last = new HashMap<>(8);
    private long atNanos;
    private int pid;
    private int tid;
    private int seq;

    ChunkPacker(long id) {
        this.id = id;
    }

    boolean full() {
        return count == EVENTS || packer.length() > BYTES;
    }

    byte[] data() {
        return packer.take();
    }

    void add(Probes.Entry entry, Event event) {
        boolean sameThread = event.pid() == pid && event.tid() == tid;
        boolean next = event.seq() == seq + 1;
        boolean plain = plain(entry, event);
        packer.number((long) entry.code() << 3 | (sameThread ? SAME_THREAD : 0) | (next ? NEXT_IN_THREAD : 0)
                | (plain ? PLAIN : 0));
        packer.signed(event.atNanos() - atNanos);
        if (!sameThread) {
            packer.signed((long) event.pid() - pid);
            packer.signed((long) event.tid() - tid);
        }
        if (!next) {
            packer.signed(event.seq() - seq - 1);
        }
        slots(entry, event, plain);
        remember(entry, event);
    }

    /** Whether every text is whole, as most are. */
    private static boolean plain(Probes.Entry entry, Event event) {
        for (int i = 0; i < entry.numbers().length; i++) {
            if (!entry.numbers()[i] && event.slot(i) != Event.slot(event.captured(i), event.captured(i), 0)) {
                return false;
            }
        }
        return true;
    }

    private void slots(Probes.Entry entry, Event event, boolean plain) {
        long[] before = last.computeIfAbsent(entry.code(), code -> new long[entry.numbers().length]);
        for (int i = 0; i < before.length; i++) {
            long slot = event.slot(i);
            if (entry.numbers()[i] || !plain) {
                packer.signed(slot - before[i]);
                before[i] = slot;
            } else {
                packer.number(event.captured(i));
            }
        }
        packer.text(event.raw());
    }

    private void remember(Probes.Entry entry, Event event) {
        atNanos = event.atNanos();
        pid = event.pid();
        tid = event.tid();
        seq = event.seq();
        count++;
        firstAt = Math.min(firstAt, atNanos);
        lastAt = Math.max(lastAt, atNanos);
        long req = entry.request(event);
        if (req >= 0) {
            leastReq = Math.min(leastReq, req);
            mostReq = Math.max(mostReq, req);
        }
    }
}
