package dev.hydroscope.trace;

import java.util.Optional;

/**
 * A connection as far as it is known; grows while its events come, and may be written several times under its ordinal.
 */
public final class Connection {
    /** How H2O's conn_id came to this connection's QUIC or TLS events. */
    public enum Identity { EXACT, INFERRED, UNNAMED }

    private final long ordinal;
    long conn;
    int pid;
    int generation;
    long atNanos;
    long endedNanos;
    long requests;
    long events;
    int httpVersion;
    boolean beforeCapture;
    Identity identity = Identity.EXACT;
    String peer = "";
    String sni = "";
    String alpn = "";
    String uuid = "";
    Tcp tcp;

    /** @param ordinal counts the session's connections; 0 is the one of all events that belong to none */
    Connection(long ordinal) {
        this.ordinal = ordinal;
    }

    /** One that was written before, as far as it takes to look at its events once more. */
    public static Connection again(long ordinal, boolean beforeCapture) {
        Connection connection = new Connection(ordinal);
        connection.beforeCapture = beforeCapture;
        return connection;
    }

    /** The one of all events that belong to none begins with the first of them; any other knows its beginning. */
    void beganBy(long nanos) {
        if (atNanos == 0) {
            atNanos = nanos;
        }
    }

    public long ordinal() {
        return ordinal;
    }

    /**
     * What people and links call it, unique in the session and under 2^53: H2O's conn_id, plus the process's generation
     * times 2^44, plus 2^43 where no conn_id was ever seen (then the rest counts those). It may change once, when an
     * accept names what was written unnamed. Only a connection forgotten beyond the limits comes again under another
     * ordinal with the same conn.
     */
    public long conn() {
        return conn;
    }

    /** H2O's own number, 0 where it was never seen: what conn() is made of. */
    public long connId() {
        return (conn & Connections.UNNAMED) != 0 ? 0 : conn & Connections.UNNAMED - 1;
    }

    public int pid() {
        return pid;
    }

    /** 0 for the first process of the session, 1 for the next on the same binary … */
    public int generation() {
        return generation;
    }

    public long atNanos() {
        return atNanos;
    }

    /** Its close, of a followed TCP connection the end of that, or 0 where none was seen (HTTP/2 over TLS never tells). */
    public long endedNanos() {
        return endedNanos;
    }

    public long requests() {
        return requests;
    }

    public long events() {
        return events;
    }

    /** Of its latest request, 0x300 for QUIC, 0 where nothing tells. */
    public int httpVersion() {
        return httpVersion;
    }

    public boolean beforeCapture() {
        return beforeCapture;
    }

    public Identity identity() {
        return identity;
    }

    /** `address:port`, or "" where the source cannot tell. */
    public String peer() {
        return peer;
    }

    public String sni() {
        return sni;
    }

    public String alpn() {
        return alpn;
    }

    /** The TCP connection that it is on, where that was followed. */
    public Optional<Tcp> tcp() {
        return Optional.ofNullable(tcp);
    }

    public String uuid() {
        return uuid;
    }
}
