package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Connection.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What H2O's conn_id and req_id mean, as measured on the real server. */
class HttpIdentityTest {
    private static final int HTTP1 = 0x101;
    private static final int HTTP2 = 0x200;

    private final Script script = new Script();

    @Test
    void anHttp1ConnectionHasAnAcceptAndACloseAndCountsItsRequestsFromOne() {
        script.fire("h2o:h1_accept", "conn_id", 14, "sock", 0x50, "conn_uuid", "c1f3b445").request(14, 1, HTTP1)
                .request(14, 2, HTTP1).fire("h2o:h1_close", "conn_id", 14).finish();
        Connection connection = script.connection(14);
        assertEquals("c1f3b445", connection.uuid());
        assertEquals(Identity.EXACT, connection.identity());
        assertEquals(HTTP1, connection.httpVersion());
        assertEquals(2, connection.requests());
        assertEquals(12, connection.events());
        assertTrue(connection.endedNanos() > connection.atNanos());
        assertFalse(connection.beforeCapture());
        assertEquals(List.of("h1_accept", "receive_request", "send_response", "receive_request", "send_response",
                "h1_close"), script.events(connection));
        Request request = script.request(14, 2);
        assertEquals(200, request.status());
        assertEquals(0, request.gaps());
        assertEquals(List.of(":method", ":path", "content-length"),
                request.headers().stream().map(header -> new String(header.name())).toList());
        assertEquals(List.of(false, false, true), request.headers().stream().map(Header::response).toList());
    }

    @Test
    void theNextRequestOfAnHttp1ConnectionFinishesTheOneBefore() {
        script.fire("h2o:h1_accept", "conn_id", 1).request(1, 1, HTTP1);
        script.fire("h2o:receive_request", "conn_id", 1, "req_id", 2, "http_version", HTTP1);
        List<Request> written = script.take().requests();
        assertEquals(List.of(1L), written.stream().map(Request::req).toList());
        assertTrue(written.get(0).finished());
        script.finish();
    }

    @Test
    void http2OverTlsHasNoAcceptAndNoCloseAndIsFirstSeenByItsRequest() {
        script.request(18, 1, HTTP2).request(18, 3, HTTP2).finish();
        Connection connection = script.connection(18);
        assertEquals(HTTP2, connection.httpVersion());
        assertEquals(0, connection.endedNanos());
        assertFalse(connection.beforeCapture(), "nothing tells that it began before");
        assertEquals(2, connection.requests());
    }

    @Test
    void anUpgradeInClearAnswersOnTheNextConnectionWhichNeverReceives() {
        script.fire("h2o:h1_accept", "conn_id", 20, "sock", 0x50)
                .fire("h2o:receive_request", "conn_id", 20, "req_id", 1, "http_version", HTTP1)
                .fire("h2o:h1_close", "conn_id", 20)
                .fire("h2o:send_response", "conn_id", 21, "req_id", 1, "status", 200)
                .header("send_response_header", 21, 1, "content-length", "6")
                .fire("h2o:socket_writev", "sock", 0x50, "ret", 10).finish();
        assertEquals(Request.NO_RESPONSE, script.request(20, 1).gaps());
        assertEquals(Request.NO_RECEIVE, script.request(21, 1).gaps());
        assertEquals(HTTP2, script.request(21, 1).httpVersion());
        assertFalse(script.connection(21).beforeCapture());
        assertEquals(List.of("send_response", "socket_writev"), script.events(script.connection(21)),
                "the socket went over to it");
    }

    @Test
    void priorKnowledgeRequestsOnTheNextConnectionAndNeverClosesTheAcceptedOne() {
        script.fire("h2o:h1_accept", "conn_id", 30, "sock", 0x50).request(31, 1, HTTP2)
                .fire("h2o:socket_writev", "sock", 0x50, "ret", 10).finish();
        assertEquals(0, script.connection(30).requests());
        assertTrue(script.connection(30).endedNanos() > 0);
        assertEquals(0, script.request(31, 1).gaps());
        assertEquals(1, script.events(script.connection(31)).stream().filter("socket_writev"::equals).count());
    }

    @Test
    void anHttp1ConnectionFirstSeenByARequestBeganBeforeTheCapture() {
        script.request(5, 3, HTTP1).finish();
        assertTrue(script.connection(5).beforeCapture());
        assertEquals(0, script.request(5, 3).gaps(), "the request itself is whole");
    }

    @Test
    void aResponseToARequestFromBeforeTheCaptureIsKeptAndLabelled() {
        script.fire("h2o:send_response", "conn_id", 5, "req_id", 3, "status", 404).finish();
        Request request = script.request(5, 3);
        assertEquals(Request.NO_RECEIVE | Request.BEFORE_CAPTURE, request.gaps());
        assertEquals(404, request.status());
    }

    @Test
    void onlyWhatIsOlderThanTheFirstAcceptIsSaidToBeOlderThanTheCapture() {
        script.fire("h2o:h1_accept", "conn_id", 100).request(100, 1, HTTP1);
        script.request(40, 1, HTTP2).request(140, 1, HTTP2);
        script.lose(1).request(141, 1, HTTP1).request(39, 1, HTTP1).finish();
        assertTrue(script.connection(40).beforeCapture());
        assertFalse(script.connection(140).beforeCapture());
        assertFalse(script.connection(141).beforeCapture(), "its accept was lost");
        assertTrue(script.connection(39).beforeCapture());
    }

