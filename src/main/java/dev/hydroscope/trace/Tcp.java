package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of a TCP connection as far as it is known: it grows with its connections, which are one, or two where HTTP/1 became
 * HTTP/2 without TLS. What nobody told is {@link #UNKNOWN}.
 */
public final class Tcp {
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** How it came to its HTTP connection: by the accept itself, by what its thread had read last, or never. */
    public enum Joined { NEVER, EXACT, INFERRED }

    /** What the kernel counted until a moment. */
    public record Numbers(long atNanos, long bytesReceived, long bytesAcked, long bytesSent, long retransmits, long rttNanos,
            long rttMinNanos, long cwnd) {
        static final Numbers NONE = new Numbers(0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
        private static final long MICRO_NANOS = 1000;

        /** Those that tcp:sample and tcp:close tell. */
        public static Optional<Numbers> of(Event event) {
            return number(event, "bytes_received") == UNKNOWN ? Optional.empty() : Optional.of(new Numbers(event.atNanos(),
                    number(event, "bytes_received"), number(event, "bytes_acked"), number(event, "bytes_sent"),
                    number(event, "retransmits"), nanos(number(event, "rtt")), nanos(number(event, "rtt_min")),
                    number(event, "cwnd")));
        }

        /** 0 is what the kernel has where none was measured yet. */
        private static long nanos(long micros) {
            return micros <= 0 ? UNKNOWN : micros * MICRO_NANOS;
        }

        static long number(Event event, String name) {
            int argument = event.probe().argument(name);
            boolean told = argument >= 0 && event.probe().arguments().get(argument).kind().number();
            return told ? event.number(argument) : UNKNOWN;
        }
    }

    private final long number;
    final List<Connection> connections = new ArrayList<>(1);
    String local = "";
    String peer = "";
    TcpEnd.Side side = TcpEnd.Side.UNKNOWN;
    boolean acceptSeen;
    long beganNanos;
    long closedNanos;
    Numbers numbers = Numbers.NONE;
    long samples;
    int state;
    int error;
    Joined joined = Joined.NEVER;

    Tcp(long number) {
        this.number = number;
    }

    /** In its capture, where it is never another's. */
    public long number() {
        return number;
    }

    /** Those on it, in the order they came. */
    public List<Connection> connections() {
        return connections;
    }

    /** `address:port`, or "" where its opening was not told. */
    public String local() {
        return local;
    }

    public String peer() {
        return peer;
    }

    public TcpEnd.Side side() {
        return side;
    }

    /** When it was accepted or established, or 0: before the capture, or unseen. */
    public long beganNanos() {
        return beganNanos;
    }

    /** Its end, or 0 where none was told. */
    public long closedNanos() {
        return closedNanos;
    }

    public Numbers numbers() {
        return numbers;
    }

    /** How often its numbers were told, at its end too. */
    public long samples() {
        return samples;
    }

    /** The one before its end, by the kernel's number; 0 where no end was told. */
    public int state() {
        return state;
    }

    /** The errno of its end; 0: none. */
    public int error() {
        return error;
    }

    public Joined joined() {
        return joined;
    }
}
