package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Connection.Identity;
import dev.hydroscope.trace.Tcp.Joined;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A TCP connection, its TLS session and its HTTP connection are one: by what the thread accepted or read last. */
class TcpIdentityTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.80", 443);

    private Script script = new Script();

    private Script open(long tcp, int accepted) {
        return script.fire("tcp:open", "tcp", tcp, "local", SERVER, "peer", client(tcp), "age", accepted == 1 ? 0 : -1, "role",
                accepted, "accepted", accepted);
    }

    private static InetSocketAddress client(long tcp) {
        return new InetSocketAddress("198.51.100.7", 40_000 + (int) tcp);
    }

    private Script join(long tcp, int how) {
        return script.fire("tcp:join", "tcp", tcp, "how", how);
    }

    private Script close(long tcp, int state, int error) {
        return script.fire("tcp:close", "tcp", tcp, "bytes_received", 90, "bytes_acked", 250, "bytes_sent", 260, "retransmits", 1,
                "rtt", 32, "rtt_min", 5, "cwnd", 10, "age", 1, "state", state, "error", error);
    }

    private Script tls(long tls, String sni, String... protocols) {
        return script.fire("picotls:new", "tls", tls, "is_server", 1).fire("picotls:receive_message", "tls", tls, "message", 1,
                "bytes", Hellos.hello(sni, protocols));
    }

    private Tcp tcp(long conn) {
        return script.connection(conn).tcp().orElseThrow();
    }

    @Test
    void oneThatIsAcceptedAndNotReadIsItsConnectionExactly() {
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50);
        join(1, 4).request(3, 1, 0x101);
        script.fire("tcp:sample", "tcp", 1, "bytes_received", 60, "bytes_acked", 200, "rtt", 40);
        script.fire("h2o:h1_close", "conn_id", 3);
        close(1, 9, 0).finish();
        Connection connection = script.connection(3);
        assertEquals(List.of(3L), script.names());
        assertEquals(Identity.EXACT, connection.identity());
        assertEquals(Joined.EXACT, tcp(3).joined());
        assertEquals("198.51.100.7:40001", connection.peer());
        assertEquals(tcp(3).beganNanos(), connection.atNanos());
        assertEquals(tcp(3).closedNanos(), connection.endedNanos());
        assertEquals(250, tcp(3).numbers().bytesAcked());
        assertEquals(32_000, tcp(3).numbers().rttNanos());
        assertEquals(2, tcp(3).samples());
        assertEquals(List.of("open", "join", "h1_accept"), script.events(connection).subList(0, 3));
        assertEquals(List.of(), script.eventsOfNone());
    }

    @Test
    void whereNoAcceptIsSeenTheFirstRequestTellsItsSocket() {
        script.fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50);
        open(1, 0);
        join(1, 4).request(3, 1, 0x101).take();
        close(1, 8, 0).finish();
        assertEquals(Identity.INFERRED, script.connection(3).identity());
        assertEquals(Joined.INFERRED, tcp(3).joined());
        assertEquals("198.51.100.7:40001", script.connection(3).peer());
        assertEquals(0, tcp(3).beganNanos(), "nobody saw it accepted");
        assertTrue(script.connection(3).endedNanos() > 0);
    }

    @Test
    void whereNoAcceptIsSeenTheSocketThatWasReadLastIsNotTheOneThatIsAccepted() {
        open(1, 0);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 9, "sock", 0x50);
        script.take();
        join(1, 4).request(3, 1, 0x101).finish();
        assertEquals("", script.connection(9).peer());
        assertEquals("198.51.100.7:40001", script.connection(3).peer());
    }

    @Test
    void handshakesThatOverlapAreToldApartByTheirRequests() {
        for (long n = 1; n <= 2; n++) {
            open(n, 1);
            join(n, 1);
            tls(0x70 + n, "h" + n + ".example", "h2");
        }
        script.fire("picotls:receive_message", "tls", 0x72, "message", 20)
                .fire("picotls:receive_message", "tls", 0x71, "message", 20);
        join(1, 4).request(8, 1, 0x200);
        join(2, 4).request(7, 1, 0x200);
        close(2, 8, 32);
        script.fire("picotls:free", "tls", 0x72).finish();
        assertEquals("h1.example", script.connection(8).sni());
        assertEquals("h2.example", script.connection(7).sni());
        assertEquals("198.51.100.7:40002", script.connection(7).peer());
        assertEquals(tcp(7).closedNanos(), script.connection(7).endedNanos(), "HTTP/2 over TLS has an end now");
        assertEquals(0, script.connection(8).endedNanos());
        assertEquals(List.of(7L, 8L), script.names());
    }

    @Test
    void anAcceptOfOneOfSeveralHandshakesWaitsForItsRequest() {
        for (long n = 1; n <= 2; n++) {
            open(n, 1);
            join(n, 1);
            tls(0x70 + n, "h" + n + ".example", "http/1.1");
        }
        script.fire("h2o:h1_accept", "conn_id", 4, "sock", 0x50, "conn_uuid", "u4")
                .fire("h2o:h1_accept", "conn_id", 3, "sock", 0x51, "conn_uuid", "u3");
        join(1, 4).request(3, 1, 0x101);
        join(2, 4).request(4, 1, 0x101).finish();
        assertEquals(List.of(3L, 4L), script.names());
        assertEquals(List.of("h1.example", "198.51.100.7:40001", "u3"),
                List.of(script.connection(3).sni(), script.connection(3).peer(), script.connection(3).uuid()));
        assertEquals("h2.example", script.connection(4).sni());
        assertTrue(script.events(script.connection(4)).contains("h1_accept"));
    }

    @Test
    void anAcceptThatWaitedTooLongIsWrittenAndStillGetsItsNameAndPeer() {
        for (long n = 1; n <= 2; n++) {
            open(n, 1);
            join(n, 1);
            tls(0x70 + n, "h" + n + ".example", "http/1.1");
        }
        script.fire("h2o:h1_accept", "conn_id", 4, "sock", 0x50);
        for (int turn = 0; turn < 30; turn++) {
            script.take();
        }
        assertTrue(script.names().contains(4L));
        join(2, 4).request(4, 1, 0x101).finish();
        assertEquals("h2.example", script.connection(4).sni());
        assertEquals("198.51.100.7:40002", script.connection(4).peer());
        assertEquals(2, tcp(4).connections().size(), "its handshake stands beside it");
    }

    @Test
    void aTlsSessionThatBeganBeforeItsThreadWasKnownIsOnTheSocketOfItsFinished() {
        tls(0x70, "www.example.com", "http/1.1").fire("h2o:socket_writev", "sock", 0x50)
                .fire("h2o:h1_accept", "conn_id", 2, "sock", 0x50);
        open(2, 0);
        join(2, 1).fire("picotls:receive_message", "tls", 0x70, "message", 20);
        join(2, 4).request(2, 1, 0x101).finish();
        assertEquals(List.of(2L), script.names());
        assertEquals("198.51.100.7:40002", script.connection(2).peer());
        assertEquals(Joined.INFERRED, tcp(2).joined());
    }

    @Test
    void http2WithoutTlsSharesTheTcpConnectionOfHttp1() {
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 4, "sock", 0x50);
        join(1, 4).fire("h2o:receive_request", "conn_id", 4, "req_id", 1, "http_version", 0x101)
                .fire("h2o:h1_close", "conn_id", 4).fire("h2o:send_response", "conn_id", 5, "req_id", 1, "status", 200);
        open(2, 1);
        join(2, 2).fire("h2o:h1_accept", "conn_id", 6, "sock", 0x51).on(100, 101)
                .fire("h2o:h1_accept", "conn_id", 9, "sock", 0x52).on(100, 100);
        join(2, 4).request(7, 1, 0x200);
        close(1, 9, 0);
        close(2, 4, 0).finish();
        assertSame(tcp(4), tcp(5));
        assertSame(tcp(6), tcp(7));
        assertEquals("198.51.100.7:40002", script.connection(7).peer());
        assertEquals(tcp(5).closedNanos(), script.connection(5).endedNanos());
        assertTrue(script.connection(4).endedNanos() < tcp(4).closedNanos(), "HTTP/1 ended before");
    }

    @Test
    void http2WithoutTlsIsOnItsSocketWhateverNumbersOtherThreadsTook() {
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 4, "sock", 0x50).on(100, 101)
                .fire("h2o:h1_accept", "conn_id", 5, "sock", 0x52).on(100, 100);
        join(1, 4).request(6, 1, 0x200);
        open(2, 1);
        join(2, 2).fire("h2o:h1_accept", "conn_id", 7, "sock", 0x51);
        join(2, 4).fire("h2o:receive_request", "conn_id", 7, "req_id", 1, "http_version", 0x101).on(100, 101)
                .fire("h2o:h1_accept", "conn_id", 8, "sock", 0x53).on(100, 100).fire("h2o:h1_close", "conn_id", 7)
                .fire("h2o:send_response", "conn_id", 9, "req_id", 1, "status", 200).finish();
        assertSame(tcp(4), tcp(6));
        assertSame(tcp(7), tcp(9));
        assertEquals("198.51.100.7:40001", script.connection(6).peer());
        assertEquals(Joined.INFERRED, tcp(9).joined(), "no number says so");
    }

    @Test
    void anAcceptJustBeforeIsNotOutdoneByARequestOnAnotherSocket() {
        for (long n = 1; n <= 2; n++) {
            open(n, 1);
            join(n, 2).fire("h2o:h1_accept", "conn_id", 2 + n, "sock", 0x50 + n);
        }
        join(1, 4).request(5, 1, 0x200).finish();
        assertSame(tcp(3), tcp(5));
        assertEquals("198.51.100.7:40001", script.connection(5).peer());
        assertEquals(Joined.INFERRED, tcp(5).joined());
        assertEquals(1, tcp(4).connections().size());
    }

    @Test
    void oneThatNeverBecomesHttpStandsByItself() {
        open(1, 1).take();
        script.take();
        script.take();
        assertEquals(1, script.names().size(), "before its end");
        close(1, 1, 104).finish();
        Connection connection = script.connection(script.names().get(0));
        assertEquals(Identity.UNNAMED, connection.identity());
        assertEquals("198.51.100.7:40001", connection.peer());
        assertEquals(Joined.NEVER, connection.tcp().orElseThrow().joined());
        assertEquals(List.of("open", "close"), script.events(connection));
    }

    @Test
    void anEventThatWasLostBetweenMakesItUnknown() {
        script.fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50);
        open(1, 0);
        join(1, 4).lose(1).request(3, 1, 0x101).finish();
        assertEquals("", script.connection(3).peer(), "the lost event was the request on it");
    }

    @Test
    void aSessionThatH2oBeginsAsAClientIsNotOnTheSocketItReadLast() {
        open(1, 1);
        join(1, 1).fire("picotls:new", "tls", 0x70, "is_server", 0);
        script.fire("picotls:receive_message", "tls", 0x70, "message", 2).finish();
        assertEquals(2, script.names().size());
    }

    @Test
    void whatH2oTellsAfterTheClientHasResetIsOfTheSameConnection() {
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50);
        join(1, 4).fire("h2o:receive_request", "conn_id", 3, "req_id", 1, "http_version", 0x101);
        close(1, 1, 104);
        for (int turn = 0; turn < 20; turn++) {
            script.take();
        }
        script.fire("h2o:send_response", "conn_id", 3, "req_id", 1, "status", 200).fire("h2o:h1_close", "conn_id", 3).finish();
        assertEquals(List.of(3L), script.names());
        assertEquals(200, script.request(3, 1).status());
        assertEquals(tcp(3).closedNanos(), script.connection(3).endedNanos());
    }

    @Test
    void thoseOfOtherProcessesHaveNumbersOfTheirOwn() {
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).on(200, 200);
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).finish();
        assertEquals(2, script.names().size());
        assertEquals(Set.of(100, 200), script.connections.values().stream().filter(c -> c.tcp().isPresent())
                .map(Connection::pid).collect(Collectors.toSet()));
    }

    @Test
    void itsPeerDecidesWhetherItIsWantedAndItsClientHelloByName() {
        script = new Script(new Assembler(Script.CATALOGUE.probes(), false,
                ConnectionFilter.of(List.of("198.51.100.7"), List.of())));
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50);
        script.fire("tcp:open", "tcp", 2, "peer", new InetSocketAddress("203.0.113.9", 5), "role", 1, "accepted", 1);
        join(2, 2).fire("h2o:h1_accept", "conn_id", 4, "sock", 0x51).request(4, 1, 0x101).finish(8);
        assertEquals(List.of(3L), script.names());
        assertEquals(0, script.assembler.untold());
    }

    @Test
    void oneInClearHasNoNameThatCouldBeWanted() {
        script = new Script(new Assembler(Script.CATALOGUE.probes(), false, ConnectionFilter.of(List.of(), List.of("a.*"))));
        open(1, 1);
        join(1, 2).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).request(3, 1, 0x101);
        open(2, 1);
        for (int turn = 0; turn < 6; turn++) {
            script.take();
        }
        join(2, 1);
        tls(0x70, "a.example", "h2");
        open(3, 1);
        close(3, 9, 0).finish(10);
        assertEquals(1, script.names().size(), "the one with the late ClientHello");
        assertEquals(0, script.assembler.untold());
    }

    @Test
    void noMoreAreKeptOpenThanTheLimit() {
        Script few = new Script(new Assembler(Script.CATALOGUE.probes(), false, ConnectionFilter.ALL,
                new Limits(100, 1 << 20, 10)));
        script = few;
        for (long tcp = 1; tcp <= 40; tcp++) {
            open(tcp, 1).take();
        }
        few.finish();
        assertEquals(40, few.names().size());
    }
}
