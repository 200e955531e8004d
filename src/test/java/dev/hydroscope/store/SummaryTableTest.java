package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Fired;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries are in the file at each commit, and go on from there. */
class SummaryTableTest {
    private static final long AT = 1_700_000_000_000_000_000L;

    @TempDir
    private Path folder;
    private SessionFile file;
    private Writer writer;

    @BeforeEach
    void create() {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        writer = file.writer();
    }

    @AfterEach
    void close() {
        file.close();
    }

    private void write(Connection connection, Fired fired) {
        writer.write(new Changes(List.of(connection), List.of(), List.of(new Changes.Run(connection, fired.events())),
                fired.events().size()));
    }

    private long read(Connection connection, Measure measure) {
        ConnectionRow row = file.reader().connectionAt(connection.ordinal()).orElseThrow();
        return file.reader().quic(row).orElseThrow().summary().get(measure);
    }

    @Test
    void growsWithEachBatchAndIsThereAfterSealing() {
        Connection connection = Made.connection(1, 41, AT);
        write(connection, new Fired(AT).sent(0, 0, 9, 1200));
        assertEquals(10, read(connection, Measure.PACKETS_SENT));
        assertEquals(0, read(connection, Measure.PACKETS_LOST));
        write(connection, new Fired(AT).at(9, "packet_lost", "pn", 3).sent(10, 10, 11, 900));
        assertEquals(12, read(connection, Measure.PACKETS_SENT));
        assertEquals(1200, read(connection, Measure.BYTES_LOST));
        writer.seal();
        file.close();
        file = SessionFile.open(folder.resolve("session.mv.db"));
        assertEquals(12, read(connection, Measure.PACKETS_SENT));
        assertEquals(1, read(connection, Measure.PACKETS_LOST));
        assertEquals(AT, read(connection, Measure.FIRST_AT));
    }

    @Test
    void goesOnAfterTheWriterWasOpenedAnew() {
        Connection connection = Made.connection(3, 43, AT);
        write(connection, new Fired(AT).sent(0, 0, 4, 1000));
        writer = file.writer();
        write(connection, new Fired(AT).sent(50, 5, 6, 1000).at(60, "packet_lost", "pn", 1));
        assertEquals(7, read(connection, Measure.PACKETS_SENT));
        assertEquals(1, read(connection, Measure.LOST_UNSIZED));
    }

    @Test
    void manyMoreThanAreHeldOpenKeepTheirCounts() {
        List<Connection> connections = new ArrayList<>();
        for (int i = 1; i <= 6000; i++) {
            connections.add(Made.connection(i, i, AT));
        }
        for (int round = 0; round < 2; round++) {
            List<Changes.Run> runs = new ArrayList<>();
            for (Connection connection : connections) {
                runs.add(new Changes.Run(connection, new Fired(AT).sent(round, round, round, 100).events()));
            }
            writer.write(new Changes(round == 0 ? connections : List.of(), List.of(), runs, runs.size()));
        }
        List<Long> counts = new ArrayList<>();
        file.reader().eachQuic((connection, quic) -> counts.add(quic.summary().get(Measure.PACKETS_SENT)));
        assertEquals(6000, counts.size());
        assertTrue(counts.stream().allMatch(count -> count == 2), counts.toString());
    }

    @Test
    void aFileOfBeforeThereWereSummariesIsReadAsBefore() throws Exception {
        Connection connection = Made.connection(1, 41, AT);
        writer.write(Made.of(List.of(connection), List.of(Made.request(connection, 1, 0, AT))));
        try (var sql = file.database().connect(); var statement = sql.createStatement()) {
            statement.execute("DROP TABLE quic; DELETE FROM schema_version WHERE version > 1");
        }
        ConnectionRow row = file.reader().connectionAt(1).orElseThrow();
        assertTrue(file.reader().quic(row).isEmpty());
        file.reader().eachQuic((each, quic) -> {
            throw new AssertionError(quic);
        });
        boolean known = file.reader().scan(new Filter.Anything(), new Scan.Range(true, -1, 0, 0),
                scan -> scan.neighbours().quic(scan.next().get(0)).isPresent());
        assertFalse(known);
    }

    @Test
    void connectionsOfOtherProtocolsHaveNone() {
        Connection connection = Made.connection(5, 45, AT);
        write(connection, new Fired(AT).at(0, "h3_frame_receive", "frame_type", 4));
        assertTrue(file.reader().quic(file.reader().connectionAt(5).orElseThrow()).isEmpty());
    }
}
