package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Counts;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Loss;
import dev.hydroscope.store.MarkRow;
import dev.hydroscope.store.PacketFilter;
import dev.hydroscope.store.PacketScope;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.trace.ArgumentValues;
import dev.hydroscope.trace.Changes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the views of events, packets and counts tell is what the store's reader tells, of recorded traces of a real H2O. */
class EventViewsTest {
    private static final List<SessionFile> FILES = new ArrayList<>();
    private static final List<Opened> SESSIONS = new ArrayList<>();

    @BeforeAll
    static void write(@TempDir Path folder) throws Exception {
        try (Sessions sessions = Sessions.open(folder.resolve("demo"))) {
            Replayed.once(sessions, "/demo.trace.gz");
        }
        open(folder, "demo");
        for (String capture : List.of("raw-app.jsonl", "raw-h3-3mb.jsonl", "http-mode.txt", "v1-raw.jsonl")) {
            imported(folder, capture);
        }
        SessionFile lossy = SessionFile.create(folder.resolve("lossy.mv.db"));
        lossy.writer().write(new Changes(List.of(), List.of(), List.of(), 0));
        lossy.writer().losses(List.of(new Loss("kernel", 1_000_000_000, 2_000_000_000, 7), new Loss("queue", 5, 6, 11)));
        add("lossy", lossy);
    }

    private static void imported(Path folder, String capture) throws Exception {
        try (Sessions sessions = Sessions.open(folder.resolve(capture));
                var in = EventViewsTest.class.getResourceAsStream("/captures/" + capture)) {
            String id = sessions.importFile(capture, in).id();
            while (sessions.get(id).endedAt().isEmpty()) {
                Thread.sleep(20);
            }
        }
        open(folder, capture);
    }

    private static void open(Path folder, String name) throws Exception {
        try (var found = Files.list(folder.resolve(name).resolve("sessions"))) {
            add(name, SessionFile.open(found.filter(each -> each.toString().endsWith(".mv.db")).findFirst().orElseThrow()));
        }
    }

    private static void add(String id, SessionFile file) {
        FILES.add(file);
        SESSIONS.add(new Opened(new SessionHead(id, id, "sealed", "probes", 1, 2, ""), file.reader()));
    }

    @AfterAll
    static void close() {
        FILES.forEach(SessionFile::close);
    }

    @Test
    void everyExampleRuns() throws SQLException {
        for (View<?> view : Views.ALL) {
            rows(view.example());
        }
    }

    @Test
    void theAccountCloses() throws SQLException {
        for (Opened session : SESSIONS) {
            Counts counts = session.reader().counts();
            String of = " WHERE session = '" + session.head().id() + "'";
            assertEquals(text(counts.events()), rows("SELECT COUNT(*) FROM event" + of), of);
            assertEquals(text(counts.packets()), rows("SELECT COUNT(*) FROM packet" + of), of);
            assertEquals(text(counts.requests(), counts.headers()), rows("SELECT COALESCE(SUM(requests), 0),"
                    + " COALESCE(SUM(headers), 0) FROM traffic" + of), of);
            assertEquals(text(session.reader().losses().stream().mapToLong(Loss::count).sum()),
                    rows("SELECT COALESCE(SUM(count), 0) FROM loss" + of), of);
            assertEquals(rows("SELECT COALESCE(SUM(timed), 0) FROM traffic" + of),
                    rows("SELECT COALESCE(SUM(requests), 0) FROM latency" + of));
        }
        assertEquals(List.of("kernel, 7, 1970-01-01 00:00:01+00, 1970-01-01 00:00:02+00"),
                rows("SELECT hop, count, from_at, to_at FROM loss WHERE hop = 'kernel'"));
    }

    @Test
    void requestsAreCountedBySecondProtocolAndStatusAndByDuration() throws SQLException {
        assertEquals(rows("SELECT session, at, status, COUNT(*) FROM (SELECT session, DATE_TRUNC(SECOND, at) AS at, status"
                        + " FROM request) GROUP BY session, at, status ORDER BY 1, 2, 3"),
                rows("SELECT session, at, status, SUM(requests) FROM traffic GROUP BY session, at, status ORDER BY 1, 2, 3"));
        assertEquals(List.of(), rows("SELECT * FROM (SELECT session, least_nanos, most_nanos, SUM(requests) AS n FROM latency"
                + " GROUP BY session, least_nanos, most_nanos) l WHERE n <> (SELECT COUNT(*) FROM request r WHERE"
                + " r.session = l.session AND r.duration_nanos BETWEEN l.least_nanos AND l.most_nanos)"));
    }

