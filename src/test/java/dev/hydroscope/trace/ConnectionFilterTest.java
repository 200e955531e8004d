package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFilterTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7:1, false", "192.0.2.7, 192.0.2.8:1, true", "192.0.2.0/24, 192.0.2.200:1, false",
        "192.0.2.0/24, 192.0.3.0:1, true", "0.0.0.0/0, 203.0.113.9:1, false", "0.0.0.0/0, [2001:db8::1]:1, true",
        "2001:db8::/32, [2001:db8:1::9]:443, false", "2001:db8::/32, [2001:db9::]:443, true",
        "::/0, [fe80::1]:1, false",
        "::1, [::1]:1, false", "192.0.2.7, [::ffff:192.0.2.7]:1, false", "10.0.0.0/9, 10.127.0.1:1, false",
        "10.0.0.0/9, 10.128.0.1:1, true",
    })
    void aNetworkIsItsFirstBits(String network, String peer, boolean unwanted) {
        assertEquals(unwanted, ConnectionFilter.of(List.of(network), List.of()).unwanted(Peer.parse(peer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "192.0.2", "192.0.2.256", "192.0.2.0/33", "192.0.2.0/", "::/129",
        "::g", "/8"})
    void whatIsNoAddressIsRefused(String address) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> ConnectionFilter.of(List.of(address), List.of())).getMessage();
        assertTrue(message.startsWith("address \"" + address + "\" "), message);
    }

    @Test
    void aQuicConnectionIsDecidedByItsPeer() {
        Script script = script(List.of("192.0.2.0/24"), List.of());
        http3(script, 1, new InetSocketAddress("192.0.2.7", 1), "a.example").take();
        http3(script, 2, new InetSocketAddress("203.0.113.7", 1), "a.example").take();
        script.fire("h2o:h3_packet_receive", "src", new InetSocketAddress("203.0.113.7", 2));
        script.finish(12);
        assertEquals(List.of(1L), script.names());
        assertEquals(1, script.requests.size());
        assertEquals(List.of(), script.eventsOfNone());
    }

    @Test
    void orByTheNameItAsksFor() {
        Script script = script(List.of(), List.of("*.EXAMPLE"));
        http3(script, 1, new InetSocketAddress("192.0.2.7", 1), "a.example");
        http3(script, 2, new InetSocketAddress("192.0.2.7", 2), "a.test");
        http3(script, 3, new InetSocketAddress("192.0.2.7", 3), "");
        script.finish(22);
        assertEquals(List.of(1L), script.names());
    }

    @Test
    void eitherOfBothIsEnough() {
        Script script = script(List.of("192.0.2.7"), List.of("a.example"));
        http3(script, 1, new InetSocketAddress("192.0.2.7", 1), "a.test");
        http3(script, 2, new InetSocketAddress("203.0.113.7", 1), "a.example");
        http3(script, 3, new InetSocketAddress("203.0.113.7", 2), "a.test");
        script.finish(11);
        assertEquals(List.of(1L, 2L), script.names());
    }

    @Test
    void overTcpOnlyTheNameIsKnownAndWithoutOneTheConnectionIsKeptAndSaid() {
        Script script = script(List.of(), List.of("a.example"));
        for (int conn = 1; conn <= 2; conn++) {
            script.fire("picotls:new", "tls", conn).fire("picotls:receive_message", "tls", conn, "message", 1, "bytes",
                    Hellos.hello(conn == 1 ? "a.example" : "a.test")).fire("h2o:socket_writev", "sock", conn)
                    .fire("h2o:h1_accept", "conn_id", conn, "sock", conn)
                    .request(conn, 1, 0x101).fire("h2o:h1_close", "conn_id", conn);
        }
        script.fire("h2o:h1_accept", "conn_id", 3).request(3, 1, 0x101);
        script.finish(9);
        assertEquals(List.of(1L, 3L), script.names());
        assertEquals(1, script.assembler.untold());
    }

    @ParameterizedTest
    @CsvSource({"*, a.example", "A.*, a.example", "*.example, a.b.example", "a*b*c, a-b-b-c", "a*b?d, abbcd", "a.??, a.de"})
    void globsMatch(String glob, String sni) {
        Script script = http3(script(List.of(), List.of(glob)), 1, new InetSocketAddress("192.0.2.7", 1), sni);
        script.finish(0);
    }

    @ParameterizedTest
    @CsvSource({"a.example, aXexample", "*.example, example", "a*b*c, a-c-b", "ab*bc, abc", "a.?, a."})
    void globsMatchNoMore(String glob, String sni) {
        Script script = http3(script(List.of(), List.of(glob)), 1, new InetSocketAddress("192.0.2.7", 1), sni);
        script.finish(11);
    }

    @Test
    void aHandshakeOfWhichNothingMoreComesIsNotHeldForLong() {
        Script script = script(List.of(), List.of("a.example"));
        script.fire("quicly:new_path", "conn", 1, "path_index", 0, "remote", "192.0.2.7:1");
        assertEquals(0, script.take().events());
        script.take();
        assertEquals(1, script.take().events());
        script.finish();
    }

    private static Script script(List<String> addresses, List<String> sni) {
        return new Script(new Assembler(Script.CATALOGUE.h2o(), false, ConnectionFilter.of(addresses, sni)));
    }

    /** Eleven events. */
    private static Script http3(Script script, long conn, InetSocketAddress client, String sni) {
        return script.fire("h2o:h3_packet_receive", "src", client).fire("picotls:new", "tls", conn)
                .fire("quicly:new_path", "conn", conn, "path_index", 0, "remote",
                        client.getAddress().getHostAddress() + ":" + client.getPort())
                .fire("quicly:accept", "conn", conn)
                .fire("picotls:receive_message", "tls", conn, "message", 1, "bytes", Hellos.hello(sni, "h3"))
                .fire("h2o:h3s_accept", "conn_id", conn, "quic", conn).request(conn, 0, Http.HTTP3);
    }
}
