package dev.hydroscope.bench;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * QUIC connections of a server: number 1 is as large as one likes, the others come and go beside it, with some hundred
 * packets each. As a program it writes them into a data folder: `QuicTraffic DIR PACKETS CONNECTIONS`.
 */
public final class QuicTraffic {
    private static final int AT_ONCE = 8;
    private static final int SMALL = 300;

    private final QuicEvents.Worker[] workers = new QuicEvents.Worker[4];
    private final List<QuicTrace> open = new ArrayList<>();
    private final long seed;
    private final int connections;
    private final long each;
    private long begun;
    private long packets;

    /** @param small how many connections come beside the large one */
    public QuicTraffic(long seed, long atNanos, long largePackets, int small) {
        this.seed = seed;
        this.connections = 1 + small;
        this.each = largePackets / (small + 1);
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new QuicEvents.Worker(101 + i);
        }
        open.add(trace(atNanos, largePackets));
    }

    private QuicTrace trace(long atNanos, long size) {
        begun++;
        return new QuicTrace(workers[(int) (begun % workers.length)], seed + begun, begun, atNanos, size);
    }

    /** The large connection's, while it lasts. */
    public long nowNanos() {
        return open.isEmpty() ? 0 : open.get(0).nowNanos();
    }

    /** How many packets were sent and received by connections that are over. */
    public long packets() {
        return packets;
    }

    /** @return whether there is more */
    public boolean next(List<Event> into) {
        QuicTrace large = open.get(0);
        if (begun < connections && open.size() < AT_ONCE && (large.over() || large.packets() >= begun * each)) {
            open.add(trace(large.nowNanos(), SMALL));
        }
        // the one whose clock is behind goes on, so that all are at the same moment
        QuicTrace next = open.get(0);
        for (QuicTrace trace : open) {
            next = trace.nowNanos() < next.nowNanos() ? trace : next;
        }
        next.next(into);
        if (next.over()) {
            packets += next.packets();
            open.remove(next);
        }
        return !open.isEmpty();
    }

    public static void main(String[] args) throws Exception {
        QuicTraffic traffic = new QuicTraffic(7, 1_750_000_000_000_000_000L, Long.parseLong(args[1]), Integer.parseInt(args[2]));
        SessionInfo session = Written.session(Path.of(args[0]), "made up", QuicTrace.probes(), traffic::next);
        System.out.println(session.id() + " " + session.counts());
    }
}
