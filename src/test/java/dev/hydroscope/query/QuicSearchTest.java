package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Fired;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.query.QuicStatistics.By;
import dev.hydroscope.query.QuicStatistics.Order;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests found by what their QUIC connection came to, and connections in groups: 1 lost a packet of ten and closed, 2
 * lost none, 3 is no QUIC connection; 1 and 2 are of one network.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuicSearchTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private SessionFile file;

    @BeforeAll
    void write(@TempDir Path folder) {
        file = SessionFile.create(folder.resolve("s.mv.db"));
        Writer writer = file.writer();
        Connection lossy = Made.named(Made.connection(1, 1, AT), "192.0.2.1:80", "a.example", "", "");
        Connection clean = Made.named(Made.connection(2, 2, AT), "192.0.2.99:80", "b.example", "", "");
        Connection other = Made.named(Made.connection(3, 3, AT), "198.51.100.1:80", "", "", "");
        Fired first = new Fired(AT).at(0, "accept").sent(0, 0, 9, 1000).at(8, "handshake_done_send")
                .at(20, "packet_lost", "pn", 4).at(21, "packet_acked", "pn", 9)
                .at(21, "cc_ack_received", "largest_acked", 9, "cwnd", 12_000)
                .at(30, "packet_acked", "pn", 4, "is_late_ack", 1)
                .at(100, "application_close_receive", "error_code", 0x10c, "reason_phrase", "enough");
        Fired second = new Fired(AT).sent(0, 0, 999, 1000).at(105, "packet_acked", "pn", 999)
                .at(105, "cc_ack_received", "largest_acked", 999, "cwnd", 90_000);
        List<Request> requests = List.of(request(lossy, 0), request(clean, 1), request(other, 2));
        writer.write(new Changes(List.of(lossy, clean, other), requests,
                List.of(new Changes.Run(lossy, first.events()), new Changes.Run(clean, second.events())), 0));
        writer.seal();
    }

    private static Request request(Connection connection, long ordinal) {
        Request request = Made.request(connection, 1, ordinal, AT + ordinal);
        Made.header(request, false, ":path", "/" + connection.conn());
        return Made.finished(Made.responded(request, 200, AT + 5_000_000));
    }

    @AfterAll
    void close() {
        file.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "conn.loss > 5%                                ; 1",
        "conn.loss = 10%                               ; 1",
        "conn.loss = 0.1                               ; 1",
        "conn.loss < 5%                                ; 2",
        "conn.loss                                     ; 1 2",
        "not conn.loss                                 ; 3",
        "conn.loss != 10%                              ; 2 3",
        "conn.spurious = 100%                          ; 1",
        "conn.spurious                                 ; 1",
        "conn.rtt > 10ms                               ; 1",
        "conn.minrtt < 10ms                            ; 2",
        "conn.maxrtt                                   ; 1 2",
        "conn.handshake = 8ms                          ; 1",
        "conn.sent = 1k                                ; 2",
        "conn.lost = 1                                 ; 1",
        "conn.bytes = 1m                               ; 2",
        "conn.cwnd >= 12k                              ; 1 2",
        "conn.close ~ H3_REQUEST_CANCELLED             ; 1",
        "conn.close ^= 'application '                  ; 1",
        "conn.close ~ enough                           ; 1",
        "conn.ptos = 0 and conn.blocked = 0            ; 1 2",
        "conn = 2                                      ; 2",
        "conn.loss > 5% and conn = 1 and status = 200  ; 1",
        "connection(conn.loss > 5%)                    ; 1",
        "connection(peer ^= '192.0.2.') conn.loss < 1% ; 2",
    })
    void requestsAreFoundByTheirConnectionsSummary(String query, String conns) {
        List<RequestRow> rows = new Search(file.reader()).requests(Query.parse(query), Scope.newest(10, "")).rows();
        assertEquals(conns, rows.stream().map(row -> Long.toString(row.conn())).sorted().collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conn.loss > 5", "conn.rtt > 5", "conn.lost ~ 5", "conn.nothing = 1"})
    void whatCannotBeMeantIsRefused(String query) {
        assertThrows(QuerySyntaxException.class, () -> Query.parse(query));
    }

    @Test
    void aNameThatIsNoneIsAnsweredWithThoseThereAre() {
        String hint = assertThrows(QuerySyntaxException.class, () -> Query.parse("conn.los > 5%")).hint();
        assertTrue(hint.startsWith("there are conn.loss, conn.spurious, conn.rtt,"), hint);
    }

    private QuicStatistics statistics(By by, Order order, String query, int limit) {
        return QuicStatistics.of(file.reader(), Query.parse(query), new QuicStatistics.Wanted(by, order, false, limit),
                Scope.newest(1, ""));
    }

    @Test
    void aNetworkAddsUpItsConnections() {
        QuicStatistics of = statistics(By.NETWORK, Order.CONNECTIONS, "", 10);
        assertEquals(1, of.groups());
        QuicGroup group = of.rows().get(0);
        assertEquals("192.0.2.0/24", group.name());
        assertEquals("connection(peer ^= \"192.0.2.\")", group.search());
        assertEquals(2, group.connections());
        assertEquals(1010, group.sum(Measure.PACKETS_SENT));
        assertEquals(1_000_000_000L / 1010, group.lossBillionths());
        assertEquals(8_000_000, group.handshakeNanos(95));
        assertEquals(5_100_000, group.rttMinNanos());
        assertEquals(5_100_000, group.rttNanos(50));
        assertEquals(20_100_000, group.rttNanos(95));
        assertEquals(Math.round(1_010_000 / 0.205), group.throughput(), "of 100 and of 105 ms");
        assertEquals(of.total().connections(), group.connections());
    }

    @Test
    void theOrderDecidesWhatIsLeftOutAndWhatIsNotKnownComesLast() {
        QuicStatistics of = statistics(By.CONNECTION, Order.HANDSHAKE, "", 1);
        assertEquals(2, of.groups());
        assertEquals("conn = 1", of.rows().get(0).search());
        assertEquals("2", statistics(By.CONNECTION, Order.SENT, "", 2).rows().get(0).name());
        assertEquals("1", statistics(By.CONNECTION, Order.LOSS, "", 2).rows().get(0).name());
    }

    @Test
    void aQueryLeavesTheConnectionsOfItsRequests() {
        QuicStatistics of = statistics(By.SNI, Order.SENT, "path = /2 or path = /3", 10);
        assertEquals(List.of("b.example"), of.rows().stream().map(QuicGroup::name).toList());
        assertEquals("connection(sni = \"b.example\")", of.rows().get(0).search());
        assertEquals(1000, of.total().sum(Measure.PACKETS_SENT));
    }

    @ParameterizedTest
    @CsvSource({"'10.1.2.3:443', 10.1.2.0/24, 10.1.2.", "'[2001:db8:5::1]:443', 2001:db8:5::/48, [2001:db8:5:",
        "'[2001:db8::1]:443', 2001:db8::/48, ''", "'[::1]:5', 0::/48, ''", "'', '', ''"})
    void anAddressHasItsNetwork(String peer, String name, String prefix) {
        assertEquals(new Network(name, prefix.isEmpty() ? "" : "connection(peer ^= \"" + prefix + "\")"), Network.of(peer));
    }
}
