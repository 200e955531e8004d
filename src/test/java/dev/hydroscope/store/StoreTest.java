package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back: while it is written, after it is sealed, and from another opening of the file. */
class StoreTest {
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

    private void sealAndReopen() {
        writer.seal();
        file.close();
        file = SessionFile.open(folder.resolve("session.mv.db"));
    }

    private static Connection connection(long ordinal) {
        return Made.named(Made.connection(ordinal, 40 + ordinal, AT), "192.0.2.1:4711", "example.com", "h2", "uuid-1");
    }

    private static Request request(Connection connection, long req, long ordinal) {
        Request request = Made.request(connection, req, ordinal, AT + ordinal * 1000);
        Made.header(request, false, ":method", "GET");
        Made.header(request, false, ":path", "/p" + ordinal);
        return Made.header(request, false, "x-n", "v" + ordinal);
    }

    @Test
    void requestIsReadBackAtOnceAndAfterSealing() {
        Request request = request(connection(1), 3, 0);
        Made.header(request, true, "server", "h2o");
        Made.finished(Made.responded(request, 204, AT + 5_000_000));
        writer.write(Made.of(List.of(request.connection()), List.of(request)));
        assertSame(request, file.reader().request(41, 3).orElseThrow());
        sealAndReopen();
        assertSame(request, file.reader().request(41, 3).orElseThrow());
        assertTrue(file.sealed());
        assertFalse(file.crashed());
        assertTrue(file.reader().request(41, 4).isEmpty());
    }

    private static void assertSame(Request expected, RequestRow row) {
        assertEquals(expected.ordinal(), row.ordinal());
        assertEquals(expected.status(), row.status());
        assertEquals(expected.respondedNanos(), row.respondedNanos());
        assertEquals(expected.httpVersion(), row.httpVersion());
        assertEquals(expected.finished(), row.finished());
        assertEquals(expected.headers().size(), row.headerCount());
        for (int i = 0; i < expected.headers().size(); i++) {
            assertSame(expected.headers().get(i), row.headers().get(i));
        }
    }

    private static void assertSame(Header expected, Header read) {
        assertArrayEquals(expected.name(), read.name());
        assertArrayEquals(expected.value(), read.value());
        assertEquals(expected.valueLength(), read.valueLength());
        assertEquals(expected.flags(), read.flags());
        assertEquals(expected.response(), read.response());
        assertEquals(List.of(expected.atNanos(), expected.tid(), expected.seq()),
                List.of(read.atNanos(), read.tid(), read.seq()));
    }

    @Test
    void hostileHeadersAreKeptToTheByte() {
        byte[] notUtf8 = {(byte) 0xff, (byte) 0xfe, 0, '\r', '\n', (byte) 0x80};
        byte[] long64k = "x".repeat(65_535).getBytes(StandardCharsets.UTF_8);
        Request request = Made.request(connection(1), 1, 0, AT);
        Made.header(request, false, new byte[0], new byte[0], 0);
        Made.header(request, false, notUtf8, notUtf8, 0);
        Made.header(request, false, "<script>".getBytes(StandardCharsets.UTF_8), "\u202e<img onerror=1>"
                .getBytes(StandardCharsets.UTF_8), 0);
        Made.header(request, true, new byte[300], long64k, 0);
        Made.header(request, true, "cookie".getBytes(StandardCharsets.UTF_8), new byte[0], Event.WITHHELD);
        Made.header(request, true, "x".getBytes(StandardCharsets.UTF_8), notUtf8, Event.CUT | Event.MASKED);
        writer.write(Made.of(List.of(request.connection()), List.of(request)));
        assertEquals("", writer.problem());
        assertSame(request, file.reader().request(41, 1).orElseThrow());
        sealAndReopen();
        assertSame(request, file.reader().request(41, 1).orElseThrow());
        assertEquals(1, file.reader().counts().truncated());
    }

    @Test
    void whatIsTooMuchForARowIsCutAndSaysSo() {
        Request request = Made.request(connection(1), 1, 0, AT);
        for (int i = 0; i < 30; i++) {
            Made.header(request, false, "n" + i, "y".repeat(60_000));
        }
        writer.write(Made.of(List.of(request.connection()), List.of(request)));
        List<Header> headers = file.reader().request(41, 1).orElseThrow().headers();
        assertEquals(30, headers.size());
        Header last = headers.get(29);
        assertTrue(last.has(Event.CUT));
        assertEquals(60_000, last.valueLength());
        assertEquals("n29", new String(last.name(), StandardCharsets.UTF_8));
    }

