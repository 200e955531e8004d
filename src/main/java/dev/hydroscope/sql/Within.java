package dev.hydroscope.sql;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Sweep;
import dev.hydroscope.store.Sweep.Chunk;
import dev.hydroscope.store.Sweep.Part;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a statement wants of a view whose rows belong to connections: of one or of all, and in which time. */
final class Within {
    final Sweep sweep;
    final long fromNanos;
    final long toNanos;
    /** Absent: of all. */
    final Optional<List<ConnectionRow>> connections;
    private Optional<ConnectionRow> latest = Optional.empty();
    private final Opened session;

    Within(Opened session, Bounds bounds, String time) {
        this.session = session;
        this.sweep = session.reader().sweep();
        this.fromNanos = bounds.fromNanos(time);
        this.toNanos = bounds.toNanos(time) == 0 ? Long.MAX_VALUE : bounds.toNanos(time);
        long conn = bounds.least("conn");
        this.connections = conn == bounds.most("conn") ? Optional.of(session.reader().numbered().connections(conn))
                : Optional.empty();
    }

    boolean holds(long atNanos) {
        return atNanos >= fromNanos && atNanos <= toNanos;
    }

    /** All connections that are wanted, oldest first. */
    Iterator<ConnectionRow> connections() {
        long[] behind = {0};
        return connections.isPresent() ? connections.get().iterator() : new Batches<>(into -> {
            List<ConnectionRow> rows = session.reader().numbered().connectionsAfter(behind[0]);
            into.addAll(rows);
            behind[0] = rows.isEmpty() ? behind[0] : rows.get(rows.size() - 1).ordinal();
            return !rows.isEmpty();
        });
    }

    private Iterator<Part> parts() {
        return connections.isEmpty() ? List.of(Part.all(fromNanos, toNanos)).iterator()
                : connections.get().stream().map(of -> Part.of(of.ordinal(), fromNanos, toNanos)).iterator();
    }

    /** The packed rows that may hold something of it. */
    <T> Iterator<Chunk<T>> chunks(Function<Part, List<Chunk<T>>> read) {
        return Batches.each(parts(), part -> chunks(part, read));
    }

    static <T> Iterator<Chunk<T>> chunks(Part part, Function<Part, List<Chunk<T>>> read) {
        Part[] rest = {part};
        return new Batches<>(into -> {
            List<Chunk<T>> rows = read.apply(rest[0]);
            into.addAll(rows);
            rest[0] = rows.isEmpty() ? rest[0] : rest[0].behind(rows.get(rows.size() - 1).id());
            return !rows.isEmpty();
        });
    }

    /** The number of a connection, or -1 for what belongs to none; chunks of one stand together. */
    long conn(long ordinal) {
        if (latest.isEmpty() || latest.get().ordinal() != ordinal) {
            latest = session.reader().connectionAt(ordinal);
        }
        return ordinal == 0 ? -1 : latest.map(ConnectionRow::conn).orElse(-1L);
    }
}
