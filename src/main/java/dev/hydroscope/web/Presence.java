package dev.hydroscope.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/**
 * Whether who asked has left: then nobody waits for the answer. While an answer is made Jetty reads nothing from its
 * connection, so that only the socket knows; it is asked now and then, and nothing is read from it.
 */
final class Presence implements BooleanSupplier {
    private static final long EVERY_NANOS = 50_000_000;

    private final EndPoint end;
    private long askedNanos = System.nanoTime();
    private boolean gone;

    Presence(Context request) {
        this.end = ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection()
                .getEndPoint();
    }

    /** True when the connection is closed, be it by its other end alone. */
    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (!gone && now - askedNanos > EVERY_NANOS) {
            askedNanos = now;
            gone = !end.isOpen() || end instanceof SocketChannelEndPoint socket && ended(socket.getChannel());
        }
        return gone;
    }

    /** What can be read, though no byte is there, is the end. A next request that is sent early is bytes. */
    private static boolean ended(SocketChannel channel) {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            return selector.selectNow() > 0 && channel.socket().getInputStream().available() == 0;
        } catch (IOException e) {
            return true;
        }
    }
}
