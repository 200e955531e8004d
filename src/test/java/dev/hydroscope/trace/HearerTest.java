package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever hears events instead of storing them hears each once, knows its connection, and in that one's order. */
class HearerTest implements Hearer {
    private static final long TURN = 250_000_000;

    private final Map<Long, List<String>> heard = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private long now = 1_000_000_000;

    @Override
    public void event(Connection connection, Event event) {
        heard.computeIfAbsent(connection.connId(), none -> new ArrayList<>()).add(event.probe().name());
    }

    @Override
    public void event(Request request, Event event) {
        requests.add(request);
        event(request.connection(), event);
    }

    private Script script(ConnectionFilter filter) {
        return new Script(Assembler.heard(Script.CATALOGUE.probes(), false, filter, false, this));
    }

    private long count() {
        return heard.values().stream().mapToLong(List::size).sum();
    }

    private static Script http3(Script script, long conn, String peer) {
        return script.fire("picotls:new", "tls", conn)
                .fire("quicly:new_path", "conn", conn, "path_index", 0, "remote", peer).fire("quicly:accept", "conn", conn)
                .fire("h2o:h3s_accept", "conn_id", conn, "quic", conn).request(conn, 0, Http.HTTP3);
    }

    @Test
    void whatCameBeforeAConnectionWasNumberedIsToldWithTheNumber() {
        http3(script(ConnectionFilter.ALL), 7, "192.0.2.7:1");
        assertEquals(List.of(7L), List.copyOf(heard.keySet()));
        assertEquals(List.of("new", "new_path", "accept", "h3s_accept", "receive_request", "receive_request_header",
                "receive_request_header", "send_response", "send_response_header"), heard.get(7L));
        assertEquals(1, requests.stream().distinct().count());
        assertEquals(5, requests.size(), "events of the request");
    }

    @Test
    void onlyConnectionsThatAreWantedAreHeardOf() {
        Script script = script(ConnectionFilter.of(List.of("192.0.2.0/24"), List.of()).strict());
        http3(script, 1, "192.0.2.7:1");
        http3(script, 2, "203.0.113.7:1");
        script.assembler.finish();
        assertEquals(List.of(1L), List.copyOf(heard.keySet()));
        assertEquals(9, script.assembler.filtered());
        assertEquals(9, count());
    }

    @Test
    void ofAConnectionThatNobodyCanTellAStrictFilterHearsNothingAndSaysSo() {
        Script script = script(ConnectionFilter.of(List.of(), List.of("a.example")).strict());
        script.fire("h2o:h1_accept", "conn_id", 3).request(3, 1, 0x101);
        script.assembler.finish();
        assertEquals(Map.of(), heard);
        assertEquals(6, script.assembler.filtered());
        assertEquals(1, script.assembler.untold());
    }

    @Test
    void aHandshakeThatIsNeverAcceptedIsHeardOfAllTheSame() {
        Script script = script(ConnectionFilter.ALL);
        script.fire("quicly:new_path", "conn", 1, "path_index", 0, "remote", "192.0.2.7:1").fire("quicly:accept", "conn", 1);
        for (int i = 0; i < 5 && heard.isEmpty(); i++) {
            script.assembler.take(now += TURN);
        }
        assertEquals(Map.of(0L, List.of("new_path", "accept")), heard);
        script.fire("quicly:free", "conn", 1);
        script.assembler.finish();
        assertEquals(List.of("new_path", "accept", "free"), heard.get(0L));
    }

    @Test
    void changesHoldRequestsButNoRuns() {
        Script script = script(ConnectionFilter.ALL);
        http3(script, 7, "192.0.2.7:1");
        Changes last = script.assembler.finish();
        assertEquals(List.of(), last.runs());
        assertEquals(List.of(200), last.requests().stream().map(Request::status).toList());
        assertEquals(9, count());
    }
}
