package dev.hydroscope.trace;

import java.util.List;
import java.util.Map;

/** How a TCP connection ended, as its state before the end and its errno tell: in order or not, and who began it. */
public record TcpEnd(Kind kind, By by, String lastState, String error) {
    /** Which end a process is. */
    public enum Side { UNKNOWN, SERVER, CLIENT }

    /** Once either end has sent its FIN, whatever follows is the end of an orderly one. */
    public enum Kind { CLOSED, RESET, TIMEOUT }

    /** `NOBODY` of a timeout. */
    public enum By { THIS_END, OTHER_END, BOTH, NOBODY }

    private static final int SYN_RECEIVED = 3;
    private static final int CLOSE_WAIT = 8;
    private static final int LAST_ACK = 9;
    private static final int CLOSING = 11;
    private static final int TIMED_OUT = 110;
    private static final List<String> STATES = List.of("", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2",
            "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", "NEW_SYN_RECV");
    private static final Map<Integer, String> ERRORS = Map.ofEntries(Map.entry(32, "EPIPE"), Map.entry(71, "EPROTO"),
            Map.entry(90, "EMSGSIZE"), Map.entry(92, "ENOPROTOOPT"), Map.entry(100, "ENETDOWN"), Map.entry(101, "ENETUNREACH"),
            Map.entry(103, "ECONNABORTED"), Map.entry(104, "ECONNRESET"), Map.entry(110, "ETIMEDOUT"),
            Map.entry(111, "ECONNREFUSED"), Map.entry(112, "EHOSTDOWN"), Map.entry(113, "EHOSTUNREACH"));

    /** @param state by the kernel's number, as include/net/tcp_states.h has it */
    public static TcpEnd of(int state, int error) {
        String name = state > 0 && state < STATES.size() ? STATES.get(state) : "state " + state;
        String errno = error == 0 ? "" : ERRORS.getOrDefault(error, "errno " + error);
        if (error == TIMED_OUT) {
            return new TcpEnd(Kind.TIMEOUT, By.NOBODY, name, errno);
        }
        if (state <= SYN_RECEIVED) {
            return new TcpEnd(Kind.RESET, error == 0 ? By.THIS_END : By.OTHER_END, name, errno);
        }
        By by = state == CLOSE_WAIT || state == LAST_ACK ? By.OTHER_END : state == CLOSING ? By.BOTH : By.THIS_END;
        return new TcpEnd(Kind.CLOSED, by, name, errno);
    }

    /** Who it was by, in the words of a summary: server, client, both; this_end and other_end where the side is not known. */
    public String by(Side side) {
        return switch (by) {
            case NOBODY -> "";
            case BOTH -> "both";
            case THIS_END -> side == Side.UNKNOWN ? "this_end" : side == Side.SERVER ? "server" : "client";
            case OTHER_END -> side == Side.UNKNOWN ? "other_end" : side == Side.SERVER ? "client" : "server";
        };
    }
}
