package dev.hydroscope.web;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How much of headers, time, connections and threads a caller can take, and what it hears where Jetty itself refuses. */
final class Limits {
    static final int HEADER_BYTES = 16 << 10;
    static final int CONNECTIONS = 256;
    static final int THREADS = 64;
    static final int IDLE_MILLIS = 30_000;
    /** Half of it is for requests to end by themselves: an interrupt would close the file under their session's writer. */
    private static final int STOP_MILLIS = 12_000;
    private static final int BODY_BYTES_PER_SECOND = 1024;

    private Limits() {
    }

    static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, 4, IDLE_MILLIS);
        pool.setName("web");
        pool.setDaemon(true);
        pool.setStopTimeout(STOP_MILLIS);
        return pool;
    }

    static void set(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setMinRequestDataRate(BODY_BYTES_PER_SECOND);
        http.setRelativeRedirectAllowed(true);
    }

    static void set(Server server) {
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        server.setErrorHandler(Limits::refuse);
    }

    private static boolean refuse(Request request, Response response, Callback callback) {
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "application/json"));
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'");
        String error = "the request cannot be read (" + response.getStatus() + ")";
        byte[] body = Errors.body(error, "mend its address, its headers or their size", Map.of());
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
