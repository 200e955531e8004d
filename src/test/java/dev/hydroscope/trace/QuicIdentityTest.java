package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Connection.Identity;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a QUIC connection is found: by its pointer, until and after h3s_accept names it. */
class QuicIdentityTest {
    private static final long POINTER = 0x55d0_0000_1000L;
    private static final long TLS = 0x55d0_0000_2000L;
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 4711);
    private static final InetSocketAddress OTHER = new InetSocketAddress("192.0.2.8", 1);

    private final Script script = new Script();

    private Script open(long quic, InetSocketAddress client) {
        return script.fire("h2o:h3_packet_receive", "src", client).fire("picotls:new", "tls", TLS, "is_server", 1)
                .fire("quicly:new_path", "conn", quic, "path_index", 0, "remote",
                        client.getAddress().getHostAddress() + ":" + client.getPort())
                .fire("quicly:accept", "conn", quic).fire("quicly:packet_received", "conn", quic);
    }

    private Script close(long conn, long quic) {
        return script.fire("h2o:h3s_destroy", "conn_id", conn).fire("quicly:free", "conn", quic)
                .fire("quicly:conn_stats", "conn", quic).fire("quicly:delete_path", "conn", quic)
                .fire("picotls:free", "tls", TLS);
    }

    @Test
    void eventsBeforeTheAcceptAreAdoptedFromTheDatagramOn() {
        open(POINTER, CLIENT).fire("h2o:h3s_accept", "conn_id", 9, "quic", POINTER, "conn_uuid", "u").finish();
        Connection connection = script.connection(9);
        assertEquals(List.of("h3_packet_receive", "new", "new_path", "accept", "packet_received", "h3s_accept"),
                script.events(connection));
        assertEquals("192.0.2.7:4711", connection.peer());
        assertEquals("u", connection.uuid());
        assertEquals(Identity.EXACT, connection.identity());
        assertEquals(1, script.names().size());
    }

    @Test
    void nothingWaitsForTheAcceptItRenamesWhatHasBeenWrittenAlready() {
        open(POINTER, CLIENT);
        Connection written = script.take().connections().get(0);
        assertEquals(Identity.UNNAMED, written.identity());
        assertTrue(written.conn() >= 1L << 43);
        script.fire("h2o:h3s_accept", "conn_id", 9, "quic", POINTER).finish();
        assertEquals(written.ordinal(), script.connection(9).ordinal());
        assertEquals(List.of(9L), script.names());
    }

    @Test
    void aHandshakeThatFailsIsAConnectionWithoutAName() {
        open(POINTER, CLIENT).fire("quicly:free", "conn", POINTER).finish();
        Connection connection = script.connections.get(script.connections.keySet().stream().max(Long::compare).get());
        assertEquals(Identity.UNNAMED, connection.identity());
        assertEquals("192.0.2.7:4711", connection.peer());
        assertTrue(connection.endedNanos() > 0);
    }

    @Test
    void afterItsEndThePointerStillTellsOfItAndIsThenAnothers() {
        for (int conn = 1; conn <= 3; conn++) {
            open(POINTER, new InetSocketAddress("192.0.2.7", 4710 + conn));
            script.fire("h2o:h3s_accept", "conn_id", conn, "quic", POINTER);
            close(conn, POINTER);
        }
        script.finish();
        assertEquals(List.of(1L, 2L, 3L), script.names());
        for (int conn = 1; conn <= 3; conn++) {
            assertEquals(List.of("h3_packet_receive", "new", "new_path", "accept", "packet_received", "h3s_accept",
                    "h3s_destroy", "free", "conn_stats", "delete_path", "free"),
                    script.events(script.connection(conn)));
        }
    }

    @Test
    void whereItsEndWasLostANewPathStillBeginsAnother() {
        open(POINTER, CLIENT).fire("h2o:h3s_accept", "conn_id", 1, "quic", POINTER).lose(9);
        open(POINTER, OTHER).fire("h2o:h3s_accept", "conn_id", 2, "quic", POINTER).finish();
        assertEquals(List.of(1L, 2L), script.names());
        assertEquals(0, script.connection(1).endedNanos());
        assertEquals(6, script.connection(2).events());
    }

    @Test
    void laterDatagramsFindTheConnectionOfTheirPeer() {
        open(POINTER, CLIENT).fire("h2o:h3s_accept", "conn_id", 1, "quic", POINTER)
                .fire("h2o:h3_packet_receive", "src", CLIENT).fire("h2o:h3_packet_receive", "src", CLIENT)
                .fire("h2o:h3_packet_receive", "src", new InetSocketAddress("2001:db8::1", 443))
                .fire("quicly:receive", "conn", POINTER).finish();
        assertEquals(3, script.events(script.connection(1)).stream().filter("h3_packet_receive"::equals).count());
        assertEquals(List.of("h3_packet_receive"), script.eventsOfNone(), "of another peer, which opened nothing");
    }

    @Test
    void aPeerWithTwoConnectionsNamesNeither() {
        open(POINTER, CLIENT).fire("h2o:h3s_accept", "conn_id", 1, "quic", POINTER);
        open(POINTER + 8, CLIENT).fire("h2o:h3s_accept", "conn_id", 2, "quic", POINTER + 8)
                .fire("h2o:h3_packet_receive", "src", CLIENT).finish();
        assertEquals(List.of("h3_packet_receive"), script.eventsOfNone());
    }

    @Test
    void aFrameBelongsToTheConnectionTheThreadIsReading() {
        open(POINTER, CLIENT).fire("h2o:h3s_accept", "conn_id", 1, "quic", POINTER);
        open(POINTER + 8, OTHER).fire("h2o:h3s_accept", "conn_id", 2, "quic", POINTER + 8)
                .fire("quicly:stream_on_receive", "conn", POINTER, "stream", 0)
                .fire("h2o:h3_frame_receive", "frame_type", 1)
                .on(100, 101).fire("h2o:h3_frame_receive", "frame_type", 4).finish();
        assertEquals(1, script.events(script.connection(1)).stream().filter("h3_frame_receive"::equals).count());
        assertEquals(List.of("h3_frame_receive"), script.eventsOfNone(), "its thread reads nothing");
    }

    @Test
    void aPointerFirstSeenInItsMiddleBeganBeforeTheCapture() {
        script.fire("quicly:packet_sent", "conn", POINTER).fire("quicly:packet_acked", "conn", POINTER).finish();
        Connection connection = script.connection(script.names().get(0));
        assertTrue(connection.beforeCapture());
        assertEquals(Identity.UNNAMED, connection.identity());
        assertEquals(2, connection.events());
    }

    @Test
    void afterALossItIsNotSaidToBeOlderThanTheCapture() {
        script.fire("quicly:packet_sent", "conn", POINTER).lose(5)
                .fire("quicly:packet_sent", "conn", POINTER + 8).finish();
        assertEquals(List.of(true, false),
                script.names().stream().map(script::connection).map(Connection::beforeCapture).toList());
    }

    @Test
    void theStreamsEndIsTheRequestsEnd() {
        script.fire("h2o:h3s_accept", "conn_id", 1, "quic", POINTER).request(1, 0, Http.HTTP3).take();
        script.take();
        script.take();
        assertFalse(script.request(1, 0).finished(), "a long download");
        script.fire("h2o:h3s_stream_set_state", "conn_id", 1, "req_id", 0, "state", 7)
                .fire("h2o:h3s_stream_stats", "conn_id", 1, "stream_id", 0);
        Request request = script.take().requests().get(0);
        assertTrue(request.finished());
        assertTrue(request.endedNanos() > request.headers().get(2).atNanos());
        script.fire("quicly:stream_on_destroy", "conn", POINTER, "stream", 0).finish();
        assertEquals(1, script.requests.size(), "its last event opens no other");
    }

    @Test
    void aDriftedSignatureFindsItsConnectionByThePointerAlone() {
        open(POINTER, CLIENT);
        script.accept(Script.event(Probe.unknown("quicly", "packet_sent", 9), 100, 100, 5, 2_000_000_000,
                Map.of("arg0", POINTER))).accept(Script.event(
                Probe.unknown("quicly", "new_thing", 1), 100, 100, 6, 2_000_000_000,
                Map.of("arg0", 77))).finish();
        assertEquals(6, script.events(script.connection(script.names().get(0))).size());
        assertEquals(List.of("new_thing"), script.eventsOfNone());
    }
}
