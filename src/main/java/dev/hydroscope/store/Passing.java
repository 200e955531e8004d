package dev.hydroscope.store;

import dev.hydroscope.store.RequestRow.Columns;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Requests that are looked at once, as they pass, and not stored: of their connections is known what came before. For one
 * thread.
 */
public final class Passing implements Beside {
    private static final int KEPT = 100_000;

    private final Names names = new Names();
    private final HeaderPacker packer = new HeaderPacker(names);
    private final List<Met> met = new ArrayList<>();
    private Connection current;

    /** The connections that had a request for which a condition held. */
    private static final class Met {
        private final Predicate<RequestRow> wanted;
        private final Set<Long> connections = new LinkedHashSet<>();

        Met(Predicate<RequestRow> wanted) {
            this.wanted = wanted;
        }

        void look(RequestRow row) {
            if (wanted.test(row) && connections.add(row.connection()) && connections.size() > KEPT) {
                connections.remove(connections.iterator().next());
            }
        }
    }

    /** The next one, whole. */
    public RequestRow next(Request request) {
        current = request.connection();
        Columns columns = new Columns(request.ordinal(), current.conn(), request.req(), current.ordinal(), request.atNanos(),
                request.respondedNanos(), request.endedNanos(), request.httpVersion(), request.status(), request.gaps(),
                request.finished());
        RequestRow row = new RequestRow(names, columns, packer.pack(request), null);
        met.forEach(one -> one.look(row));
        return row;
    }

    @Override
    public Optional<ConnectionRow> connection(RequestRow request) {
        return Optional.of(new ConnectionRow(current.ordinal(), current.conn(), current.pid(), current.generation(),
                current.atNanos(), current.endedNanos(), current.requests(), current.events(), current.httpVersion(),
                current.beforeCapture(), current.identity(), current.peer(), current.sni(), current.alpn(), current.uuid()));
    }

    @Override
    public Optional<TcpRow> tcp(RequestRow request) {
        return current.tcp().map(tcp -> TcpRow.of(current.ordinal(), tcp));
    }

    /** A summary is made of all that a connection did: of what passes there is none. */
    @Override
    public Optional<QuicRow> quic(RequestRow request) {
        return Optional.empty();
    }

    @Override
    public Predicate<RequestRow> anyOf(Predicate<RequestRow> wanted) {
        Met connections = new Met(wanted);
        met.add(connections);
        return row -> connections.connections.contains(row.connection());
    }

    @Override
    public Lens lens() {
        return Lens.NONE;
    }
}
