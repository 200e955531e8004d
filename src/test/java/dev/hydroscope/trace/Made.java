package dev.hydroscope.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Connections and requests made to order, as the assembler makes them, for tests of what is done with them. */
public final class Made {
    private Made() {
    }

    public static Connection connection(long ordinal, long conn, long atNanos) {
        Connection connection = new Connection(ordinal);
        connection.conn = conn;
        connection.pid = 7;
        connection.atNanos = atNanos;
        return connection;
    }

    public static Connection named(Connection connection, String peer, String sni, String alpn, String uuid) {
        connection.peer = peer;
        connection.sni = sni;
        connection.alpn = alpn;
        connection.uuid = uuid;
        return connection;
    }

    public static Request request(Connection connection, long req, long ordinal, long atNanos) {
        Request request = new Request(connection, req, ordinal, atNanos);
        request.httpVersion = 0x101;
        return request;
    }

    public static Request header(Request request, boolean response, byte[] name, byte[] value, long flags) {
        int place = request.headers().size();
        request.add(new Header(response, name, value, value.length + ((flags & Event.CUT) != 0 ? 1000 : 0), flags,
                request.atNanos() + place * 100L, 70 + (response ? 1 : 0), 1000 + place * 2));
        return request;
    }

    public static Request header(Request request, boolean response, String name, String value) {
        return header(request, response, name.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), 0);
    }

    public static Request version(Request request, int httpVersion) {
        request.httpVersion = httpVersion;
        return request;
    }

    public static Request responded(Request request, int status, long respondedNanos) {
        request.status = status;
        request.respondedNanos = respondedNanos;
        request.endedNanos = respondedNanos;
        return request;
    }

    public static Request ended(Request request, long endedNanos) {
        request.endedNanos = endedNanos;
        return request;
    }

    public static Request gaps(Request request, int gaps) {
        request.gaps = gaps;
        return request;
    }

    public static Request finished(Request request) {
        request.finished = true;
        return request;
    }

    /** A change of requests alone, whose headers all are new. */
    public static Changes of(List<Connection> connections, List<Request> requests) {
        return new Changes(connections, requests, List.of(), requests.stream().mapToLong(r -> r.headers().size()).sum());
    }
}
