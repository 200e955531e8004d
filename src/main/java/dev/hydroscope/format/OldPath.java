package dev.hydroscope.format;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.List;

/**
 * Mends what H2O's old h2olog read before it was there: new-path says connection 0, as quicly numbers a connection only
 * after it, so that the line waits for the accept that follows; and lengths that are none are left out.
 */
final class OldPath {
    private static final long LONGEST = 1L << 31;

    private Event path;

    /** How many fields were taken out of the line. */
    static int dropMisread(JsonLine line) {
        int dropped = 0;
        for (int i = line.count - 1; i >= 0; i--) {
            boolean length = line.names[i].equals("len") || line.names[i].endsWith("-len");
            if (length && !line.texts[i] && (line.numbers[i] < 0 || line.numbers[i] >= LONGEST)) {
                line.drop(i);
                dropped++;
            }
        }
        return dropped;
    }

    void add(Event event, List<Event> batch) {
        if (path != null) {
            batch.add(accepts(event) ? numbered(path, event.number(event.probe().argument("conn"))) : path);
            path = null;
        }
        if (unnumbered(event)) {
            path = event;
        } else {
            batch.add(event);
        }
    }

    void last(List<Event> batch) {
        if (path != null) {
            batch.add(path);
            path = null;
        }
    }

    private boolean accepts(Event event) {
        return quicly(event.probe(), "accept") && event.tid() == path.tid() && event.probe().argument("conn") >= 0;
    }

    private static boolean unnumbered(Event event) {
        int conn = event.probe().argument("conn");
        return conn >= 0 && event.number(conn) == 0 && quicly(event.probe(), "new_path");
    }

    private static boolean quicly(Probe probe, String name) {
        return probe.name().equals(name) && probe.provider().equals("quicly");
    }

    private static Event numbered(Event path, long conn) {
        long[] slots = new long[path.probe().arguments().size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = path.slot(i);
        }
        slots[path.probe().argument("conn")] = conn;
        return new Event(path.probe(), path.atNanos(), path.pid(), path.tid(), path.seq(), slots, path.raw());
    }
}
