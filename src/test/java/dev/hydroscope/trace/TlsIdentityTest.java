package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Connection.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * TLS over TCP has no number in common with HTTP: the order of the thread links them where it is plausible, or not at
 * all.
 */
class TlsIdentityTest {
    private static final long TLS = 0x70;

    private final Script script = new Script();

    private Script handshake(long tls, String sni, String... protocols) {
        return hello(tls, sni, protocols).fire("picotls:receive_message", "tls", tls, "message", 20);
    }

    private Script hello(long tls, String sni, String... protocols) {
        return script.fire("picotls:new", "tls", tls, "is_server", 1).fire("picotls:client_random", "tls", tls)
                .fire("picotls:receive_message", "tls", tls, "message", 1, "bytes", Hellos.hello(sni, protocols));
    }

    @Test
    void anAcceptRightAfterTheHandshakeIsItsConnection() {
        hello(TLS, "www.example.com", "http/1.1").fire("h2o:socket_writev", "sock", 0x50)
                .fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50)
                .fire("picotls:receive_message", "tls", TLS, "message", 20).request(3, 1, 0x101).finish();
        assertEquals("www.example.com", script.connection(3).sni());
        assertEquals(Identity.INFERRED, script.connection(3).identity());
        assertEquals(1, script.names().size());
    }

    @Test
    void anAcceptOnAnotherSocketThanTheHandshakesIsNot() {
        hello(TLS, "www.example.com").fire("h2o:socket_writev", "sock", 0x51)
                .fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).finish();
        assertEquals(Identity.EXACT, script.connection(3).identity());
        assertEquals("", script.connection(3).sni());
        assertEquals(2, script.names().size());
    }

    @Test
    void anAcceptOnAnotherThreadIsNot() {
        hello(TLS, "www.example.com").on(100, 101).fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).finish();
        assertEquals(2, script.names().size());
    }

    @Test
    void aSessionWithoutAClientHelloHasNotShakenHands() {
        script.fire("picotls:new", "tls", TLS).fire("h2o:h1_accept", "conn_id", 3).finish();
        assertEquals(Identity.EXACT, script.connection(3).identity());
    }

    @Test
    void theFirstRequestOfHttp2RightAfterTheHandshakeIsItsConnection() {
        handshake(TLS, "www.example.com", "h2", "http/1.1").request(8, 1, 0x200)
                .fire("picotls:free", "tls", TLS).finish();
        assertEquals(Identity.INFERRED, script.connection(8).identity());
        assertEquals("h2,http/1.1", script.connection(8).alpn());
        assertTrue(script.connection(8).endedNanos() > 0);
    }

    @Test
    void theFirstTlsRecordOnAnUnknownSocketIsTheHandshakes() {
        handshake(TLS, "www.example.com", "h2").fire("h2o:socket_write", "sock", 0x99)
                .fire("h2o:socket_write_tls_record", "sock", 0x50).fire("h2o:socket_writev", "sock", 0x50)
                .request(8, 1, 0x200).fire("h2o:socket_writev", "sock", 0x50).finish();
        assertEquals(2, script.events(script.connection(8)).stream().filter("socket_writev"::equals).count());
        assertEquals(List.of("socket_write"), script.eventsOfNone(), "to the process that holds the private keys");
    }

    @Test
    void aClientThatDoesNotOfferHttp2DoesNotSpeakIt() {
        handshake(TLS, "www.example.com", "http/1.1").request(8, 1, 0x200).finish();
        assertEquals(Identity.EXACT, script.connection(8).identity());
    }

    @Test
    void anEndThatARequestContradictsIsTakenBack() {
        handshake(TLS, "www.example.com", "h2").request(8, 1, 0x200).fire("picotls:free", "tls", TLS)
                .request(8, 3, 0x200).finish();
        assertEquals(0, script.connection(8).endedNanos());
    }

    @Test
    void anAcceptWhileTheServerStillSignsIsAnotherClients() {
        script.fire("picotls:new", "tls", TLS).fire("picotls:receive_message", "tls", TLS, "message", 1, "bytes",
                Hellos.hello("www.example.com", "http/1.1"), "result", 523).fire("h2o:socket_writev", "sock", 0x50)
                .fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).fire("picotls:new_secret", "tls", TLS)
                .fire("h2o:socket_writev", "sock", 0x51).fire("h2o:h1_accept", "conn_id", 4, "sock", 0x51).finish();
        assertEquals("", script.connection(3).sni());
        assertEquals("www.example.com", script.connection(4).sni(), "its part was written to this socket");
    }

    @Test
    void anAcceptWhileTwoShakeHandsIsOfEither() {
        Script http = new Script(Script.CATALOGUE.h2o().stream()
                .filter(probe -> !probe.name().startsWith("socket_")).toList());
        for (int tls = 0x71; tls <= 0x72; tls++) {
            http.fire("picotls:new", "tls", tls).fire("picotls:receive_message", "tls", tls, "message", 1, "bytes",
                    Hellos.hello(tls + ".example"));
        }
        http.fire("h2o:h1_accept", "conn_id", 3, "sock", 0x50).finish();
        assertEquals("", http.connection(3).sni());
    }

    @Test
    void anAcceptInClearAfterAHandshakeForHttp2IsNot() {
        handshake(TLS, "www.example.com", "h2", "http/1.1").fire("h2o:h1_accept", "conn_id", 4, "sock", 0x51)
                .request(4, 1, 0x101).request(3, 1, 0x200).finish();
        assertEquals("", script.connection(4).sni());
    }

    @Test
    void requestsThatComeInAnotherOrderThanTheHandshakesGoWithTheirOwn() {
        script.fire("h2o:h1_accept", "conn_id", 9, "sock", 0x50);
        handshake(0x71, "a.example", "h2");
        handshake(0x72, "b.example", "h2");
        script.request(11, 1, 0x200).request(10, 1, 0x200).finish();
        assertEquals("", script.connection(11).sni(), "either could have been it, or one on another thread");
        assertEquals("a.example", script.connection(10).sni(), "the very next number is the first handshake's");
    }

    @Test
    void anIdleSessionIsNotTheNextOnes() {
        script.fire("h2o:h1_accept", "conn_id", 9, "sock", 0x50);
        handshake(0x71, "idle.example", "h2").fire("h2o:h1_accept", "conn_id", 11, "sock", 0x51);
        handshake(0x72, "b.example", "h2").request(12, 1, 0x200).request(10, 1, 0x200).finish();
        assertEquals("b.example", script.connection(12).sni());
        assertEquals("idle.example", script.connection(10).sni());
    }

    @Test
    void whileAnOldClientShakesHandsUnseenNoOthersHandshakeIsTaken() {
        script.fire("h2o:h1_accept", "conn_id", 9, "sock", 0x50);
        hello(0x71, "old.example", "h2").fire("picotls:free", "tls", 0x71);
        handshake(0x72, "new.example", "h2").request(11, 1, 0x200).request(10, 1, 0x200).finish();
        assertEquals("", script.connection(11).sni());
        assertEquals("", script.connection(10).sni());
    }

    @Test
    void amongSampledConnectionsNothingFollowsFromTheOrder() {
        Script sampled = new Script(new Assembler(Script.CATALOGUE.h2o(), false, ConnectionFilter.ALL, true));
        sampled.fire("picotls:new", "tls", TLS).fire("picotls:receive_message", "tls", TLS, "message", 1, "bytes",
                Hellos.hello("www.example.com", "h2")).fire("picotls:receive_message", "tls", TLS, "message", 20)
                .request(8, 1, 0x200).finish();
        assertEquals(Identity.EXACT, sampled.connection(8).identity());
    }

    @Test
    void aSessionThatNothingNamesStandsByItself() {
        handshake(TLS, "scanner.example").fire("picotls:free", "tls", TLS).finish();
        Connection connection = script.connection(script.names().get(0));
        assertEquals(Identity.UNNAMED, connection.identity());
        assertEquals("scanner.example", connection.sni());
        assertEquals(5, connection.events());
        assertEquals(List.of(), script.eventsOfNone());
    }

    @Test
    void aSessionFirstSeenInItsMiddleBeganBeforeTheCapture() {
        script.fire("picotls:free", "tls", TLS).finish();
        assertTrue(script.connection(script.names().get(0)).beforeCapture());
    }
}
