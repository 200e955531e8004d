package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bench.QuicTrace;
import dev.hydroscope.bench.QuicTraffic;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.quic.Verdict;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as an older Hydroscope left it is opened as if this one had written it, or says why it is not. */
class UpgradeTest {
    private static final long AT = 1_750_000_000_000_000_000L;

    @TempDir
    private Path folder;
    private Path path;
    private Map<String, Object> before;

    @BeforeEach
    void write() throws IOException, SQLException {
        path = folder.resolve("session.mv.db");
        try (SessionFile file = SessionFile.create(path)) {
            Writer writer = file.writer();
            Assembler assembler = new Assembler(QuicTrace.probes(), false);
            assembler.process(100, 1);
            QuicTraffic traffic = new QuicTraffic(3, AT, 6000, 5);
            for (boolean more = true; more;) {
                List<Event> events = new ArrayList<>();
                more = traffic.next(events);
                events.forEach(assembler::accept);
                if (events.size() > 20) {
                    writer.write(assembler.take(traffic.nowNanos()));
                }
            }
            writer.write(assembler.finish());
            assertEquals("", writer.problem());
            writer.seal();
        }
        try (SessionFile file = SessionFile.open(path)) {
            before = content(file);
        }
        makeOld();
    }

    /** Takes away what schema 001 had not. */
    private void makeOld() throws IOException, SQLException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Database database = new Database(path, false);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            for (String table : List.of("packet", "stream", "stream_bytes", "quic", "series", "mark", "event_count", "reach",
                    "request_column", "tcp", "journal", "probe_count", "probe_argument")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("ALTER TABLE request DROP COLUMN verdict");
            statement.execute("DELETE FROM schema_version WHERE version > 1");
        } finally {
            database.shutdown("SHUTDOWN");
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
    }

    private static Map<String, Object> content(SessionFile file) throws SQLException {
        Map<String, Object> content = new TreeMap<>();
        Reader reader = file.reader();
        for (ConnectionRow of : reader.connections(0, 0, 100, "").rows()) {
            List<Packet> packets = new ArrayList<>();
            reader.eachPacket(of, 0, Long.MAX_VALUE, (position, packet) -> packets.add(packet.packet()));
            content.put("packets of " + of.conn(), packets);
            content.put("marks of " + of.conn(), reader.marks(of, 0, Long.MAX_VALUE, 10_000));
            content.put("streams of " + of.conn(), reader.streams(of, 0, 0, 1000, "").rows().stream()
                    .map(UpgradeTest::bytes).toList());
            for (RequestRow request : reader.requestsOf(of, 10_000)) {
                // one whose stream was cut off ends when it was judged
                request.verdict().filter(Verdict::complete).ifPresent(
                        verdict -> content.put("verdict " + request.conn() + "/" + request.req(), shares(verdict)));
            }
        }
        content.put("counts", reader.counts());
        content.put("columns", reader.<List<Long>>columns(UpgradeTest::columns));
        content.put("segments without columns", file.database().read(UpgradeTest::withoutColumns));
        content.put("events", Arrays.stream(reader.times().events(AT, AT + (1L << 40), 40).orElseThrow().byVersion())
                .map(steps -> Arrays.stream(steps).boxed().toList()).toList());
        for (String table : List.of("quic", "reach")) {
            content.put(table, file.database().read(connection -> rows(connection, table)));
        }
        return content;
    }

    private static List<Long> columns(ColumnScan scan) {
        List<Long> told = new ArrayList<>();
        for (int number = 0; number < scan.blocks(); number++) {
            ColumnBlock block = scan.block(number);
            for (int place : block.present().toArray()) {
                told.addAll(List.of(block.atNanos(place), (long) block.status(place), block.connection(place),
                        block.header(":path", false).hash(place), block.header("content-length", true).hash(place)));
            }
        }
        return told;
    }

    private static List<String> withoutColumns(Connection connection) throws SQLException {
        return rows(connection, "segment WHERE NOT EXISTS (SELECT 1 FROM request_column c WHERE c.id = segment.id * 1024)");
    }

    private static List<Object> shares(Verdict verdict) {
        return List.of(verdict.wholeNanos(), Arrays.stream(verdict.nanos()).boxed().toList(), verdict.spans());
    }

    /** Without its spans: the last one of a stream that nobody closed ends when it was written. */
    private static List<Long> bytes(StreamSummary stream) {
        return List.of(stream.stream(), stream.openedAt(), stream.firstSentAt(), stream.lastSentAt(), stream.sentBytes(),
                stream.retransmittedBytes(), stream.ackedBytes(), stream.lostBytes(), stream.receivedBytes());
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @Test
    void whatLacksIsDerivedOfItsEvents() throws SQLException {
        try (SessionFile file = SessionFile.open(path)) {
            assertTrue(file.sealed());
            assertFalse(file.crashed());
            Map<String, Object> after = content(file);
            assertEquals(before.keySet(), after.keySet());
            before.forEach((what, expected) -> assertEquals(expected, after.get(what), what));
        }
        assertEquals(List.of(path), files());
    }

    private List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnsealedOneIsMendedToo() throws IOException, SQLException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        try (SessionFile file = SessionFile.open(path)) {
            assertTrue(file.sealed());
            assertEquals(before.get("packets of 1"), content(file).get("packets of 1"));
        }
    }

    @Test
    void whereItCannotBeItIsOpenedAsItIsAndSaysWhy() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("session.mv.db.upgrade.mv.db/x")).getParent();
        byte[] was = Files.readAllBytes(path);
        try (SessionFile file = SessionFile.open(path)) {
            ConnectionRow of = file.reader().connection(1).orElseThrow();
            assertFalse(file.reader().requestsOf(of, 10).isEmpty(), "the rest can be read");
            assertTrue(file.reader().tcp().of(of).isEmpty());
            StoreException refused = assertThrows(StoreException.class,
                    () -> file.reader().packets(of, PacketFilter.ALL, PacketScope.all(10)));
            assertTrue(refused.getMessage().contains("older Hydroscope"), refused.getMessage());
            assertTrue(refused.getMessage().contains(inTheWay.getFileName() + " is in the way"), refused.getMessage());
        }
        assertArrayEquals(was, Files.readAllBytes(path));
    }
}
