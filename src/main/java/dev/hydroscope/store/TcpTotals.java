package dev.hydroscope.store;

import dev.hydroscope.trace.Tcp;
import dev.hydroscope.trace.TcpEnd;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the TCP connections of a session came to together, each once, however many connections were on it.
 *
 * @param resending those that sent anything again
 * @param bytesSentOrderly what those sent that were closed in order, and of it what was acknowledged: the rest went again
 * @param rtts the smoothed round trips of all that have one, in nanoseconds, the least first
 * @param ends those of which an end was told
 */
public record TcpTotals(long connections, long never, long resending, long retransmits, long bytesReceived, long bytesAcked,
        long bytesSentOrderly, long bytesAckedOrderly, List<Long> rtts, Map<TcpEnd.Kind, Long> ends) {
    private static final long CHUNK = 2000;

    static TcpTotals read(Connection connection) throws SQLException {
        Sum sum = new Sum();
        long last = TcpTable.last(connection);
        for (long from = 0; from <= last; from += CHUNK) {
            TcpTable.between(connection, from, from + CHUNK - 1).forEach(sum::add);
        }
        return sum.totals();
    }

    private static final class Sum {
        private final Set<Long> shared = new HashSet<>();
        private final Map<TcpEnd.Kind, Long> ends = new EnumMap<>(TcpEnd.Kind.class);
        private long[] rtts = new long[64];
        private int rttCount;
        private long connections;
        private long never;
        private long resending;
        private long retransmits;
        private long received;
        private long acked;
        private long sentOrderly;
        private long ackedOrderly;

        void add(TcpRow row) {
            if (row.conns().size() > 1 && !shared.add(row.number())) {
                return;
            }
            Tcp.Numbers numbers = row.numbers();
            connections++;
            never += row.joined() == Tcp.Joined.NEVER ? 1 : 0;
            resending += numbers.retransmits() > 0 ? 1 : 0;
            retransmits += Math.max(0, numbers.retransmits());
            received += Math.max(0, numbers.bytesReceived());
            acked += Math.max(0, numbers.bytesAcked());
            row.end().ifPresent(end -> {
                ends.merge(end.kind(), 1L, Long::sum);
                if (end.kind() == TcpEnd.Kind.CLOSED && numbers.bytesSent() > 0) {
                    sentOrderly += numbers.bytesSent();
                    // The FIN is acknowledged as a byte, but not sent as one.
                    ackedOrderly += Math.min(numbers.bytesSent(), Math.max(0, numbers.bytesAcked()));
                }
            });
            if (numbers.rttNanos() > 0) {
                rtts = rttCount < rtts.length ? rtts : Arrays.copyOf(rtts, 2 * rttCount);
                rtts[rttCount++] = numbers.rttNanos();
            }
        }

        TcpTotals totals() {
            Arrays.sort(rtts, 0, rttCount);
            return new TcpTotals(connections, never, resending, retransmits, received, acked, sentOrderly, ackedOrderly,
                    Arrays.stream(rtts, 0, rttCount).boxed().toList(), ends);
        }
    }
}
