package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells an assembler what fired, by probe and argument names as people write them, and keeps the account: whatever it
 * took must have been handed out once, as an event of a run or as a header of a request.
 */
final class Script {
    static final Catalogue CATALOGUE = Catalogue.load();

    final Assembler assembler;
    final Map<Long, Connection> connections = new HashMap<>();
    final Map<Long, Request> requests = new HashMap<>();
    final Map<Long, List<Event>> runs = new HashMap<>();
    private final Map<Long, Long> headers = new HashMap<>();
    private final Map<Integer, Integer> sequences = new HashMap<>();
    private int pid = 100;
    private int tid = 100;
    private long at = 1_000_000_000;
    private long now = 1_000_000_000;
    private long accepted;
    private long handedOut;

    Script() {
        this(CATALOGUE.h2o());
    }

    /** With these probes attached and no other. */
    Script(Collection<Probe> attached) {
        this(new Assembler(attached, false));
    }

    Script(Assembler assembler) {
        this.assembler = assembler;
    }

    Script on(int pid, int tid) {
        this.pid = pid;
        this.tid = tid;
        return this;
    }

    /** That many events of the thread are lost. */
    Script lose(int count) {
        sequences.merge(tid, count, Integer::sum);
        return this;
    }

    /** @param arguments name, value, name, value …; those left out are 0 or empty */
    Script fire(String probe, Object... arguments) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put((String) arguments[i], arguments[i + 1]);
        }
        return accept(event(probe, values));
    }

    Script accept(Event event) {
        assembler.accept(event);
        accepted++;
        return this;
    }

    Event event(String key, Map<String, Object> values) {
        String[] names = key.split(":");
        Probe probe = CATALOGUE.find(names[0], names[1]).orElseThrow();
        int seq = names[0].equals("tcp") ? 0 : sequences.merge(tid, 1, Integer::sum);
        return event(probe, pid, tid, seq, at += 1000, values);
    }

    static Event event(Probe probe, int pid, int tid, int seq, long at, Map<String, Object> values) {
        List<Argument> arguments = probe.arguments();
        long[] slots = new long[arguments.size()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < slots.length; i++) {
            Object value = values.get(arguments.get(i).name());
            if (value instanceof Number number) {
                slots[i] = number.longValue();
            } else if (value != null) {
                byte[] text = bytes(value);
                bytes.writeBytes(text);
                slots[i] = Event.slot(text.length, text.length, 0);
            }
        }
        return new Event(probe, at, pid, tid, seq, slots, bytes.toByteArray());
    }

    private static byte[] bytes(Object value) {
        if (value instanceof InetSocketAddress address) {
            byte[] ip = address.getAddress().getAddress();
            byte[] sockaddr = new byte[ip.length == 4 ? 16 : 28];
            sockaddr[0] = (byte) (ip.length == 4 ? 2 : 10);
            sockaddr[2] = (byte) (address.getPort() >> 8);
            sockaddr[3] = (byte) address.getPort();
            System.arraycopy(ip, 0, sockaddr, ip.length == 4 ? 4 : 8, ip.length);
            return sockaddr;
        }
        return value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    /** One request with its two headers each way, answered. */
    Script request(long conn, long req, int version) {
        fire("h2o:receive_request", "conn_id", conn, "req_id", req, "http_version", version);
        header("receive_request_header", conn, req, ":method", "GET");
        header("receive_request_header", conn, req, ":path", "/" + req);
        fire("h2o:send_response", "conn_id", conn, "req_id", req, "status", 200);
        return header("send_response_header", conn, req, "content-length", "6");
    }

    Script header(String probe, long conn, long req, String name, String value) {
        return fire("h2o:" + probe, "conn_id", conn, "req_id", req, "name", name, "name_len", name.length(),
                "value", value, "value_len", value.length());
    }

    Script setBack(long nanos) {
        now -= nanos;
        return this;
    }

    /** As the session's writer does, a quarter of a second later. */
    Changes take() {
        return keep(assembler.take(now += 250_000_000));
    }

    Changes finish() {
        Changes changes = keep(assembler.finish());
        assertEquals(accepted, handedOut + assembler.filtered(), "every event is in one place");
        return changes;
    }

    /** @param filtered so many events were not wanted */
    void finish(long filtered) {
        finish();
        assertEquals(filtered, assembler.filtered());
    }

    private Changes keep(Changes changes) {
        changes.connections().forEach(connection -> connections.put(connection.ordinal(), connection));
        changes.requests().forEach(this::keep);
        for (Changes.Run run : changes.runs()) {
            assertTrue(connections.containsKey(run.connection().ordinal()), "a run's connection is written with it");
            runs.computeIfAbsent(run.connection().ordinal(), ordinal -> new ArrayList<>()).addAll(run.events());
        }
        handedOut += changes.events();
        assertEquals(inRuns() + headers.values().stream().mapToLong(count -> count).sum(), handedOut, "changes.events");
        return changes;
    }

    private void keep(Request request) {
        assertTrue(connections.containsKey(request.connection().ordinal()),
                "a request's connection is written with it");
        requests.put(request.ordinal(), request);
        assertTrue(request.headers().size() >= headers.getOrDefault(request.ordinal(), 0L), "a row only grows");
        headers.put(request.ordinal(), (long) request.headers().size());
    }

    private long inRuns() {
        return runs.values().stream().mapToLong(List::size).sum();
    }

    Connection connection(long conn) {
        List<Connection> found = connections.values().stream().filter(connection -> connection.conn() == conn).toList();
        assertEquals(1, found.size(), () -> "connections " + conn + " among " + names());
        return found.get(0);
    }

    Request request(long conn, long req) {
        List<Request> found = requests.values().stream()
                .filter(request -> request.connection().conn() == conn && request.req() == req).toList();
        assertEquals(1, found.size(), () -> "requests " + conn + "/" + req);
        return found.get(0);
    }

    /** The names of the probes in a connection's runs, in order. */
    List<String> events(Connection connection) {
        return runs.getOrDefault(connection.ordinal(), List.of()).stream().map(event -> event.probe().name()).toList();
    }

    List<String> eventsOfNone() {
        return runs.getOrDefault(0L, List.of()).stream().map(event -> event.probe().name()).toList();
    }

    List<Long> names() {
        return connections.values().stream().filter(connection -> connection.ordinal() != 0)
                .map(Connection::conn).sorted().toList();
    }
}
