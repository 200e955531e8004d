package dev.hydroscope.session;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A source that fires what a test tells it to, when it tells it, and keeps its account as the kernel would. */
public final class Synthetic implements Source {
    private static final List<String> KEYS = List.of("h2o:h1_accept", "h2o:receive_request", "h2o:receive_request_header",
            "h2o:send_response", "h2o:send_response_header", "h2o:h1_close");
    public static final int EVENTS_A_REQUEST = 8;

    private final List<Probe> probes;
    private final Process process = new Process(4242, Nanos.now() - 60_000_000_000L);
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicInteger seq = new AtomicInteger();
    private volatile Consumer<List<Event>> doorway;
    private volatile String reason = "";
    private volatile boolean closed;

    public Synthetic() {
        Catalogue catalogue = Catalogue.load();
        this.probes = KEYS.stream().map(key -> catalogue.find("h2o", key.substring(4)).orElseThrow()).toList();
    }

    public static SessionInfo.Origin origin(SessionSettings settings) {
        return new SessionInfo.Origin("probes", new SessionInfo.Target(4242, Nanos.instant(0), "h2o -c h2o.conf", "/usr/bin/h2o"),
                KEYS, settings.filters(), settings.redact());
    }

    public static SessionInfo begin(Sessions sessions, SessionSettings settings, Synthetic source) {
        return sessions.begin(settings.name(), origin(settings), () -> source);
    }

    /** One request on a connection of its own. */
    public void request(long conn, String path, String agent, int status) {
        request(conn, path, agent, status, Map.of());
    }

    /** With more headers than its agent. */
    public void request(long conn, String path, String agent, int status, Map<String, String> more) {
        List<Event> batch = new ArrayList<>();
        batch.add(event(0, Map.of("conn_id", conn)));
        batch.add(event(1, Map.of("conn_id", conn, "req_id", 1L, "http_version", 0x101L)));
        header(batch, 2, conn, ":method", "GET");
        header(batch, 2, conn, ":path", path);
        header(batch, 2, conn, "user-agent", agent);
        more.forEach((name, value) -> header(batch, 2, conn, name, value));
        batch.add(event(3, Map.of("conn_id", conn, "req_id", 1L, "status", (long) status)));
        header(batch, 4, conn, "server", "h2o/2.3");
        batch.add(event(5, Map.of("conn_id", conn)));
        deliver(batch);
    }

    /** One to which nobody answers until the connection is closed. */
    public void unanswered(long conn, String path) {
        List<Event> batch = new ArrayList<>();
        batch.add(event(0, Map.of("conn_id", conn)));
        batch.add(event(1, Map.of("conn_id", conn, "req_id", 1L, "http_version", 0x101L)));
        header(batch, 2, conn, ":path", path);
        batch.add(event(5, Map.of("conn_id", conn)));
        deliver(batch);
    }

    /** An event as no kernel delivers it: without its arguments. */
    public void broken() {
        deliver(List.of(new Event(probes.get(1), Nanos.now(), 4242, 4242, seq.incrementAndGet(), new long[0], new byte[0])));
    }

    /** As with a kernel, nothing fires once it is closed. */
    public synchronized void deliver(List<Event> batch) {
        if (closed) {
            return;
        }
        hits.addAndGet(batch.size());
        doorway.accept(batch);
    }

    /** They fired, and found no room in the ring. */
    public void lose(int count) {
        hits.addAndGet(count);
        lost.addAndGet(count);
        seq.addAndGet(count);
    }

    public void end(String why) {
        reason = why;
    }

    public long hits() {
        return hits.get();
    }

    public boolean closed() {
        return closed;
    }

    private void header(List<Event> batch, int probe, long conn, String name, String value) {
        batch.add(event(probe, Map.of("conn_id", conn, "req_id", 1L, "name", name, "value", value, "name_len",
                (long) name.length(), "value_len", (long) value.length())));
    }

    private Event event(int index, Map<String, Object> values) {
        Probe probe = probes.get(index);
        long[] slots = new long[probe.arguments().size()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < slots.length; i++) {
            Object value = values.getOrDefault(probe.arguments().get(i).name(), 0L);
            if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                slots[i] = Event.slot(utf8.length, utf8.length, 0);
                bytes.writeBytes(utf8);
            } else {
                slots[i] = (Long) value;
            }
        }
        return new Event(probe, Nanos.now(), 4242, 4242, seq.incrementAndGet(), slots, bytes.toByteArray());
    }

    @Override
    public void start(Consumer<List<Event>> takes) {
        doorway = takes;
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return List.of(process);
    }

    @Override
    public Counters counters() {
        Counters counters = Counters.none(probes.size());
        counters.lost()[0] = lost.get();
        counters.hits()[0] = hits.get();
        return counters;
    }

    @Override
    public long undecodable() {
        return 0;
    }

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
