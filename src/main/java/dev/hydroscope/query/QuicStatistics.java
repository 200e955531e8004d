package dev.hydroscope.query;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A session's QUIC connections in groups, those first that have the most of what they are ordered by.
 *
 * @param rows of the groups, as many as were asked for
 * @param groups how many there are
 * @param complete whether all requests were looked at for the query
 */
public record QuicStatistics(QuicGroup total, List<QuicGroup> rows, int groups, long scanned, boolean complete) {
    /** What makes a group. */
    public enum By { NETWORK, SNI, CONNECTION }

    /** What groups are ordered by. */
    public enum Order {
        CONNECTIONS(QuicGroup::connections),
        REQUESTS(QuicGroup::requests),
        SENT(group -> group.sum(Measure.PACKETS_SENT)),
        RECEIVED(group -> group.sum(Measure.PACKETS_RECEIVED)),
        LOSS(QuicGroup::lossBillionths),
        SPURIOUS(QuicGroup::spuriousBillionths),
        RTTMIN(QuicGroup::rttMinNanos),
        RTT(group -> group.rttNanos(50)),
        RTT95(group -> group.rttNanos(95)),
        THROUGHPUT(QuicGroup::throughput),
        GOODPUT(QuicGroup::goodput),
        HANDSHAKE(group -> group.handshakeNanos(50)),
        HANDSHAKE95(group -> group.handshakeNanos(95));

        private final ToLongFunction<QuicGroup> value;

        Order(ToLongFunction<QuicGroup> value) {
            this.value = value;
        }

        /** What is not known comes last either way. */
        private Comparator<QuicGroup> comparator(boolean least) {
            Comparator<QuicGroup> known = Comparator.comparing(group -> value.applyAsLong(group) == ConnectionSummary.UNKNOWN);
            Comparator<QuicGroup> amount = Comparator.comparingLong(value);
            return known.thenComparing(least ? amount : amount.reversed()).thenComparing(QuicGroup::name);
        }
    }

    /** @param least whether the least come first */
    public record Wanted(By by, Order order, boolean least, int limit) {
    }

    /** Of all connections, or those with a request for which the query holds. */
    public static QuicStatistics of(Reader reader, Query query, Wanted wanted, Scope scope) {
        QuicGroup total = new QuicGroup("", "");
        Map<String, QuicGroup> groups = new HashMap<>();
        Search.Connections matching = query.everything() ? null : new Search(reader).connections(query, scope);
        reader.eachQuic((connection, quic) -> {
            if (matching == null || matching.has(connection.ordinal())) {
                total.add(connection, quic.summary());
                group(groups, wanted.by(), connection, quic).add(connection, quic.summary());
            }
        });
        List<QuicGroup> rows = new ArrayList<>(groups.values());
        rows.sort(wanted.order().comparator(wanted.least()));
        return new QuicStatistics(total, rows.subList(0, Math.min(rows.size(), wanted.limit())), rows.size(),
                matching == null ? 0 : matching.scanned(), matching == null || matching.complete());
    }

    private static QuicGroup group(Map<String, QuicGroup> groups, By by, ConnectionRow connection, QuicRow quic) {
        return switch (by) {
            case CONNECTION -> {
                String conn = Long.toString(connection.conn());
                yield groups.computeIfAbsent(conn + " " + quic.connection(), key -> new QuicGroup(conn, "conn = " + conn));
            }
            case SNI -> groups.computeIfAbsent(connection.sni(), sni -> new QuicGroup(sni,
                    sni.isEmpty() ? "connection(not sni)" : "connection(sni = " + Quoting.quoted(sni) + ")"));
            case NETWORK -> {
                Network network = Network.of(connection.peer());
                yield groups.computeIfAbsent(network.name(), name -> new QuicGroup(name, network.search()));
            }
        };
    }
}