    @Test
    void withoutTheAcceptProbeAttachedNothingIsSaidOfTheBeginning() {
        List<String> attached = List.of("h2o:receive_request", "h2o:send_response");
        Script script = new Script(Script.CATALOGUE.h2o().stream().filter(p -> attached.contains(p.key())).toList());
        script.fire("h2o:receive_request", "conn_id", 5, "req_id", 1, "http_version", HTTP1).finish();
        assertFalse(script.connection(5).beforeCapture());
    }

    @Test
    void aRequestIsWhateverComesFirst() {
        script.fire("h2o:h1_accept", "conn_id", 5);
        script.header("send_response_header", 5, 1, "server", "h2o").finish();
        assertEquals(Request.NO_RECEIVE | Request.NO_RESPONSE, script.request(5, 1).gaps());
        assertEquals(1, script.request(5, 1).headers().size());
    }

    @Test
    void aGapInTheThreadsSequenceIsALossOfTheRequestsThatStandAroundIt() {
        script.fire("h2o:h1_accept", "conn_id", 5).request(5, 1, HTTP1)
                .fire("h2o:receive_request", "conn_id", 5, "req_id", 2, "http_version", HTTP1).lose(3)
                .fire("h2o:send_response", "conn_id", 5, "req_id", 2, "status", 200).request(5, 3, HTTP1).finish();
        assertEquals(0, script.request(5, 1).gaps());
        assertEquals(Request.LOST_EVENTS, script.request(5, 2).gaps());
        assertEquals(0, script.request(5, 3).gaps());
    }

    @Test
    void aResponseThatNeverCameMayBeWhatWasLost() {
        script.fire("h2o:h1_accept", "conn_id", 5).fire("h2o:receive_request", "conn_id", 5, "req_id", 1).lose(8)
                .request(5, 2, HTTP1).finish();
        assertEquals(Request.NO_RESPONSE | Request.LOST_EVENTS, script.request(5, 1).gaps());
        assertEquals(0, script.request(5, 2).gaps());
    }

    @Test
    void aGapOnAnotherThreadIsNoLossOfTheRequest() {
        script.fire("h2o:receive_request", "conn_id", 5, "req_id", 1, "http_version", HTTP2).on(100, 200)
                .request(6, 1, HTTP2).lose(2).request(6, 3, HTTP2).on(100, 100)
                .fire("h2o:send_response", "conn_id", 5, "req_id", 1, "status", 200).finish();
        assertEquals(0, script.request(5, 1).gaps());
    }

    @Test
    void anInterimStatusIsNotTheResponse() {
        script.fire("h2o:receive_request", "conn_id", 5, "req_id", 1, "http_version", HTTP2)
                .fire("h2o:send_response", "conn_id", 5, "req_id", 1, "status", 103).take();
        script.take();
        script.fire("h2o:send_response", "conn_id", 5, "req_id", 1, "status", 200).finish();
        assertEquals(200, script.request(5, 1).status());
        assertTrue(script.request(5, 1).respondedNanos() > 0);
    }

    @Test
    void twoProcessesOnOneBinaryShareNoNumber() {
        script.assembler.process(100, 1);
        script.assembler.process(200, 2);
        script.request(7, 1, HTTP2).on(200, 200).request(7, 1, HTTP2).finish();
        assertEquals(List.of(7L, (1L << 44) + 7), script.names());
        assertEquals(200, script.connection((1L << 44) + 7).pid());
        assertEquals(1, script.connection((1L << 44) + 7).generation());
    }

    @Test
    void aPidThatIsUsedAgainIsAnotherProcess() {
        script.assembler.process(100, 1);
        script.fire("h2o:h1_accept", "conn_id", 7).fire("h2o:receive_request", "conn_id", 7, "req_id", 1);
        script.assembler.process(100, 2);
        script.fire("h2o:h1_accept", "conn_id", 7).request(7, 1, HTTP1).finish();
        assertEquals(Request.NO_RESPONSE, script.request(7, 1).gaps());
        assertEquals(0, script.request((1L << 44) + 7, 1).gaps());
    }

    @Test
    void aSocketIsUsedAgainByTheNextConnection() {
        for (int conn = 1; conn <= 3; conn++) {
            script.fire("h2o:h1_accept", "conn_id", conn, "sock", 0x50).request(conn, 1, HTTP1)
                    .fire("h2o:socket_writev", "sock", 0x50).fire("h2o:h1_close", "conn_id", conn)
                    .fire("h2o:socket_write_complete", "sock", 0x50);
        }
        script.finish();
        for (int conn = 1; conn <= 3; conn++) {
            assertEquals(List.of("h1_accept", "receive_request", "send_response", "socket_writev", "h1_close",
                    "socket_write_complete"), script.events(script.connection(conn)));
        }
    }

    @Test
    void theSocketOfAConnectionFromBeforeTheCaptureIsTheOneItsResponseIsWrittenTo() {
        script.request(1, 2, HTTP1).fire("h2o:socket_writev", "sock", 0x50).fire("h2o:h1_close", "conn_id", 1).finish();
        assertEquals(List.of("receive_request", "send_response", "socket_writev", "h1_close"),
                script.events(script.connection(1)));
        assertEquals(Identity.INFERRED, script.connection(1).identity());
    }

    @Test
    void whatBelongsToNoConnectionIsKeptUnderConnectionZero() {
        script.fire("h2o:socket_writev", "sock", 0x99).fire("h2o:h3_packet_forward_to_thread_ignore", "thread_id", 9)
                .finish();
        assertEquals(List.of("socket_writev", "h3_packet_forward_to_thread_ignore"), script.eventsOfNone());
        assertEquals(0, script.connections.get(0L).conn());
        assertNotEquals(Identity.EXACT, script.connections.get(0L).identity());
    }
}
