package dev.hydroscope.format;

/**
 * What stands at the head of a connection's trace.
 *
 * @param conn what links call it: its events are told by it from those of the session's other connections
 * @param odcid in hexadecimal, or "" where the source does not tell
 * @param peer `address:port`, or ""
 * @param alpn what the client offers, with commas between; or ""
 * @param referenceNanos what its times are counted from
 */
public record TraceHead(String title, long conn, String odcid, String peer, String sni, String alpn, boolean client,
        long referenceNanos) {
    private static final long NANOS_OF_MILLI = 1_000_000;

    /** References are whole milliseconds: no reader's arithmetic loses a part of them. */
    public TraceHead {
        referenceNanos = Math.floorDiv(referenceNanos, NANOS_OF_MILLI) * NANOS_OF_MILLI;
    }

    TraceHead countedFrom(long nanos) {
        return new TraceHead(title, conn, odcid, peer, sni, alpn, client, nanos);
    }

    String group() {
        return Long.toString(conn);
    }

    String vantage() {
        return client ? "client" : "server";
    }
}
