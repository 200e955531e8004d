package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection of which more may come: its row, the numbers it is found by, its open requests and its unwritten events.
 */
final class OpenConnection {
    final Connection row;
    final Generation generation;
    private boolean named;
    private boolean marked;
    private long connId;
    long quic;
    long tls;
    long sock;
    final List<Peer> peers = new ArrayList<>(1);
    /** Another open connection has the same peer: its address names neither. */
    boolean peerShared;
    ConnectionFilter.Verdict verdict = ConnectionFilter.Verdict.UNTOLD;
    int begunTick;
    boolean accepted;
    TcpLife life;
    /** Its requests may tell that it is another one that is known already: nothing of it is written until then. */
    boolean held;
    /** It never was one of TLS: no name will be asked for. */
    boolean clear;
    boolean helloSeen;
    /** H2O waits for the process that signs, so that its part of the handshake is not written yet. */
    boolean signing;
    /** The client's Finished was seen; over TCP H2O has accepted it before. */
    boolean shaken;
    /** Of its ClientHello: when, and the highest conn_id seen before. */
    long helloNanos;
    long above;
    boolean freed;
    boolean evicted;

    /** The request of the last event, which is most often that of the next. */
    OpenRequest current;
    final Map<Long, OpenRequest> requests = new HashMap<>(2);
    List<Event> run = new ArrayList<>();
    /** Whoever hears its events has heard them so far, and hears the others at once. */
    boolean told;
    boolean queued;
    boolean changed;
    int touchedTick;
    int writtenTick = -1;

    OpenConnection(Connection row, Generation generation) {
        this.row = row;
        this.generation = generation;
    }

    boolean named() {
        return named;
    }

    /** Known by a number, H2O's or another. */
    boolean numbered() {
        return named || marked;
    }

    boolean is(long connId) {
        return numbered() && this.connId == connId;
    }

    void name(long connId) {
        this.connId = connId;
        this.named = true;
    }

    /** Known by a number that is none of H2O's. */
    void mark(long number) {
        connId = number;
        marked = true;
    }

    long connId() {
        return connId;
    }

    boolean wanted() {
        return verdict == ConnectionFilter.Verdict.WANTED;
    }

    boolean unwanted() {
        return verdict == ConnectionFilter.Verdict.UNWANTED;
    }

    boolean ended() {
        return row.endedNanos != 0;
    }

    /** Its TCP connection is there, and nothing has told yet what it is for. */
    boolean undeclared() {
        return life != null && life.open() && !numbered() && !helloSeen;
    }

    boolean owesResponse() {
        return requests.values().stream().anyMatch(request -> !request.responded() && !request.row.finished);
    }

    boolean shakenOrGone() {
        return shaken || !nameless();
    }

    /** H2O prefers it. */
    boolean picksHttp2() {
        return !row.alpn.isEmpty() && offersHttp2();
    }

    boolean offersHttp2() {
        return row.alpn.isEmpty() || Arrays.asList(row.alpn.split(",")).contains("h2");
    }

    /** A TLS session over TCP that nothing has named yet. */
    boolean nameless() {
        return tls != 0 && quic == 0 && !named() && !marked && !freed && !evicted;
    }
}
