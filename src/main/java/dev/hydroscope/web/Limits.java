package dev.hydroscope.web;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How much of headers, time, connections and threads a caller can take, and what it hears where Jetty itself refuses. */
final class Limits {
    static final int HEADER_BYTES = 16 << 10;
    static final int CONNECTIONS = 256;
    static final int THREADS = 64;
    static final int IDLE_MILLIS = 30_000;
    /** Half of it is for requests to end by themselves: an interrupt would close the file under their session's writer. */
    private static final int STOP_MILLIS = 12_000;
    private static final int LOOK_SECONDS = 5;
    private static final int BODY_BYTES_PER_SECOND = 1024;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

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
        http.addCustomizer((request, headers) -> checkMethod(request));
    }

    /** Before Javalin sees it, which keeps every method that it ever heard of, and takes another than was sent from a header. */
    private static Request checkMethod(Request request) {
        if (!METHODS.contains(request.getMethod())) {
            throw new HttpException.RuntimeException(HttpStatus.NOT_IMPLEMENTED_501);
        }
        if (request.getHeaders().contains("X-HTTP-Method-Override")) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
        }
        return request;
    }

    static void set(Server server) {
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        server.setErrorHandler(Limits::refuse);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                for (Connector connector : server.getConnectors()) {
                    watch(connector, new Stalled(connector));
                }
            }
        });
    }

    private static void watch(Connector connector, Stalled stalled) {
        connector.getScheduler().schedule(() -> {
            stalled.look(System.nanoTime());
            watch(connector, stalled);
        }, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean refuse(Request request, Response response, Callback callback) {
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "application/json"));
        Seal.on(response.getHeaders()::put);
        String error = "the request cannot be read (" + response.getStatus() + ")";
        byte[] body = Errors.body(error, "mend its method, its address, its headers or their size", Map.of());
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
