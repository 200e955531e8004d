package dev.hydroscope.query;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A number over time: of each step how many there were, the least, the most and what lies between, to an eighth of a power of
 * two; and some of the points themselves, evenly chosen.
 */
public final class ValuesOverTime {
    private static final int PARTS = 8;
    private static final int CELLS = 2 + 63 * PARTS;

    private final Window window;
    private final int[][] cells;
    private final long[] least;
    private final long[] most;
    private final Point[] points;
    private final SplittableRandom random = new SplittableRandom(1);
    private long count;

    /** An event's value; its moment, thread and count in it are its name. */
    public record Point(long atNanos, int tid, int seq, long value) {
    }

    public ValuesOverTime(Window window, int points) {
        this.window = window;
        this.cells = new int[window.steps()][];
        this.least = new long[window.steps()];
        this.most = new long[window.steps()];
        this.points = new Point[points];
    }

    public void add(Point point) {
        int step = (int) (point.atNanos() - window.beginNanos() >> window.shift());
        if (step < 0 || step >= cells.length) {
            return;
        }
        if (cells[step] == null) {
            cells[step] = new int[CELLS];
            least[step] = Long.MAX_VALUE;
            most[step] = Long.MIN_VALUE;
        }
        cells[step][cell(point.value())]++;
        least[step] = Math.min(least[step], point.value());
        most[step] = Math.max(most[step], point.value());
        long place = count < points.length ? count : random.nextLong(count + 1);
        if (place < points.length) {
            points[(int) place] = point;
        }
        count++;
    }

    public long count() {
        return count;
    }

    /** Chosen evenly; all of them, where there are no more. */
    public Point[] points() {
        Point[] chosen = Arrays.copyOf(points, (int) Math.min(count, points.length));
        Arrays.sort(chosen, (a, b) -> Long.compare(a.atNanos(), b.atNanos()));
        return chosen;
    }

    public Window window() {
        return window;
    }

    public long count(int step) {
        return cells[step] == null ? 0 : Arrays.stream(cells[step]).asLongStream().sum();
    }

    public long least(int step) {
        return least[step];
    }

    public long most(int step) {
        return most[step];
    }

    /** What so many hundredths do not exceed; of a step that has any. */
    public long percentile(int step, int percent) {
        long left = (count(step) * percent + 99) / 100;
        for (int cell = 0; cell < CELLS; cell++) {
            left -= cells[step][cell];
            if (left <= 0) {
                return Math.max(least[step], Math.min(most[step], top(cell)));
            }
        }
        return most[step];
    }

    private static int cell(long value) {
        if (value <= 0) {
            return value < 0 ? 0 : 1;
        }
        int power = 63 - Long.numberOfLeadingZeros(value);
        int part = (int) (power < 3 ? value << 3 - power : value >>> power - 3) & PARTS - 1;
        return 2 + power * PARTS + part;
    }

    /** The most that a cell holds. */
    private static long top(int cell) {
        if (cell < 2) {
            return cell == 0 ? -1 : 0;
        }
        int power = (cell - 2) / PARTS;
        long part = PARTS + (cell - 2) % PARTS;
        return power < 3 ? part >> 3 - power : (part + 1 << power - 3) - 1;
    }
}
