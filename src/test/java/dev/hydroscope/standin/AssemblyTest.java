package dev.hydroscope.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Request;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stand-in's traffic, assembled: each connection known for what it is, each request whole or labelled. */
class AssemblyTest {
    private static Traced traced;

    @BeforeAll
    static void trace() throws Exception {
        traced = Traced.run(CaptureSettings.of(List.of("*:*")), "--requests", "1500", "--rate", "60000", "--seed", "3");
        assertEquals(traced.summary().firedTotal(), traced.events().size(), "something was lost");
    }

    @Test
    void everyRequestIsThereOnce() {
        List<Request> requests = traced.assembled().requests();
        assertEquals(fired("receive_request"), count(requests, request -> (request.gaps() & Request.NO_RECEIVE) == 0));
        assertEquals(fired("send_response"), count(requests, request -> request.status() > 0));
        assertEquals(requests.size(), requests.stream().map(Request::ordinal).distinct().count());
    }

    @Test
    void everyHeaderIsAtItsRequest() {
        assertEquals(fired("receive_request_header") + fired("send_response_header"), headers());
        List<String> first = traced.assembled().requests().stream()
                .filter(request -> (request.gaps() & Request.NO_RECEIVE) == 0)
                .map(request -> new String(request.headers().get(0).name(), UTF_8)).distinct().toList();
        assertEquals(List.of(":authority"), first);
    }

    @Test
    void anHttp3ConnectionKnowsItsPeerSiteAndIdentity() {
        List<Connection> connections = traced.assembled().connections().stream()
                .filter(connection -> connection.httpVersion() == 0x300).toList();
        assertEquals(fired("h3s_accept"), connections.size());
        for (Connection connection : connections) {
            assertEquals(Connection.Identity.EXACT, connection.identity());
            assertEquals("h3", connection.alpn());
            assertEquals(36, connection.uuid().length());
            assertTrue(connection.sni().contains("example"), connection.sni());
            assertFalse(connection.peer().isEmpty());
            assertFalse(connection.beforeCapture());
        }
    }

    @Test
    void everyEventStandsAtAConnection() {
        long placed = traced.assembled().runs().stream().mapToLong(run -> run.events().size()).sum();
        assertEquals(traced.events().size(), placed + headers());
    }

    private static long headers() {
        return traced.assembled().requests().stream().mapToLong(request -> request.headers().size()).sum();
    }

    private static long fired(String probe) {
        return traced.summary().fired().get("h2o:" + probe);
    }

    private static long count(List<Request> requests, Predicate<Request> which) {
        return requests.stream().filter(which).count();
    }
}
