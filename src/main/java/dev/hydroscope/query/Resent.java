package dev.hydroscope.query;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.TcpRow;
import dev.hydroscope.trace.Tcp.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When TCP connections were found to have sent something again; of those that are over it is kept. */
final class Resent {
    /** A lane has room for no more. */
    private static final int POINTS = 1000;

    private final Reader reader;
    private final Map<Long, List<Long>> kept;

    /** @param kept those found before, by the ordinals of their connections */
    Resent(Reader reader, Map<Long, List<Long>> kept) {
        this.reader = reader;
        this.kept = kept;
    }

    List<Long> of(ConnectionRow row, TcpRow tcp) {
        List<Long> known = kept.get(row.ordinal());
        if (known != null) {
            return known;
        }
        List<Long> moments = moments(row, tcp);
        if (tcp.closedNanos() != 0) {
            kept.put(row.ordinal(), moments);
        }
        return moments;
    }

    /** Each reading that counts more than the one before; of one that is older than the capture the first counts nothing. */
    private List<Long> moments(ConnectionRow row, TcpRow tcp) {
        List<Long> moments = new ArrayList<>();
        long before = tcp.beganNanos() == 0 ? Long.MAX_VALUE : 0;
        for (Numbers numbers : reader.tcp().series(row, 0, 0, POINTS).points()) {
            if (numbers.retransmits() > before) {
                moments.add(numbers.atNanos());
            }
            before = numbers.retransmits();
        }
        return List.copyOf(moments);
    }
}
