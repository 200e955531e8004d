package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Protocol;
import java.util.BitSet;

/**
 * Requests counted over a window: of each step by status class, protocol and duration, and in total of those that began
 * between its ends. Steps are counted whole.
 */
public final class Tally implements Gathering<Tally> {
    /** The first has no status, the last one that is in none of the five classes. */
    public static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx", "other"};
    public static final String[] PROTOCOLS = protocols();
    /** Four an octave: 1, 1.25, 1.5 and 1.75 times a power of two. */
    private static final int ROWS = 64 * 4;

    private final Window window;
    private final int[][] classes;
    private final int[][] protocols;
    private final int[][] heat = new int[ROWS][];
    private final long[] classTotals = new long[CLASSES.length];
    private final long[] protocolTotals = new long[PROTOCOLS.length];
    private final BitSet connections = new BitSet();
    private final Durations durations = new Durations();
    private long requests;
    private long incomplete;

    Tally(Window window) {
        this.window = window;
        this.classes = new int[CLASSES.length][window.steps()];
        this.protocols = new int[PROTOCOLS.length][window.steps()];
    }

    private static String[] protocols() {
        String[] names = new String[Protocol.VERSIONS.size() + 1];
        names[0] = "none";
        for (int i = 1; i < names.length; i++) {
            names[i] = Protocol.name(Protocol.VERSIONS.get(i - 1));
        }
        return names;
    }

    @Override
    public void add(ColumnBlock block, Places matched, LaneKey lanes) {
        for (int place = matched.next(0); place >= 0; place = matched.next(place + 1)) {
            long at = block.atNanos(place);
            long step = window.step(at);
            if (step >= 0 && step < window.steps()) {
                add(block, place, (int) step);
            }
        }
    }

    private void add(ColumnBlock block, int place, int step) {
        int status = block.status(place);
        int of = status <= 0 ? 0 : Math.min(status / 100, 6) == 0 ? CLASSES.length - 1 : Math.min(status / 100, 6);
        int protocol = Protocol.VERSIONS.indexOf(block.httpVersion(place)) + 1;
        long nanos = block.durationNanos(place);
        classes[of][step]++;
        protocols[protocol][step]++;
        if (nanos >= 0) {
            heat(row(nanos))[step]++;
        }
        if (window.embraces(block.atNanos(place))) {
            classTotals[of]++;
            protocolTotals[protocol]++;
            connections.set((int) block.connection(place));
            incomplete += block.incomplete(place) ? 1 : 0;
            requests++;
            if (nanos >= 0) {
                durations.add(nanos);
            }
        }
    }

    static int row(long nanos) {
        long some = Math.max(1, nanos);
        int octave = 63 - Long.numberOfLeadingZeros(some);
        return octave * 4 + (int) (octave < 2 ? some << 2 - octave & 3 : some >>> octave - 2 & 3);
    }

    /** The least duration of a row; of the one after the last: where that ends. */
    public static long rowNanos(int row) {
        int octave = row / 4;
        long quarters = 4L + (row & 3);
        return octave > 62 ? Long.MAX_VALUE : octave < 2 ? (quarters << octave) + 3 >> 2 : quarters << octave - 2;
    }

    private int[] heat(int row) {
        if (heat[row] == null) {
            heat[row] = new int[window.steps()];
        }
        return heat[row];
    }

    @Override
    public void add(Tally other) {
        add(classes, other.classes);
        add(protocols, other.protocols);
        for (int row = 0; row < ROWS; row++) {
            for (int step = 0; other.heat[row] != null && step < window.steps(); step++) {
                heat(row)[step] += other.heat[row][step];
            }
        }
        for (int i = 0; i < classTotals.length; i++) {
            classTotals[i] += other.classTotals[i];
        }
        for (int i = 0; i < protocolTotals.length; i++) {
            protocolTotals[i] += other.protocolTotals[i];
        }
        connections.or(other.connections);
        durations.add(other.durations);
        requests += other.requests;
        incomplete += other.incomplete;
    }

    private static void add(int[][] to, int[][] more) {
        for (int i = 0; i < to.length; i++) {
            for (int step = 0; step < to[i].length; step++) {
                to[i][step] += more[i][step];
            }
        }
    }

    /** Of a step, by the place of {@link #CLASSES}. */
    public int ofClass(int place, int step) {
        return classes[place][step];
    }

    /** Of a step, by the place of {@link #PROTOCOLS}. */
    public int ofProtocol(int place, int step) {
        return protocols[place][step];
    }

    /** The rows of durations with anything in them, from the first to behind the last: both 0 where there is none. */
    public int[] rows() {
        int from = 0;
        int to = ROWS;
        while (to > 0 && heat[to - 1] == null) {
            to--;
        }
        while (from < to && heat[from] == null) {
            from++;
        }
        return new int[] {from, to};
    }

    public int heat(int row, int step) {
        return heat[row] == null ? 0 : heat[row][step];
    }

    public long classTotal(int place) {
        return classTotals[place];
    }

    public long protocolTotal(int place) {
        return protocolTotals[place];
    }

    @Override
    public long requests() {
        return requests;
    }

    public long connections() {
        return connections.cardinality();
    }

    public long incomplete() {
        return incomplete;
    }

    /** Never shorter than the truth and at most 0.1 % longer; -1 where no duration is known. */
    public long percentileNanos(int percent) {
        return durations.percentile(percent);
    }

    /** -1 where none is known. */
    public long longestNanos() {
        return durations.longest();
    }
}
