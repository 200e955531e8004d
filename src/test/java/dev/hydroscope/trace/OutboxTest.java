package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When what is written, and what the assembler keeps. */
class OutboxTest {
    private static final int HTTP2 = 0x200;

    private final Script script = new Script();

    @Test
    void everythingIsWrittenByTheSecondTakeAfterItsEvent() {
        script.request(1, 1, HTTP2).fire("h2o:socket_writev", "sock", 9);
        script.fire("h2o:receive_request", "conn_id", 1, "req_id", 3, "http_version", HTTP2);
        script.header("receive_request_header", 1, 3, ":path", "/slow");
        script.take();
        script.take();
        assertEquals(List.of(1L, 3L), script.requests.values().stream().map(Request::req).sorted().toList());
        assertEquals("/slow", new String(script.request(1, 3).headers().get(0).value()));
        assertEquals(8, script.connection(1).events());
        script.finish();
    }

    @Test
    void theConnectionOfEventsThatBelongToNoneBeginsWithTheFirstOfThem() {
        Event first = script.event("h2o:h3_packet_forward_to_node_ignore", Map.of("node_id", 1));
        script.accept(first).fire("h2o:h3_packet_forward_to_node_ignore", "node_id", 2).finish();
        assertEquals(first.atNanos(), script.connections.get(0L).atNanos());
    }

    @Test
    void aRequestThatKeepsGrowingIsWrittenMeanwhile() {
        script.fire("h2o:receive_request", "conn_id", 1, "req_id", 1, "http_version", HTTP2);
        for (int i = 0; i < 10; i++) {
            script.header("receive_request_header", 1, 1, "x-" + i, "v").take();
        }
        assertTrue(script.request(1, 1).headers().size() >= 9);
        script.finish();
        assertEquals(10, script.request(1, 1).headers().size());
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        script.request(1, 1, HTTP2).take();
        script.setBack(3_600_000_000_000L).take();
        script.take();
        assertEquals(1, script.requests.size());
        script.finish();
    }

    @Test
    void aSlowRequestStaysOneRequest() {
        script.fire("h2o:receive_request", "conn_id", 1, "req_id", 1, "http_version", HTTP2);
        for (int i = 0; i < 400; i++) {
            assertTrue(script.take().requests().size() <= 1);
        }
        assertFalse(script.request(1, 1).finished());
        script.fire("h2o:send_response", "conn_id", 1, "req_id", 1, "status", 504).finish();
        assertEquals(504, script.request(1, 1).status());
        assertEquals(0, script.request(1, 1).gaps());
    }

    @Test
    void anAnsweredRequestIsFinishedOnceItIsQuietAndWrittenOnce() {
        script.request(1, 1, HTTP2);
        long written = 0;
        for (int i = 0; i < 20; i++) {
            written += script.take().requests().size();
        }
        assertEquals(1, written);
        assertTrue(script.request(1, 1).finished());
        script.finish();
    }

    @Test
    void aLateHeaderOfAFinishedRequestBeginsAnotherRowThatSaysSo() {
        script.request(1, 1, HTTP2).take();
        script.take();
        script.take();
        script.header("send_response_header", 1, 1, "late", "v").finish();
        assertEquals(List.of(0, Request.NO_RECEIVE | Request.NO_RESPONSE),
                script.requests.values().stream().map(Request::gaps).sorted().toList());
    }

    @Test
    void aDatagramThatOpensNothingIsNotHeldForLong() {
        script.fire("h2o:h3_packet_receive", "src", "").take();
        script.take();
        script.take();
        assertEquals(List.of("h3_packet_receive"), script.eventsOfNone());
        script.finish();
    }

    @Test
    void beyondTheLimitTheLongestUntouchedRequestsAreClosedOffAndLabelled() {
        Script script = new Script(new Assembler(Script.CATALOGUE.h2o(), false, ConnectionFilter.ALL,
                new Limits(10, 1 << 20, 10)));
        for (int i = 1; i <= 20; i++) {
            script.fire("h2o:receive_request", "conn_id", i, "req_id", 1, "http_version", HTTP2).take();
        }
        script.take();
        assertEquals(Request.NO_RESPONSE, script.request(1, 1).gaps());
        assertTrue(script.request(1, 1).finished());
        assertFalse(script.request(20, 1).finished());
        script.finish();
        assertEquals(20, script.requests.size());
    }

    @Test
    void beyondTheirBytesToo() {
        Script script = new Script(new Assembler(Script.CATALOGUE.h2o(), false, ConnectionFilter.ALL,
                new Limits(1000, 5000, 1000)));
        script.fire("h2o:receive_request", "conn_id", 1, "req_id", 1, "http_version", HTTP2)
                .header("receive_request_header", 1, 1, "big", "v".repeat(4000)).take();
        script.take();
        assertFalse(script.request(1, 1).finished());
        script.header("receive_request_header", 1, 1, "big", "v".repeat(4000)).take();
        script.take();
        assertTrue(script.request(1, 1).finished());
        assertEquals(2, script.request(1, 1).headers().size());
        script.finish();
    }
}