    @Test
    void bytesOfTrafficAreThoseOfTheValuesThatAreStored() throws SQLException {
        assertNotEquals(List.of("0"), rows("SELECT COUNT(*) FROM header WHERE OCTET_LENGTH(name) + value_bytes > 0"));
        assertEquals(rows("SELECT session, SUM(OCTET_LENGTH(value)) FROM header GROUP BY session ORDER BY session"),
                rows("SELECT session, SUM(header_bytes) FROM traffic GROUP BY session HAVING SUM(headers) > 0 ORDER BY session"));
    }

    @Test
    void theListOfSessionsTellsLossesAndTheirAbsence() throws SQLException {
        String saved = BuiltInQueries.all().stream().filter(query -> query.id().equals("sessions")).findFirst().orElseThrow().sql();
        assertEquals(List.of("demo, 0, FALSE", "lossy, 18, FALSE"), rows("SELECT session, lost_events, crashed FROM (" + saved
                + ") WHERE session IN ('demo', 'lossy') ORDER BY session"));
    }

    @Test
    void eventsOfAConnectionAreThoseOfTheReader() throws SQLException {
        ofEach("SELECT req, at, probe, arguments, thread, seq FROM event", EventViewsTest::events, EventViewsTest::event);
    }

    @Test
    void packetsOfAConnectionAreThoseOfTheReader() throws SQLException {
        ofEach("SELECT space, number, direction, sent_at, size, fate, fate_at, trigger, lost_at, rtt_nanos, ack_only,"
                + " payload_only FROM packet", EventViewsTest::packets, EventViewsTest::packet);
    }

    @Test
    void streamsAndMarksOfAConnectionAreThoseOfTheReader() throws SQLException {
        ofEach("SELECT stream, sent_bytes, retransmitted_bytes, acked_bytes, received_bytes, opened_at, closed_at FROM stream",
                (reader, of) -> reader.streams(of, 0, 0, 10_000, "").rows(), EventViewsTest::stream);
        ofEach("SELECT at, kind, text, count FROM mark", (reader, of) -> reader.marks(of, 0, 0, 100_000), EventViewsTest::mark);
    }

    @Test
    void aBoundFindsWhatAScanFinds() throws SQLException {
        for (String where : List.of("probe = 'h2o:send_response_header'", "probe LIKE 'quicly:packet%'",
                "probe IN ('h2o:receive_request', 'quicly:cc_ack_received')", "req = 1",
                "at > (SELECT MIN(started_at) FROM session) AND probe >= 'h2o:s' AND probe < 'h2o:t'")) {
            String scan = where.replace("probe", "(probe || '')").replace("at >", "DATEADD(SECOND, 0, at) >");
            List<String> found = rows("SELECT session, COUNT(*), MIN(at), MAX(at) FROM event WHERE " + where + " GROUP BY session");
            assertEquals(rows("SELECT session, COUNT(*), MIN(at), MAX(at) FROM event WHERE " + scan + " GROUP BY session"), found);
            assertNotEquals(List.of(), found, where);
        }
        assertEquals(rows("SELECT COUNT(*) FROM packet WHERE number + 0 BETWEEN 3 AND 9 AND direction = 'sent'"),
                rows("SELECT COUNT(*) FROM packet WHERE number BETWEEN 3 AND 9 AND direction = 'sent'"));
        String middle = rows("SELECT MEDIAN(sent_at) FROM packet WHERE session = 'demo'").get(0);
        assertEquals(rows("SELECT COUNT(*) FROM packet WHERE DATEADD(SECOND, 0, sent_at) >= '" + middle + "'"),
                rows("SELECT COUNT(*) FROM packet WHERE sent_at >= '" + middle + "'"));
    }

