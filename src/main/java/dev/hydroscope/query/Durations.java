package dev.hydroscope.query;

/**
 * How many of each duration, however many there are: exact below 2,048 ns, above that in steps of a thousandth, told by
 * their upper ends. A rank is so never told shorter than it is, and at most 0.1 % longer.
 */
final class Durations {
    private static final int FINE_BITS = 10;
    private static final int FINE = 1 << FINE_BITS;

    private final int[][] cells = new int[64 - FINE_BITS][];
    private long size;
    private long longest = -1;

    void add(long nanos) {
        int octave = octave(nanos);
        row(octave)[(int) (nanos >>> octave) & 2 * FINE - 1]++;
        size++;
        longest = Math.max(longest, nanos);
    }

    private static int octave(long nanos) {
        return Math.max(0, 63 - Long.numberOfLeadingZeros(nanos | 1) - FINE_BITS);
    }

    private int[] row(int octave) {
        if (cells[octave] == null) {
            cells[octave] = new int[2 * FINE];
        }
        return cells[octave];
    }

    void add(Durations other) {
        for (int octave = 0; octave < cells.length; octave++) {
            for (int i = 0; other.cells[octave] != null && i < 2 * FINE; i++) {
                row(octave)[i] += other.cells[octave][i];
            }
        }
        size += other.size;
        longest = Math.max(longest, other.longest);
    }

    /** -1 where there is none. */
    long longest() {
        return longest;
    }

    /** The least that so many hundredths of all do not exceed; -1 where there is none. */
    long percentile(int percent) {
        long left = (size * percent + 99) / 100;
        for (int octave = 0; octave < cells.length; octave++) {
            for (int i = 0; cells[octave] != null && i < 2 * FINE; i++) {
                left -= cells[octave][i];
                if (cells[octave][i] > 0 && left <= 0) {
                    return Math.min(longest, ((long) i + 1 << octave) - 1);
                }
            }
        }
        return longest;
    }
}
