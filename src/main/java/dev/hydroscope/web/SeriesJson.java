package dev.hydroscope.web;

import dev.hydroscope.quic.Column;
import dev.hydroscope.quic.Grid;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Metric.Shape;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.MarkRow;
import dev.hydroscope.store.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Series as sparse columns: a bucket in which a metric did nothing is left out. A gauge's index -1 is the value it had before
 * the window.
 */
final class SeriesJson {
    /** What is counted of a metric beside its amounts. */
    private static final Map<String, Metric> COUNTS = counts();
    /** A share is told to a millionth: less is not drawn, and noise makes answers long. */
    private static final double SHARES = 1e6;

    private SeriesJson() {
    }

    private static Map<String, Metric> counts() {
        Map<String, Metric> counts = new LinkedHashMap<>();
        counts.put("sentPackets", Metric.SENT);
        counts.put("receivedPackets", Metric.RECEIVED);
        counts.put("lostPackets", Metric.LOST);
        return counts;
    }

    /** Every name that a series can have. */
    static String[] names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Metric.count(); i++) {
            names.add(Metric.at(i).key());
        }
        names.addAll(COUNTS.keySet());
        return names.toArray(String[]::new);
    }

    /** @param names those that are asked for; none: all */
    static Map<String, Object> of(Series series, ConnectionRow of, Set<String> names) {
        Grid grid = series.grid();
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < Metric.count(); i++) {
            Metric metric = Metric.at(i);
            boolean told = grid.has(metric) || metric.shape() == Shape.GAUGE && grid.known(metric);
            if (told && wanted(names, metric.key())) {
                columns.put(metric.key(), metric.state() ? shares(grid, metric) : values(grid, metric));
            }
        }
        COUNTS.forEach((name, metric) -> {
            if (wanted(names, name)) {
                counts(columns, grid, name, metric);
            }
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", Nanos.iso(grid.from()));
        json.put("offsetNanos", grid.from() - of.atNanos());
        json.put("bucketNanos", 1L << grid.shift());
        json.put("buckets", grid.buckets());
        json.put("exact", series.exact());
        json.put("series", columns);
        json.put("notes", notes(series, of));
        return json;
    }

    private static boolean wanted(Set<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static int[] index(Column column, int buckets, boolean before) {
        int[] index = new int[buckets + 1];
        int count = 0;
        if (before) {
            index[count++] = -1;
        }
        for (int i = 0; column != null && i < buckets; i++) {
            if (column.filled(i)) {
                index[count++] = i;
            }
        }
        return Arrays.copyOf(index, count);
    }

    private static Map<String, Object> values(Grid grid, Metric metric) {
        boolean before = metric.shape() == Shape.GAUGE && grid.known(metric);
        Column column = grid.column(metric);
        int[] index = index(column, grid.buckets(), before);
        long[][] found = new long[5][index.length];
        for (int i = 0; i < index.length; i++) {
            int bucket = index[i];
            boolean in = bucket >= 0;
            found[0][i] = in ? column.min(bucket) : grid.before(metric);
            found[1][i] = in ? column.max(bucket) : grid.before(metric);
            found[2][i] = in ? column.last(bucket) : grid.before(metric);
            found[3][i] = in ? column.count(bucket) : 0;
            found[4][i] = in ? column.sum(bucket) : 0;
        }
        return json(metric.unit().name(), index, found[0], found[1], found[2], found[3], found[4]);
    }

    /** Of a state all of them are the part of the bucket it was on; count is how often it began or ended. */
    private static Map<String, Object> shares(Grid grid, Metric metric) {
        Column column = grid.column(metric);
        int[] index = index(column, grid.buckets(), false);
        double[] share = new double[index.length];
        long[] count = new long[index.length];
        for (int i = 0; i < index.length; i++) {
            share[i] = share(column.sum(index[i]), 1L << grid.shift());
            count[i] = column.count(index[i]);
        }
        return json(metric.unit().name(), index, share, share, share, count, share);
    }

    /** However short it was on, it is not nothing. */
    private static double share(long nanos, long of) {
        return nanos == 0 ? 0 : Math.min(1, Math.max(1, Math.rint(SHARES * nanos / of)) / SHARES);
    }

    private static void counts(Map<String, Object> columns, Grid grid, String name, Metric of) {
        if (grid.has(of)) {
            Column column = grid.column(of);
            int[] index = index(column, grid.buckets(), false);
            long[] count = Arrays.stream(index).mapToLong(column::count).toArray();
            columns.put(name, json(Metric.Unit.COUNT.name(), index, count, count, count, count, count));
        }
    }

    private static Map<String, Object> json(String unit, int[] index, Object min, Object max, Object last, long[] count,
            Object sum) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unit", unit.toLowerCase(Locale.ROOT));
        json.put("index", index);
        json.put("min", min);
        json.put("max", max);
        json.put("last", last);
        json.put("count", count);
        json.put("sum", sum);
        return json;
    }

    private static List<String> notes(Series series, ConnectionRow of) {
        Grid grid = series.grid();
        List<String> notes = new ArrayList<>();
        add(notes, grid.has(Metric.SSTHRESH) || grid.known(Metric.SSTHRESH),
                "ssthresh is inferred: the window that was left when it was reduced");
        add(notes, grid.has(Metric.APP_LIMITED),
                "app_limited is inferred: neither the congestion window nor a flow limit held the sender back");
        add(notes, grid.has(Metric.INFLIGHT),
                "inflight is what the sender said at ACKs and losses, between them with what it sent");
        add(notes, grid.has(Metric.RTTSAMPLE), "rttsample is by our clock, the peer's delay of the ACK in it");
        add(notes, !grid.has(Metric.CWND) && !grid.known(Metric.CWND),
                "cwnd and the congestion states are not known: no cc_ack_received or cc_congestion told them");
        add(notes, !grid.has(Metric.RTT) && !grid.known(Metric.RTT),
                "rtt, srtt and minrtt are not known: no quictrace_cc_ack told them");
        add(notes, of.beforeCapture(), "dataSent counts from the capture on: the connection began before it");
        add(notes, !series.exact(), "only its first events were looked at: few of them are QUIC's");
        return notes;
    }

    private static void add(List<String> notes, boolean holds, String note) {
        if (holds) {
            notes.add(note);
        }
    }

    static Map<String, Object> mark(MarkRow row, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Nanos.iso(row.atNanos()));
        json.put("offsetNanos", row.atNanos() - sinceNanos);
        json.put("kind", row.mark().kind());
        json.put("text", row.text());
        json.put("probe", row.mark().probe());
        if (row.count() > 1) {
            json.put("count", row.count());
            json.put("untilOffsetNanos", row.untilNanos() - sinceNanos);
        }
        return json;
    }
}
