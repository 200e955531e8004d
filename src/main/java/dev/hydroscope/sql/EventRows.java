package dev.hydroscope.sql;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Numbered;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Sweep;
import dev.hydroscope.store.Sweep.Chunk;
import dev.hydroscope.store.Sweep.Part;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.value.Value;

/**
 * Events: of one connection those of headers in their place among the others; of all connections the others, connection by
 * connection, then those of headers, request by request.
 */
final class EventRows {
    private static final List<String> HEADERS = List.of("h2o:receive_request_header", "h2o:send_response_header");

    private final Within within;
    private final Bounds bounds;
    private final Sweep sweep;
    private final Numbered numbered;
    private final Map<Probe, Optional<Value>> probes = new IdentityHashMap<>();

    private EventRows(Opened session, Bounds bounds) {
        this.within = new Within(session, bounds, "at");
        this.bounds = bounds;
        this.sweep = within.sweep;
        this.numbered = session.reader().numbered();
    }

    static Iterator<Firing> of(Opened session, Bounds bounds) {
        EventRows rows = new EventRows(session, bounds);
        if (rows.within.connections.isPresent()) {
            return new Merged(Batches.each(rows.within.connections(), rows::others), rows.headers(bounds.least("conn")));
        }
        Iterator<Firing> others = rows.others(Part.all(rows.within.fromNanos, rows.within.toNanos));
        return Batches.each(List.of(others, rows.headers()).iterator(), part -> part);
    }

    private Iterator<Firing> others(ConnectionRow of) {
        return others(Part.of(of.ordinal(), within.fromNanos, within.toNanos));
    }

    /** Those of headers whose request is not known are among them. */
    private Iterator<Firing> others(Part part) {
        Iterator<Chunk<List<EventRow>>> chunks = Within.chunks(part,
                rest -> sweep.events(rest, probe -> named(probe).isPresent()));
        return Batches.each(chunks, chunk -> {
            long conn = within.conn(chunk.connection());
            List<Firing> rows = new ArrayList<>(chunk.content().size());
            chunk.content().forEach(row -> add(conn, row, rows));
            return rows.iterator();
        });
    }

    private void add(long conn, EventRow row, List<Firing> rows) {
        if (within.holds(row.event().atNanos())) {
            named(row.event().probe()).ifPresent(probe -> rows.add(new Firing(conn, probe, row)));
        }
    }

    /** A probe as people write it, where it is wanted. */
    private Optional<Value> named(Probe probe) {
        return probes.computeIfAbsent(probe,
                of -> Optional.of(of.key()).filter(key -> bounds.admits("probe", key)).map(Cell::text));
    }

    private boolean wantsHeaders() {
        return HEADERS.stream().anyMatch(probe -> bounds.admits("probe", probe));
    }

    private Iterator<Firing> headers() {
        long[] behind = {-1};
        return new Batches<>(into -> {
            List<RequestRow> requests = !wantsHeaders() ? List.of()
                    : sweep.requests(behind[0], within.fromNanos, within.toNanos);
            requests.forEach(request -> headers(request, into));
            behind[0] = requests.isEmpty() ? behind[0] : requests.get(requests.size() - 1).ordinal();
            return !requests.isEmpty();
        });
    }

    private Iterator<Firing> headers(long conn) {
        long[] least = {Long.MIN_VALUE};
        return new Batches<>(into -> {
            if (!wantsHeaders()) {
                return false;
            }
            Page<RequestRow> page = numbered.requests(conn, least[0], Long.MAX_VALUE);
            page.rows().forEach(request -> headers(request, into));
            least[0] = page.next().isEmpty() ? 0 : Long.parseLong(page.next());
            return !page.next().isEmpty();
        });
    }

    private void headers(RequestRow request, List<Firing> into) {
        Sweep.headers(request).forEach(row -> add(request.conn(), row, into));
    }

    /** Two that are each nearly in the order of their times. */
    private static final class Merged implements Iterator<Firing> {
        private final Iterator<Firing> one;
        private final Iterator<Firing> other;
        private Firing first;
        private Firing second;

        Merged(Iterator<Firing> one, Iterator<Firing> other) {
            this.one = one;
            this.other = other;
            this.first = next(one);
            this.second = next(other);
        }

        private static Firing next(Iterator<Firing> of) {
            return of.hasNext() ? of.next() : null;
        }

        @Override
        public boolean hasNext() {
            return first != null || second != null;
        }

        @Override
        public Firing next() {
            boolean takeFirst = second == null || first != null && first.atNanos() <= second.atNanos();
            Firing taken = takeFirst ? first : second;
            first = takeFirst ? next(one) : first;
            second = takeFirst ? second : next(other);
            return taken;
        }
    }
}
