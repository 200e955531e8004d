package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Tcp.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a TCP connection had come to, moment by moment: what it counts only grows, so that of samples too many for a width the
 * last of each share of the time stands for the others.
 *
 * @param samples how many there are
 */
public record TcpSeries(List<Numbers> points, long samples) {
    private static final int PAGE = 5000;

    /** @param conns those on it */
    static TcpSeries read(Reader reader, List<Long> conns, long fromNanos, long toNanos, int width) {
        List<Numbers> all = new ArrayList<>();
        for (long conn : conns) {
            each(reader, conn, fromNanos, toNanos, event -> Numbers.of(event).ifPresent(all::add));
        }
        all.sort(Comparator.comparingLong(Numbers::atNanos));
        return new TcpSeries(thinned(all, width), all.size());
    }

    private static void each(Reader reader, long conn, long fromNanos, long toNanos, Consumer<Event> event) {
        String after = "";
        do {
            Page<EventRow> page = reader.events(conn, fromNanos, toNanos, "tcp:*", PAGE, after);
            page.rows().forEach(row -> event.accept(row.event()));
            after = page.next();
        } while (!after.isEmpty());
    }

    private static List<Numbers> thinned(List<Numbers> all, int width) {
        if (all.size() <= width) {
            return all;
        }
        long first = all.get(0).atNanos();
        double share = (all.get(all.size() - 1).atNanos() - first + 1) / (double) width;
        List<Numbers> points = new ArrayList<>(width);
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1
                    || (int) ((all.get(i + 1).atNanos() - first) / share) > (int) ((all.get(i).atNanos() - first) / share);
            if (last) {
                points.add(all.get(i));
            }
        }
        return points;
    }
}
