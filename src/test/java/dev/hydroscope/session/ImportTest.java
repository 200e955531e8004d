package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Connection.Identity;
import dev.hydroscope.trace.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real H2O's h2olog wrote, imported: the same connections and requests as by its probes, and what it lacks is told. */
class ImportTest {
    @TempDir
    Path folder;
    private Sessions sessions;

    @BeforeEach
    void open() {
        sessions = Sessions.open(folder);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private SessionInfo of(String name, byte[] content) throws InterruptedException {
        String id = sessions.importFile(name, new ByteArrayInputStream(content)).id();
        SessionInfo info = SessionLifeTest.await(sessions, id, session -> session.endedAt().isPresent());
        assertEquals(0, info.counts().open(), info.counts().toString());
        return info;
    }

    private SessionInfo of(String name, String content) throws InterruptedException {
        return of(name, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] capture(String name) throws IOException {
        try (InputStream in = ImportTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }

    private ConnectionRow connection(SessionInfo info, long conn) {
        return sessions.read(info.id(), reader -> reader.connection(conn)).orElseThrow();
    }

    private RequestRow request(SessionInfo info, long conn, long req) {
        return sessions.read(info.id(), reader -> reader.request(conn, req)).orElseThrow();
    }

    private List<EventRow> events(SessionInfo info, long conn) {
        return sessions.read(info.id(), reader -> reader.events(conn, 0, Long.MAX_VALUE, "*", 10_000, "")).rows();
    }

    @Test
    void everyLineOfAnHttp3DownloadIsAnEventOfItsConnection() throws Exception {
        SessionInfo info = of("/tmp/raw-h3-3mb.jsonl", capture("raw-h3-3mb.jsonl"));
        assertEquals("raw-h3-3mb.jsonl", info.name());
        assertEquals(7125, info.counts().events());
        assertEquals(0, info.counts().undecodable());
        assertEquals("ms", info.caveats().clock());
        ConnectionRow connection = connection(info, 32);
        assertEquals(Identity.EXACT, connection.identity());
        assertEquals("HTTP/3", connection.protocol());
        assertEquals("127.0.0.1:40347", connection.peer());
        assertEquals("bb0a18a2-3037-460a-9ccb-cc558d8dbe64", connection.uuid());
        assertEquals(1, connection.requests());
        List<String> first = events(info, 32).stream().limit(3).map(row -> row.event().probe().name()).toList();
        assertEquals(List.of("new", "new_path", "accept"), first);
        assertEquals(200, request(info, 32, 0).status());
    }

    @Test
    void whatBeganBeforeTheFileIsKnownByItsNumberAllTheSame() throws Exception {
        String whole = new String(capture("raw-h3-3mb.jsonl"), StandardCharsets.ISO_8859_1);
        String later = whole.lines().skip(1000).limit(500).reduce("", (all, line) -> all + line + "\n");
        SessionInfo info = of("later", later);
        ConnectionRow connection = connection(info, 32);
        assertEquals(Identity.EXACT, connection.identity());
        assertEquals(500, connection.events());
        assertEquals(500, info.counts().events());
    }

    @Test
    void eventsThatBelongToNoConnectionMakeNoneMoreInTheCounts() throws Exception {
        SessionInfo info = of("with a socket's event", new String(capture("raw-h3-3mb.jsonl"), StandardCharsets.ISO_8859_1)
                + """
                {"module":"h2o","type":"socket_writev","tid":7,"time":1795205208700,"sock":3}
                """);
        assertEquals(7126, info.counts().events());
        assertEquals(sessions.read(info.id(), reader -> reader.connections(0, Long.MAX_VALUE, 100, "")).rows().size(),
                info.counts().connections());
    }

    @Test
    void withApplicationDataTheHeadersAreThereAndSecretsAreNot() throws Exception {
        SessionInfo info = of("app", capture("raw-app.jsonl"));
        RequestRow request = request(info, 14, 1);
        assertEquals("GET", request.method());
        assertEquals("/hello.txt", request.path());
        assertEquals(200, request.status());
        assertEquals(0, request.gaps());
        assertEquals(List.of(), Stream.of(14L, 20L).flatMap(conn -> events(info, conn).stream())
                .filter(row -> readable(row, "secret") || readable(row, "data") || readable(row, "token")).toList());
    }

    private static boolean readable(EventRow row, String argument) {
        int index = row.event().probe().argument(argument);
        return index >= 0 && !row.event().probe().arguments().get(index).kind().number() && row.event().captured(index) > 0;
    }

    @Test
    void withoutApplicationDataRequestsStandWithoutHeadersAndItIsSaid() throws Exception {
        SessionInfo info = of("noapp", capture("raw-noapp.jsonl"));
        assertEquals(564, info.counts().events());
        RequestRow request = request(info, 5, 1);
        assertEquals(200, request.status());
        assertEquals(List.of(), request.headers());
        assertTrue(info.caveats().notes().stream().anyMatch(note -> note.contains("without names")), info.toString());
    }

    @Test
    void theOldFormIsBridgedByItsH3sAccept() throws Exception {
        SessionInfo info = of("v1", capture("v1-raw.jsonl"));
        assertEquals(179 - info.counts().undecodable(), info.counts().events());
        assertEquals(List.of(), info.caveats().problems());
        ConnectionRow http3 = connection(info, 611);
        assertEquals("127.0.0.1:53117", http3.peer());
        assertEquals(Identity.EXACT, http3.identity());
        assertEquals("HTTP/3", http3.protocol());
        assertEquals("h3_packet_receive", events(info, 611).get(0).event().probe().name());
        assertEquals(17, connection(info, 610).events());
        assertTrue(info.caveats().notes().stream().anyMatch(note -> note.contains("old h2olog")), info.toString());
        int rtt = events(info, 611).stream().filter(row -> row.event().probe().name().equals("quictrace_cc_ack"))
                .mapToInt(row -> row.event().captured(row.event().probe().argument("rtt"))).findFirst().orElseThrow();
        assertEquals(16, rtt);
    }

    @Test
    void linesOfTextAreRequestsWithoutTimes() throws Exception {
        SessionInfo info = of("http", capture("http-mode.txt"));
        long lines = new String(capture("http-mode.txt"), StandardCharsets.ISO_8859_1).lines().count();
        assertEquals(lines, info.counts().events());
        assertEquals("none", info.caveats().clock());
        RequestRow request = request(info, 27, 3);
        assertEquals("/index.html", request.path());
        assertEquals("HTTP/2", request.protocol());
        assertEquals(0, request.gaps() & Request.NO_RESPONSE);
        assertEquals(request.atNanos(), request.respondedNanos());
    }

    @Test
    void aCutAForeignAndAnEmptyLineEndNothingAndAreTold() throws Exception {
        String whole = new String(capture("raw-app.jsonl"), StandardCharsets.ISO_8859_1);
        List<String> lines = whole.lines().limit(20).toList();
        String content = lines.get(0) + "\nHTTP/1.1 200 OK\r\n\r\n" + lines.get(1).substring(0, 40) + lines.get(2) + "\n"
                + lines.get(3) + "\n{\"module\":\"h2o\",\"type\":\"h1_close\",\"tid\":1,\"time\":3,\"conn_id\":\"x\"}\n"
                + lines.get(4).substring(0, 30);
        SessionInfo info = of("cut", content);
        assertEquals(3, info.counts().events(), "the line behind a piece of another is read");
        assertEquals(4, info.counts().undecodable());
        assertEquals(List.of(2L, 4L, 6L, 7L), info.caveats().problems().stream().map(line -> line.line()).toList());
        assertTrue(info.caveats().problems().get(2).reason().contains("conn_id"), info.caveats().toString());
    }

    @Test
    void zippedOrNotItIsTheSame() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(capture("raw-app.jsonl"));
        }
        SessionInfo whole = of("app.gz", zipped.toByteArray());
        assertEquals(561, whole.counts().events());
        byte[] half = java.util.Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);
        SessionInfo cut = of("half.gz", half);
        assertTrue(cut.counts().events() > 50 && cut.counts().events() < 561, cut.counts().toString());
        assertTrue(cut.note().contains("cut short"), cut.note());
    }

    @Test
    void whatIsNoTraceIsRefusedAndLeavesNothing() throws Exception {
        for (String content : List.of("", "hello\nworld\n", "{\"a\":1}\n", "\u0000\u0001", "[]")) {
            Problem problem = assertThrows(Problem.class, () -> of("x", content));
            assertEquals(Problem.Kind.INVALID, problem.kind());
            assertTrue(problem.hint().contains("h2olog"), problem.hint());
        }
        assertEquals(List.of(), sessions.list());
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().startsWith("import-")).toList());
        }
    }
}
