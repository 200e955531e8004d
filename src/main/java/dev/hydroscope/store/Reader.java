package dev.hydroscope.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a session, also while it is written; for any thread. Do not interrupt it: that closes H2's file. */
public final class Reader {
    public Map<String, String> info() {
        throw new UnsupportedOperationException();
    }

    public Counts counts() {
        throw new UnsupportedOperationException();
    }

    /** Oldest first. */
    public List<Loss> losses() {
        throw new UnsupportedOperationException();
    }

    public Optional<RequestRow> request(long conn, long req) {
        throw new UnsupportedOperationException();
    }

    /** Those of them that are stored, by ordinal. */
    public List<RequestRow> requests(Collection<Long> ordinals) {
        throw new UnsupportedOperationException();
    }

    public Optional<ConnectionRow> connection(long conn) {
        throw new UnsupportedOperationException();
    }

    /** Connections newest first; 0 for to: no end. */
    public Page<ConnectionRow> connections(long fromNanos, long toNanos, int limit, String after) {
        throw new UnsupportedOperationException();
    }

    /** The events of a connection, header events among them, oldest first; 0 for to: no end. */
    public Page<EventRow> events(long conn, long fromNanos, long toNanos, String glob, int limit, String after) {
        throw new UnsupportedOperationException();
    }

    /** Every event of a request in order: its headers, and what its connection knows under its req_id or stream. */
    public List<EventRow> events(RequestRow request) {
        throw new UnsupportedOperationException();
    }
}
