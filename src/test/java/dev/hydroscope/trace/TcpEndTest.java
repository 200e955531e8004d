package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.trace.TcpEnd.Side;
import org.junit.jupiter.api.Test;

/** How a connection ended, from the state that it left and its errno. */
class TcpEndTest {
    private static String end(int state, int error, Side side) {
        TcpEnd end = TcpEnd.of(state, error);
        return end.kind() + " " + end.by(side) + " " + end.lastState() + " " + end.error();
    }

    @Test
    void whoeverSentItsFinFirstHasClosed() {
        assertEquals("CLOSED client LAST_ACK ", end(9, 0, Side.SERVER));
        assertEquals("CLOSED server FIN_WAIT2 ", end(5, 0, Side.SERVER));
        assertEquals("CLOSED client FIN_WAIT1 ", end(4, 0, Side.CLIENT));
        assertEquals("CLOSED both CLOSING ", end(11, 0, Side.SERVER));
        assertEquals("CLOSED other_end LAST_ACK ", end(9, 0, Side.UNKNOWN));
    }

    @Test
    void aResetThatAnswersWhatCameAfterTheFinIsNoSurprise() {
        assertEquals("CLOSED client CLOSE_WAIT EPIPE", end(8, 32, Side.SERVER));
    }

    @Test
    void oneWithoutAFinIsReset() {
        assertEquals("RESET client ESTABLISHED ECONNRESET", end(1, 104, Side.SERVER));
        assertEquals("RESET server ESTABLISHED ", end(1, 0, Side.SERVER));
        assertEquals("RESET server SYN_SENT ECONNREFUSED", end(2, 111, Side.CLIENT));
    }

    @Test
    void aTimeoutIsNobodys() {
        assertEquals("TIMEOUT  ESTABLISHED ETIMEDOUT", end(1, 110, Side.SERVER));
        assertEquals("TIMEOUT  FIN_WAIT1 ETIMEDOUT", end(4, 110, Side.SERVER));
    }

    @Test
    void whatNobodyKnowsKeepsItsNumber() {
        assertEquals("RESET client ESTABLISHED errno 999", end(1, 999, Side.SERVER));
        assertEquals("CLOSED server state 77 ", end(77, 0, Side.SERVER));
    }
}
