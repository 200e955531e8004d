package dev.hydroscope.store;

import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Tcp;
import dev.hydroscope.trace.Tcp.Joined;
import dev.hydroscope.trace.Tcp.Numbers;
import dev.hydroscope.trace.TcpEnd;
import dev.hydroscope.trace.TcpEnd.Side;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stored life of a TCP connection, by the ordinal of a connection on it; the fields are those of trace.Tcp. */
public record TcpRow(long connection, long number, List<Long> conns, String local, String peer, Side side, long beganNanos,
        long closedNanos, Numbers numbers, long samples, int state, int error, Joined joined) {
    public TcpRow {
        conns = List.copyOf(conns);
    }

    static TcpRow of(long connection, Tcp tcp) {
        return new TcpRow(connection, tcp.number(), tcp.connections().stream().map(Connection::conn).toList(), tcp.local(),
                tcp.peer(), tcp.side(), tcp.beganNanos(), tcp.closedNanos(), tcp.numbers(), tcp.samples(), tcp.state(),
                tcp.error(), tcp.joined());
    }

    /** How it ended, where that was told. */
    public Optional<TcpEnd> end() {
        return closedNanos == 0 ? Optional.empty() : Optional.of(TcpEnd.of(state, error));
    }

    /** Which end the process is: server, client, or "" where nothing tells. */
    public String vantage() {
        return side == Side.UNKNOWN ? "" : side.name().toLowerCase(Locale.ROOT);
    }

    /** Its end in one line, as `reset client ECONNRESET`; "" where none was told. */
    public String close() {
        return end().map(end -> String.join(" ", end.kind().name().toLowerCase(Locale.ROOT), end.by(side), end.error())
                .replaceAll(" +", " ").strip()).orElse("");
    }

    /** From its accept to its end; {@link Tcp#UNKNOWN} where either is. */
    public long lastedNanos() {
        return beganNanos == 0 || closedNanos == 0 ? Tcp.UNKNOWN : closedNanos - beganNanos;
    }
}
