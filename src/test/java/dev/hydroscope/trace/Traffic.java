package dev.hydroscope.trace;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The probe events of a busy site, made up but alike from run to run: some hundred connections at a time, each request 22
 * events with some 500 bytes of values, among them one that is unique, some that are rare and many that are always the same.
 */
public final class Traffic {
    private static final Catalogue CATALOGUE = Catalogue.load();
    public static final Probe RECEIVE = probe("receive_request");
    public static final Probe RECEIVE_HEADER = probe("receive_request_header");
    public static final Probe RESPOND = probe("send_response");
    public static final Probe RESPOND_HEADER = probe("send_response_header");
    public static final Probe STREAM_STATE = probe("h3s_stream_set_state");
    /** Those whose events this makes. */
    public static final List<Probe> PROBES = List.of(RECEIVE, RECEIVE_HEADER, RESPOND, RESPOND_HEADER);
    /** Of a request: receive_request, send_response and twenty headers. */
    public static final int EVENTS = 22;

    private static final int REQUESTS_OF_CONNECTION = 100;
    private static final int[] VERSIONS = {0x101, 0x200, 0x300};
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 200, 304, 301, 404};

    private final SplittableRandom random;
    private final long[] conns;
    private final int[] requests;
    private final int[] seqs = new int[4];
    private final long stepNanos;
    private long nextConn = 1;
    private long atNanos;
    private long count;
    private int turn;

    public Traffic(long seed, int connections, long requestsPerSecond) {
        this.random = new SplittableRandom(seed);
        this.conns = new long[connections];
        this.requests = new int[connections];
        this.stepNanos = 1_000_000_000L / requestsPerSecond;
        this.atNanos = 1_750_000_000_000_000_000L;
    }

    private static Probe probe(String name) {
        return CATALOGUE.find("h2o", name).orElseThrow();
    }

    /** When the latest request began. */
    public long nowNanos() {
        return atNanos;
    }

    /** The events of the next request, in their order. */
    public List<Event> request() {
        turn = (turn + 1) % conns.length;
        if (conns[turn] == 0 || requests[turn] == REQUESTS_OF_CONNECTION) {
            conns[turn] = nextConn++;
            requests[turn] = 0;
        }
        atNanos += stepNanos;
        count++;
        int version = VERSIONS[(int) (conns[turn] % VERSIONS.length)];
        long index = requests[turn]++;
        long req = switch (version) {
            case 0x200 -> index * 2 + 1;
            case 0x300 -> index * 4;
            default -> index + 1;
        };
        return events(new Exchange(conns[turn], req, version));
    }

    private record Exchange(long conn, long req, int version) {
    }

    private List<Event> events(Exchange exchange) {
        List<Event> events = new ArrayList<>(EVENTS);
        events.add(event(RECEIVE, exchange, 0, exchange.version));
        for (String[] header : requestHeaders()) {
            events.add(header(RECEIVE_HEADER, exchange, events.size() * 400L, header));
        }
        boolean failed = random.nextInt(1000) == 0;
        int status = failed ? 503 : STATUSES[random.nextInt(STATUSES.length)];
        long served = 200_000 + random.nextInt(2_000_000) + (failed ? 40_000_000 : 0);
        events.add(event(RESPOND, exchange, served, status));
        for (String[] header : responseHeaders()) {
            events.add(header(RESPOND_HEADER, exchange, served + events.size() * 300L, header));
        }
        return events;
    }

    private String[][] requestHeaders() {
        int item = (int) Math.pow(random.nextDouble() * 100, 2);
        return new String[][] {
            {":authority", random.nextInt(4) == 0 ? "static.example.com" : "www.example.com"},
            {":method", random.nextInt(8) == 0 ? "POST" : "GET"},
            {":path", "/api/v" + (1 + item % 3) + "/items/" + item + "?page=" + random.nextInt(40)},
            {":scheme", "https"},
            {"user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:" + (90 + random.nextInt(60)) + ".0) Gecko/20100101"},
            {"accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
            {"accept-language", random.nextInt(3) == 0 ? "de,en;q=0.5" : "en-US,en;q=0.5"},
            {"accept-encoding", "gzip, deflate, br"},
            {"referer", "https://www.example.com/list/" + item % 500},
            {"cookie", "session"},
            {"x-request-id", hex(count * 0x9E3779B97F4A7C15L) + hex(count)},
            {"x-tenant", "tenant-" + random.nextInt(5000)},
        };
    }

    private String[][] responseHeaders() {
        return new String[][] {
            {"server", "h2o/2.3.0-DEV"},
            {"date", "Thu, 01 Jan 2026 00:" + atNanos / 60_000_000_000L % 60 + ":00 GMT"},
            {"content-type", random.nextInt(3) == 0 ? "text/html; charset=utf-8" : "application/json"},
            {"content-length", Integer.toString(random.nextInt(100_000))},
            {"cache-control", "private, max-age=0"},
            {"etag", '"' + hex(random.nextLong()) + '"'},
            {"vary", "Accept-Encoding"},
            {"x-upstream", "app-" + random.nextInt(64) + ".internal.example.com"},
        };
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private Event event(Probe probe, Exchange exchange, long offsetNanos, long third) {
        return event(probe, exchange, offsetNanos, new long[] {exchange.conn, exchange.req, third}, new byte[0]);
    }

    private Event header(Probe probe, Exchange exchange, long offsetNanos, String[] header) {
        byte[] bytes = (header[0] + header[1]).getBytes(StandardCharsets.UTF_8);
        int name = header[0].length();
        int value = bytes.length - name;
        return event(probe, exchange, offsetNanos, new long[] {exchange.conn, exchange.req, Event.slot(name, name, 0),
            name, Event.slot(value, value, 0), value}, bytes);
    }

    private Event event(Probe probe, Exchange exchange, long offsetNanos, long[] slots, byte[] bytes) {
        int thread = (int) (exchange.conn % seqs.length);
        return new Event(probe, atNanos + offsetNanos, 100, 101 + thread, seqs[thread]++, slots, bytes);
    }
}
