package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Connection.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a real H2O fired comes together as it went. */
class RecordedTracesTest {
    private final Script script = new Script();

    @Test
    void everyEventOfAnHttp1AndAnHttp3ConnectionFindsItsConnection() {
        RecordedTraces.play(RecordedTraces.HTTP1_AND_HTTP3, script);
        script.finish();
        assertEquals(List.of(610L, 611L), script.names());
        Connection http3 = script.connection(611);
        assertEquals("127.0.0.1:53117", http3.peer());
        assertEquals(Identity.EXACT, http3.identity());
        assertEquals(Http.HTTP3, http3.httpVersion());
        assertEquals("h3_packet_receive", script.events(http3).get(0));
        assertEquals(17, script.connection(610).events());
        assertEquals(List.of("socket_write", "socket_writev"), script.eventsOfNone(), "the private key's own process");
        assertEquals(179 - 17 - 2, http3.events());
        Request request = script.request(611, 0);
        assertEquals(10, request.headers().size());
        assertEquals(0, request.gaps());
        assertTrue(request.finished());
        assertTrue(request.endedNanos() > request.headers().get(9).atNanos(), "its stream ended after its last header");
    }

    @Test
    void pointersThatAreReusedAtOnceNameAnotherConnectionEachTime() {
        RecordedTraces.play(RecordedTraces.REUSED_POINTERS, script);
        script.finish();
        assertEquals(List.of(14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L), script.names());
        for (long conn : List.of(20L, 21L)) {
            Connection http3 = script.connection(conn);
            List<String> events = script.events(http3);
            assertEquals(List.of("new", "new_path", "accept"), events.subList(0, 3));
            assertEquals(List.of("free", "conn_stats", "stream_on_destroy", "delete_path", "free"),
                    events.subList(events.size() - 5, events.size()));
            assertEquals(Identity.EXACT, http3.identity());
            assertEquals("h3,h3-29,h3-27", http3.alpn());
            assertTrue(http3.endedNanos() > 0);
        }
        assertEquals(List.of("127.0.0.1:42131", "127.0.0.1:51772"),
                List.of(script.connection(20).peer(), script.connection(21).peer()));
        assertEquals(3, script.connection(21).requests());
        assertTrue(script.requests.values().stream().allMatch(request -> request.gaps() == 0 && request.finished()));
    }

    @Test
    void tlsOverTcpIsLinkedByTheOrderOfTheThreadAndSaidToBeInferred() {
        RecordedTraces.play(RecordedTraces.REUSED_POINTERS, script);
        script.finish();
        Connection http1 = script.connection(17);
        assertEquals(Identity.INFERRED, http1.identity());
        assertEquals(List.of("new", "client_random"), script.events(http1).subList(0, 2));
        assertEquals(List.of("h1_close", "socket_writev", "free"), script.events(http1).subList(
                script.events(http1).size() - 3, script.events(http1).size()));
        Connection http2 = script.connection(18);
        assertEquals(Identity.INFERRED, http2.identity());
        assertEquals(Http.HTTP2, http2.httpVersion());
        assertEquals(2, http2.requests());
        assertEquals(List.of("localhost", "h2,http/1.1"), List.of(http2.sni(), http2.alpn()));
        assertTrue(script.events(http2).contains("socket_write_tls_record"));
        assertTrue(http2.endedNanos() > 0, "its TLS session was freed");
        assertEquals(Identity.EXACT, script.connection(14).identity());
    }

    @Test
    void aClientHelloIsReadAndNotKept() {
        RecordedTraces.play(RecordedTraces.REUSED_POINTERS, script);
        script.finish();
        List<Event> hellos = messages(script, 1);
        assertEquals(5, hellos.size());
        for (Event event : hellos) {
            assertEquals(0, event.captured(2));
            assertTrue(event.has(2, Event.WITHHELD));
            assertTrue(event.originalLength(2) > 100, "how long it was is kept");
        }
    }

    @Test
    void aClientHelloIsKeptWhereApplicationDataIsAskedFor() {
        Script script = new Script(new Assembler(Script.CATALOGUE.h2o(), true));
        RecordedTraces.play(RecordedTraces.REUSED_POINTERS, script);
        script.finish();
        assertTrue(messages(script, 1).stream().allMatch(event -> event.captured(2) == event.originalLength(2)));
    }

    @Test
    void attachedInTheMiddleOfAnHttp3ConnectionItsEventsAreStillTogether() {
        List<Map<String, Object>> lines = RecordedTraces.lines(RecordedTraces.HTTP1_AND_HTTP3);
        lines.subList(90, lines.size()).forEach(line -> script.accept(script.event((String) line.get("probe"), line)));
        script.finish();
        Connection connection = script.connection(611);
        assertTrue(connection.beforeCapture());
        assertEquals(Identity.INFERRED, connection.identity(), "its request came while its pointer was being read");
        assertEquals(List.of(611L), script.names());
        assertEquals(0, script.request(611, 0).gaps());
    }

    @Test
    void detachedInTheMiddleEverythingIsWrittenAndLabelled() {
        List<Map<String, Object>> lines = RecordedTraces.lines(RecordedTraces.HTTP1_AND_HTTP3);
        lines.subList(0, 143).forEach(line -> script.accept(script.event((String) line.get("probe"), line)));
        script.finish();
        assertEquals(Request.NO_RESPONSE, script.request(611, 0).gaps());
        assertTrue(script.request(611, 0).finished());
        assertEquals(0, script.connection(611).endedNanos());
        assertFalse(script.connection(611).beforeCapture());
    }

    private static List<Event> messages(Script script, int message) {
        return script.runs.values().stream().flatMap(List::stream)
                .filter(event -> event.probe().name().equals("receive_message") && event.number(1) == message).toList();
    }
}
