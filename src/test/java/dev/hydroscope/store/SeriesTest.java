package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Column;
import dev.hydroscope.quic.Download;
import dev.hydroscope.quic.Grid;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Metrics;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Made;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a connection's series, at whatever resolution and from whichever rows, is what its events say. */
class SeriesTest {
    private static final long START = 1_750_000_000_123_456_789L;

    @TempDir
    private Path folder;
    private Connection connection;
    private final List<Event> all = new ArrayList<>();

    @BeforeEach
    void connect() {
        connection = Made.connection(1, 5, START);
    }

    private void write(Writer writer, Download download) {
        List<Event> events = download.take();
        all.addAll(events);
        writer.write(new Changes(List.of(connection), List.of(), List.of(new Run(connection, events)), events.size()));
        assertEquals("", writer.problem());
    }

    /** The same window, straight from the events. */
    private Grid raw(Grid like) {
        Grid grid = new Grid(like.from(), like.shift(), like.buckets());
        Metrics metrics = new Metrics(grid);
        Layouts layouts = new Layouts();
        all.forEach(event -> metrics.accept(layouts.of(event.probe()), event));
        grid.elapse(Math.max(grid.covered(), all.stream().mapToLong(Event::atNanos).max().orElse(0)));
        return grid;
    }

    private void assertSame(SessionFile file, long from, long to, int width) {
        Grid found = file.reader().series(file.reader().connection(5).orElseThrow(), from, to, width).grid();
        assertTrue(found.buckets() >= width && found.buckets() <= 2 * width + 1 || found.shift() == 0,
                found.buckets() + " buckets");
        String window = from - START + "+" + (to - from) + "/" + (1L << found.shift()) + " ";
        Grid wanted = raw(found);
        for (int m = 0; m < Metric.count(); m++) {
            Metric metric = Metric.at(m);
            assertEquals("", difference(wanted, found, metric), window + metric);
            assertEquals(wanted.known(metric) ? wanted.before(metric) : -1, found.known(metric) ? found.before(metric) : -1,
                    window + metric + " before");
        }
    }

    /** The first bucket that is not as it should be. */
    private static String difference(Grid wanted, Grid found, Metric metric) {
        for (int i = 0; i < wanted.buckets(); i++) {
            String one = bucket(wanted.column(metric), i);
            String other = bucket(found.column(metric), i);
            if (!one.equals(other)) {
                return "bucket " + i + " is " + other + ", not " + one;
            }
        }
        return "";
    }

    private static String bucket(Column column, int i) {
        return column == null || !column.filled(i) ? "empty"
                : List.of(column.min(i), column.max(i), column.last(i), column.count(i), column.sum(i)).toString();
    }

    private void assertSameAtEveryLevel(SessionFile file, long end) {
        SplittableRandom random = new SplittableRandom(3);
        assertSame(file, 0, 0, 300);
        for (int shift = 2; shift <= 42; shift += 2) {
            long span = 200L << shift;
            long from = START - 1000 + random.nextLong(Math.max(1, end - START));
            assertSame(file, from, from + span, 100 + random.nextInt(100));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyLevelIsWhatTheEventsSay(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Download download = new Download(seed, START, 20_000L << 2 * seed, 0.02);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            for (int commit = 0; commit < 30; commit++) {
                for (int i = random.nextInt(120); i >= 0; i--) {
                    download.round();
                }
                if (random.nextInt(8) == 0) {
                    download.pause(random.nextLong(1L << 20 + random.nextInt(22)));
                }
                write(writer, download);
                if (commit % 7 == 6) {
                    assertSameAtEveryLevel(file, download.nowNanos());
                }
            }
            assertTrue(all.size() > 2 * SeriesTable.FEW_EVENTS, all.size() + " events");
            writer.seal();
            assertSameAtEveryLevel(file, download.nowNanos());
        }
    }

    @Test
    void aShortConnectionHasNoRowsAndTheSameSeries() {
        Download download = new Download(9, START, 100_000, 0.05);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            write(writer, download.round().round().round());
            write(writer, download.round().round().fire("free"));
            assertSameAtEveryLevel(file, download.nowNanos());
            assertEquals(0, rows(file));
        }
    }

    private static long rows(SessionFile file) {
        return file.database().read(connection -> {
            try (var select = connection.prepareStatement("SELECT (SELECT COUNT(*) FROM series) + (SELECT COUNT(*) FROM mark)");
                    var result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    @Test
    void aClockThatIsSetBackLeavesEveryValueInItsPlace() {
        Download download = new Download(11, START, 50_000, 0.01);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            for (int commit = 0; commit < 12; commit++) {
                for (int i = 0; i < 100; i++) {
                    download.round();
                }
                if (commit % 3 == 2) {
                    download.pause(commit % 2 == 0 ? -700_000_000L : 5_000_000_000L);
                }
                write(writer, download);
            }
            assertSameAtEveryLevel(file, download.nowNanos());
        }
    }

    @Test
    void aWriterThatComesBackGoesOn() {
        Download download = new Download(12, START, 300_000, 0.01);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            for (int writers = 0; writers < 5; writers++) {
                Writer writer = file.writer();
                for (int commit = 0; commit < 4; commit++) {
                    for (int i = 0; i < 100; i++) {
                        download.round();
                    }
                    write(writer, download);
                }
            }
            assertSameAtEveryLevel(file, download.nowNanos());
        }
    }

    @Test
    void aSpikeIsSeenFromAfar() {
        Download download = new Download(13, START, 20_000, 0.0);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            for (int i = 0; i < 3000; i++) {
                download.round();
                if (i == 1500) {
                    download.fire("cc_ack_received", "largest_acked", 0, "bytes_acked", 0, "cwnd", 987_654_321, "inflight", 0);
                }
            }
            write(writer, download);
            for (int width : new int[] {1, 10, 100, 1000, 4000}) {
                Grid grid = file.reader().series(file.reader().connection(5).orElseThrow(), 0, 0, width).grid();
                long most = 0;
                for (int i = 0; i < grid.buckets(); i++) {
                    most = Math.max(most, grid.column(Metric.CWND).max(i));
                }
                assertEquals(987_654_321, most);
            }
        }
    }

    @Test
    void aWindowMayBeginBeforeAndEndLongAfter() {
        Download download = new Download(14, START, 200_000, 0.01);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            for (int i = 0; i < 400; i++) {
                download.round();
            }
            write(writer, download);
            for (long to : new long[] {START + 1, download.nowNanos() + (1L << 45), Long.MAX_VALUE / 2, Long.MAX_VALUE}) {
                for (int width : new int[] {1, 1000}) {
                    assertSame(file, 1, to, width);
                    assertSame(file, START + 1_000_000, Math.max(START + 1_000_001, to), width);
                }
            }
            assertSame(file, download.nowNanos() + 5, download.nowNanos() + 5_000_000, 100);
        }
    }

    @Test
    void aConnectionOfAnotherProtocolHasNone() {
        Download download = new Download(15, START, 200_000, 0.01);
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            write(file.writer(), download.round());
            ConnectionRow of = file.reader().connection(5).orElseThrow();
            ConnectionRow other = new ConnectionRow(of.ordinal(), 5, 1, 1, START, 0, 0, 0, 0x101, false, of.identity(), "",
                    "", "", "");
            assertTrue(file.reader().series(of, 0, 0, 10).grid().has(Metric.SENT));
            assertFalse(file.reader().series(other, 0, 0, 10).grid().has(Metric.SENT));
            assertEquals(List.of(), file.reader().marks(other, 0, 0, 10));
        }
    }
}
