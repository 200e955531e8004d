package dev.hydroscope.quic;

import java.util.Arrays;

/** Ranges of a stream's bytes, apart from each other and in order; a bounded number, beyond which the oldest gap is closed. */
final class Ranges {
    private static final int MOST = 4096;
    private static final long[] NONE = {};

    /** From, to, from, to … */
    private long[] bounds = NONE;
    private int used;
    private long bytes;

    boolean isEmpty() {
        return used == 0;
    }

    void clear() {
        used = 0;
        bytes = 0;
    }

    /** Where the first range ends, if it begins at 0. */
    long front() {
        return used == 0 || bounds[0] > 0 ? 0 : bounds[1];
    }

    long bytes() {
        return bytes;
    }

    boolean contains(long from, long to) {
        int at = find(from);
        return at < used && bounds[at] <= from && bounds[at + 1] >= to;
    }

    /** The place of the first range that ends at or behind a byte. */
    private int find(long from) {
        int low = 0;
        int high = used / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[middle * 2 + 1] < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low * 2;
    }

    /** @return how many bytes it did not hold before */
    long add(long from, long to) {
        if (to <= from) {
            return 0;
        }
        int first = find(from);
        int behind = first;
        long held = 0;
        while (behind < used && bounds[behind] <= to) {
            held += Math.max(0, Math.min(to, bounds[behind + 1]) - Math.max(from, bounds[behind]));
            behind += 2;
        }
        long begin = first < behind ? Math.min(from, bounds[first]) : from;
        long end = first < behind ? Math.max(to, bounds[behind - 1]) : to;
        replace(first, behind, begin, end);
        if (used > 2 * MOST) {
            replace(0, 4, bounds[0], bounds[3]);
        }
        return to - from - held;
    }

    void subtract(long from, long to) {
        for (int at = find(from); from < to && at < used && bounds[at] < to;) {
            long begin = bounds[at];
            long end = bounds[at + 1];
            remove(at);
            if (begin < from) {
                insert(at, begin, Math.min(end, from));
                at += 2;
            }
            if (end > to) {
                insert(at, Math.max(begin, to), end);
                at += 2;
            }
        }
    }

    /** Adds what of a range another does not hold. */
    void addWithout(long from, long to, Ranges without) {
        long at = from;
        for (int i = without.find(from); i < without.used && without.bounds[i] < to; i += 2) {
            add(at, Math.min(to, without.bounds[i]));
            at = Math.max(at, without.bounds[i + 1]);
        }
        add(at, to);
    }

    private void replace(int first, int behind, long from, long to) {
        if (first == behind) {
            insert(first, from, to);
            return;
        }
        for (int i = first; i < behind; i += 2) {
            bytes -= bounds[i + 1] - bounds[i];
        }
        bytes += to - from;
        bounds[first] = from;
        bounds[first + 1] = to;
        System.arraycopy(bounds, behind, bounds, first + 2, used - behind);
        used -= behind - first - 2;
    }

    private void insert(int at, long from, long to) {
        if (from >= to) {
            return;
        }
        if (used + 2 > bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(4, bounds.length * 2));
        }
        System.arraycopy(bounds, at, bounds, at + 2, used - at);
        bounds[at] = from;
        bounds[at + 1] = to;
        used += 2;
        bytes += to - from;
    }

    private void remove(int at) {
        bytes -= bounds[at + 1] - bounds[at];
        System.arraycopy(bounds, at + 2, bounds, at, used - at - 2);
        used -= 2;
    }
}