    @Test
    void requestThatGrowsReplacesItselfAndCountsOnce() {
        Request request = request(connection(1), 3, 0);
        writer.write(Made.of(List.of(request.connection()), List.of(request)));
        Made.header(request, true, "server", "h2o");
        Made.finished(Made.responded(request, 200, AT + 5_000_000));
        writer.write(new Changes(List.of(), List.of(request), List.of(), 1));
        assertSame(request, file.reader().request(41, 3).orElseThrow());
        assertEquals(new Counts(4, 1, 1, 4, 0, 0, 0), writer.counts());
        assertEquals(writer.counts(), file.reader().counts());
    }

    @Test
    void connectionIsReadBack() {
        Connection connection = connection(2);
        writer.write(Made.of(List.of(connection(1), connection), List.of()));
        ConnectionRow row = file.reader().connection(42).orElseThrow();
        assertEquals(2, row.ordinal());
        assertEquals(List.of("192.0.2.1:4711", "example.com", "h2", "uuid-1"),
                List.of(row.peer(), row.sni(), row.alpn(), row.uuid()));
        assertTrue(file.reader().connection(99).isEmpty());
    }

    @Test
    void connectionsComeInPagesNewestFirst() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i <= 25; i++) {
            all.add(connection(i));
        }
        writer.write(Made.of(all, List.of()));
        List<Long> seen = new ArrayList<>();
        String after = "";
        do {
            Page<ConnectionRow> page = file.reader().connections(0, 0, 10, after);
            page.rows().forEach(row -> seen.add(row.ordinal()));
            after = page.next();
        } while (!after.isEmpty());
        assertEquals(25, seen.size());
        assertEquals(25, seen.get(0));
        assertEquals(1, seen.get(24));
    }

    @Test
    void eventsAreReadBackToTheByte() {
        Probe probe = new Probe("quicly", "packet_sent", List.of(number("conn"), number("at"),
                new Argument("bytes", Argument.Kind.BYTES, "16", Argument.Sensitivity.APPDATA),
                new Argument("s", Argument.Kind.STREAM, "", Argument.Sensitivity.NONE)), true);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[i % 7];
            long flags = i % 5 == 0 ? Event.CUT : i % 11 == 0 ? Event.WITHHELD : 0;
            events.add(new Event(probe, AT + i * 1000L - (i % 3) * 1500, 7, 8 + i % 2, i - 500,
                    new long[] {Long.MIN_VALUE + i, i, Event.slot(bytes.length, flags == 0 ? bytes.length : 99, flags),
                        i % 4}, bytes));
        }
        Connection connection = connection(1);
        writer.write(changes(connection, events.subList(0, 10)));
        writer.write(changes(connection, events.subList(10, 400)));
        writer.write(changes(connection, events.subList(400, 1000)));
        sealAndReopen();
        List<EventRow> read = pages(41, "", 64);
        assertEquals(1000, read.size());
        List<Event> sorted = events.stream().sorted((a, b) -> Long.compare(a.atNanos(), b.atNanos())).toList();
        for (int i = 0; i < 1000; i++) {
            assertSame(sorted.get(i), read.get(i).event());
        }
        assertEquals(1000, file.reader().counts().events());
        assertEquals(1000, file.reader().counts().packets());
    }

    private static Argument number(String name) {
        return new Argument(name, Argument.Kind.INT, "", Argument.Sensitivity.NONE);
    }

    private static Changes changes(Connection connection, List<Event> events) {
        return new Changes(List.of(connection), List.of(), List.of(new Changes.Run(connection, events)), events.size());
    }

    private List<EventRow> pages(long conn, String glob, int limit) {
        List<EventRow> rows = new ArrayList<>();
        String after = "";
        do {
            Page<EventRow> page = file.reader().events(conn, 0, 0, glob, limit, after);
            assertTrue(page.rows().size() <= limit);
            rows.addAll(page.rows());
            after = page.next();
        } while (!after.isEmpty());
        return rows;
    }

    private static void assertSame(Event expected, Event read) {
        assertEquals(expected.probe(), read.probe());
        assertEquals(List.of(expected.atNanos(), expected.pid(), expected.tid(), expected.seq()),
                List.of(read.atNanos(), read.pid(), read.tid(), read.seq()));
        for (int i = 0; i < expected.probe().arguments().size(); i++) {
            assertEquals(expected.slot(i), read.slot(i));
        }
        assertArrayEquals(expected.raw(), read.raw());
    }

    @Test
    void eventsOfARequestAreItsHeadersAndWhatItsConnectionKnowsOfIt() {
        Connection connection = connection(1);
        Request request = request(connection, 4, 0);
        Made.header(request, true, "server", "h2o");
        List<Event> events = List.of(new Event(Traffic.RECEIVE, AT - 1, 7, 70, 999, new long[] {41, 4, 0x300}, new byte[0]),
                new Event(Traffic.RECEIVE, AT - 1, 7, 70, 998, new long[] {41, 8, 0x300}, new byte[0]),
                new Event(Traffic.STREAM_STATE, AT + 900_000, 7, 70, 2000, new long[] {41, 4, 1}, new byte[0]));
        writer.write(new Changes(List.of(connection), List.of(request), List.of(new Changes.Run(connection, events)), 7));
        RequestRow row = file.reader().request(41, 4).orElseThrow();
        List<EventRow> read = file.reader().events(row);
        assertEquals(List.of("receive_request", "receive_request_header", "receive_request_header",
                "receive_request_header", "send_response_header", "h3s_stream_set_state"),
                read.stream().map(e -> e.event().probe().name()).toList());
        assertEquals("x-n", read.get(3).event().text(2));
        assertEquals("v0", read.get(3).event().text(4));
        assertEquals(7, pages(41, "", 2).size());
        assertEquals(3, pages(41, "*receive_request_header", 2).size());
    }

    @Test
    void eventsOfALongConnectionComeInOrderPageByPage() {
        Connection connection = connection(1);
        List<Request> requests = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            requests.add(request(connection, i / 2, i));
            events.add(new Event(Traffic.RECEIVE, AT + i * 1000L - 1, 7, 70, 5 * i, new long[] {41, i / 2, 257}, new byte[0]));
        }
        writer.write(new Changes(List.of(connection), requests, List.of(new Changes.Run(connection, events)), 2800));
        assertOrdered(pages(41, "", 100), 2800);
        assertOrdered(pages(41, "h2o:receive_request_header", 99), 2100);
        assertOrdered(pages(41, "receive_request", 10), 700);
        assertOrdered(file.reader().events(41, AT + 350_000, AT + 449_999, "", 10_000, "").rows(), 400);
    }

    private static void assertOrdered(List<EventRow> rows, int count) {
        assertEquals(count, rows.size());
        assertEquals(rows.stream().sorted(EventReader.ORDER).toList(), rows);
        assertEquals(count, rows.stream().map(EventReader::key).distinct().count());
    }

    @Test
    void lossesNearEachOtherBecomeOne() {
        writer.losses(List.of(new Loss("kernel", AT, AT + 10, 5)));
        writer.losses(List.of(new Loss("kernel", AT + 10, AT + 20, 6), new Loss("queue", AT, AT + 1, 1)));
        writer.losses(List.of(new Loss("kernel", AT + 9_000_000_000L, AT + 9_000_000_001L, 7)));
        assertEquals(List.of(new Loss("kernel", AT, AT + 20, 11), new Loss("queue", AT, AT + 1, 1),
                new Loss("kernel", AT + 9_000_000_000L, AT + 9_000_000_001L, 7)), file.reader().losses());
    }

    @Test
    void sealedFileRefusesAWriterAndASecondFileOfItsName() {
        writer.info("target", "h2o");
        sealAndReopen();
        assertEquals("h2o", file.reader().info().get("target"));
        assertThrows(StoreException.class, file::writer);
        assertThrows(StoreException.class, () -> SessionFile.create(folder.resolve("session.mv.db")));
        assertThrows(StoreException.class, () -> SessionFile.open(folder.resolve("none.mv.db")));
    }
}
