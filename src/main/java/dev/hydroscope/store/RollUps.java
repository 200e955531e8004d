package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums by second, version and status, kept as requests come and grow: aggregates over the rows themselves are slow. */
final class RollUps {
    private static final int KEPT = 512;

    private final PreparedStatement select;
    private final PreparedStatement merge;
    private final Map<Long, Sum> sums = new LinkedHashMap<>(64, 0.75f, true);

    private static final class Sum {
        final Summary key;
        long requests;
        long headers;
        long bytes;
        long[] latency = new long[Summary.LATENCIES];
        boolean changed;

        Sum(Summary key) {
            this.key = key;
        }

        void add(Summary summary, int sign) {
            requests += sign;
            headers += (long) sign * summary.headers();
            bytes += (long) sign * summary.headerBytes();
            latency[summary.latency()] += sign;
            changed = true;
        }
    }

    RollUps(Connection connection) throws SQLException {
        this.select = connection.prepareStatement(
                "SELECT requests, headers, header_bytes, latency FROM roll_up WHERE id = ?");
        this.merge = connection.prepareStatement("MERGE INTO roll_up (id, epoch_second, version, status, requests,"
                + " headers, header_bytes, latency) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    void change(Summary before, Summary now) throws SQLException {
        if (!before.isNone()) {
            sum(before).add(before, -1);
        }
        sum(now).add(now, 1);
    }

    private Sum sum(Summary summary) throws SQLException {
        long key = key(summary);
        Sum sum = sums.get(key);
        if (sum == null) {
            sum = load(key, summary);
            sums.put(key, sum);
        }
        return sum;
    }

    private static long key(Summary summary) {
        return summary.second() << 13 | (long) Math.max(0, Protocol.VERSIONS.indexOf(summary.version()) + 1) << 10
                | Math.min(1023, Math.max(0, summary.status()));
    }

    private Sum load(long key, Summary summary) throws SQLException {
        Sum sum = new Sum(summary);
        select.setLong(1, key);
        try (ResultSet result = select.executeQuery()) {
            if (result.next()) {
                sum.requests = result.getLong(1);
                sum.headers = result.getLong(2);
                sum.bytes = result.getLong(3);
                sum.latency = unpack(result.getBytes(4));
            }
        }
        return sum;
    }

    static Map<Integer, Long> statuses(Connection connection) throws SQLException {
        Map<Integer, Long> statuses = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT status, SUM(requests) FROM roll_up"
                + " WHERE status > 0 GROUP BY status HAVING SUM(requests) > 0 ORDER BY 2 DESC, 1 LIMIT 100");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                statuses.put(result.getInt(1), result.getLong(2));
            }
        }
        return statuses;
    }

    void flush() throws SQLException {
        for (Map.Entry<Long, Sum> entry : sums.entrySet()) {
            if (entry.getValue().changed) {
                bind(entry.getKey(), entry.getValue());
                entry.getValue().changed = false;
            }
        }
        merge.executeBatch();
        var eldest = sums.entrySet().iterator();
        for (int over = sums.size() - KEPT; over > 0; over--) {
            eldest.next();
            eldest.remove();
        }
    }

    private void bind(long key, Sum sum) throws SQLException {
        merge.setLong(1, key);
        merge.setLong(2, sum.key.second());
        merge.setInt(3, sum.key.version());
        merge.setInt(4, sum.key.status());
        merge.setLong(5, sum.requests);
        merge.setLong(6, sum.headers);
        merge.setLong(7, sum.bytes);
        merge.setBytes(8, pack(sum.latency));
        merge.addBatch();
    }

    private static byte[] pack(long[] latency) {
        int used = latency.length;
        while (used > 0 && latency[used - 1] == 0) {
            used--;
        }
        Packer packer = new Packer(used * 2 + 8);
        Arrays.stream(latency, 0, used).forEach(packer::number);
        return packer.take();
    }

    static long[] unpack(byte[] packed) {
        long[] latency = new long[Summary.LATENCIES];
        Unpacker unpacker = new Unpacker(packed);
        for (int i = 0; unpacker.more(); i++) {
            latency[i] = unpacker.number();
        }
        return latency;
    }
}