    @Test
    void argumentsAreTakenOutAsTextOrAsNumber() throws SQLException {
        assertEquals(List.of("5, null, a, 5, null, null"), rows("SELECT ARG(a, 'n'), ARG(a, 'none'), ARG(a, 't'),"
                + " ARG_NUMBER(a, 'n'), ARG_NUMBER(a, 't'), ARG_NUMBER(a, 'wide')"
                + " FROM (VALUES JSON '{\"n\": 5, \"t\": \"a\", \"wide\": 1e999999999}') v(a)"));
        assertEquals(List.of("TRUE"), rows("SELECT SUM(ARG_NUMBER(arguments, 'cwnd')) > 0 AND MAX(ARG(arguments, 'value')) <> ''"
                + " FROM event WHERE session = 'demo'"));
        assertEquals(List.of("0"), rows("SELECT COUNT(*) FROM event WHERE ARG_NUMBER(arguments, 'stream_id') <> stream"));
        assertEquals(List.of("null, null"), rows("SELECT ARG(NULL, 'x'), ARG_NUMBER('no JSON', 'x')"));
    }

    @Test
    void framesAreSaidOnlyWhereSomethingWasTold() throws SQLException {
        assertNotEquals(List.of("0"), rows("SELECT COUNT(*) FROM packet WHERE frames LIKE '%ack%'"));
        assertTrue(rows("SELECT DISTINCT frames FROM packet WHERE session = 'raw-h3-3mb.jsonl' LIMIT 5").size() > 1);
    }

    private static <T> void ofEach(String select, BiFunction<Reader, ConnectionRow, List<T>> read, Function<T, String> text)
            throws SQLException {
        int all = 0;
        for (Opened session : SESSIONS) {
            for (ConnectionRow of : session.reader().connections(0, 0, 100, "").rows()) {
                List<T> told = read.apply(session.reader(), of);
                List<String> expected = told.stream().map(text).toList();
                List<String> found = rows(select + " WHERE session = '" + session.head().id() + "' AND conn = " + of.conn());
                assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
                all += expected.size();
            }
        }
        assertTrue(all > 0, select);
    }

    private static List<EventRow> events(Reader reader, ConnectionRow of) {
        List<EventRow> rows = new ArrayList<>();
        String after = "";
        do {
            Page<EventRow> page = reader.events(of.conn(), 0, 0, "", 1000, after);
            rows.addAll(page.rows());
            after = page.next();
        } while (!after.isEmpty());
        return rows;
    }

    private static String event(EventRow row) {
        return line(row.req() < 0 ? null : row.req(), time(row.event().atNanos()), row.event().probe().key(),
                json(ArgumentValues.of(row.event())), row.event().tid(), Integer.toUnsignedLong(row.event().seq()));
    }

    private static String json(Object value) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Packet> packets(Reader reader, ConnectionRow of) {
        return reader.packets(of, PacketFilter.ALL, PacketScope.all(100_000)).rows().stream().map(row -> row.packet()).toList();
    }

    private static String packet(Packet row) {
        return line(row.space().word(), row.number(), row.direction().word(), time(row.atNanos()), row.size(),
                row.sent() ? row.fate().word() : null, time(row.fateAtNanos()),
                row.trigger().ordinal() == 0 ? null : row.trigger().word(), time(row.lostAtNanos()),
                row.rttNanos() < 0 ? null : row.rttNanos(), row.ackOnly() ? "TRUE" : "FALSE", row.payloadSize() ? "TRUE" : "FALSE");
    }

    private static String stream(StreamSummary row) {
        return line(row.stream(), row.sentBytes(), row.retransmittedBytes(), row.ackedBytes(), row.receivedBytes(),
                time(row.openedAt()), time(row.closedAt()));
    }

    private static String mark(MarkRow row) {
        return line(time(row.atNanos()), row.mark().kind(), row.text(), row.count());
    }

    private static String time(long nanos) {
        return nanos == 0 ? null : Cell.time(nanos).getString();
    }

    private static List<String> text(long... numbers) {
        return List.of(line(java.util.Arrays.stream(numbers).boxed().toArray()));
    }

    private static String line(Object... values) {
        return String.join(", ", java.util.Arrays.stream(values).map(Objects::toString).toList());
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Sandbox sandbox = new Sandbox(SESSIONS); Connection reader = sandbox.reader();
                Statement statement = reader.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            Object[] row = new Object[result.getMetaData().getColumnCount()];
            while (result.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(line(row));
            }
            return rows;
        }
    }
}
