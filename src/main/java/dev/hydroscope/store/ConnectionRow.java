package dev.hydroscope.store;

import dev.hydroscope.trace.Connection.Identity;

/** A stored connection; the fields are those of trace.Connection. */
public record ConnectionRow(long ordinal, long conn, int pid, int generation, long atNanos, long endedNanos,
        long requests, long events, int httpVersion, boolean beforeCapture, Identity identity, String peer, String sni,
        String alpn, String uuid) {
    /** `HTTP/1.1` …, or "" where nothing tells. */
    public String protocol() {
        return Protocol.name(httpVersion);
    }
}
