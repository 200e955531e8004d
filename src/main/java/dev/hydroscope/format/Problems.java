package dev.hydroscope.format;

import java.util.ArrayList;
import java.util.List;

/** The lines that could not be read: all counted, the first ones told. Written by one thread, read by any. */
final class Problems {
    private final List<Caveats.Line> first = new ArrayList<>();
    private long count;

    synchronized void add(long line, String reason) {
        count++;
        if (first.size() < Caveats.MOST_PROBLEMS) {
            first.add(new Caveats.Line(line, reason));
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Caveats.Line> first() {
        return List.copyOf(first);
    }
}
