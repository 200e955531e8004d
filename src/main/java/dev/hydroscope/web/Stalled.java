package dev.hydroscope.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;

/**
 * Closes connections on which no request arrives whole in time: who sends its headers a byte at a time is never idle to
 * Jetty, and would keep its place among the connections for ever. A stream that is being written to is let be.
 */
final class Stalled {
    static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.IDLE_MILLIS);

    private final Connector connector;
    private Map<EndPoint, Seen> before = new HashMap<>();

    private record Seen(long requests, long bytesOut, long sinceNanos) {
    }

    Stalled(Connector connector) {
        this.connector = connector;
    }

    /** Looks at every connection; to be called now and then, by one thread. */
    void look(long nowNanos) {
        Map<EndPoint, Seen> now = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Seen seen = seen(endPoint.getConnection(), before.get(endPoint), nowNanos);
            if (nowNanos - seen.sinceNanos() > LIMIT_NANOS) {
                endPoint.close();
            } else {
                now.put(endPoint, seen);
            }
        }
        before = now;
    }

    private static Seen seen(Connection connection, Seen before, long nowNanos) {
        long requests = connection.getMessagesIn();
        boolean answering = requests > connection.getMessagesOut();
        boolean moved = before == null || before.requests() != requests || before.bytesOut() != connection.getBytesOut();
        return answering || moved ? new Seen(requests, connection.getBytesOut(), nowNanos) : before;
    }
}
