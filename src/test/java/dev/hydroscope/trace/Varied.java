package dev.hydroscope.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests of every kind that a store must tell apart, alike from run to run: several headers of one name, names in two
 * spellings, values that are no text, cut or masked, empty ones, names too long for a code, no response, no headers at all.
 */
public final class Varied {
    public static final long AT = 1_700_000_000_000_000_000L;
    private static final int CONNECTIONS = 60;
    private static final byte[] NO_TEXT = {(byte) 0xff, 'a', (byte) 0xc3, 0x28};

    private final SplittableRandom random;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    public Varied(long seed, int count) {
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < CONNECTIONS; i++) {
            String peer = i % 9 == 0 ? ""
                    : i % 4 == 0 ? "[2001:db8:" + i % 3 + "::" + i + "]:443" : "192.0." + i % 3 + "." + i + ":80";
            Connection connection = Made.connection(i + 1, i + 1, AT);
            connections.add(Made.named(connection, peer, i % 5 == 0 ? "example.com" : "", i % 7 == 0 ? "h2" : "", ""));
        }
        for (int i = 0; i < count; i++) {
            requests.add(request(connections.get(random.nextInt(CONNECTIONS)), i));
        }
    }

    public List<Connection> connections() {
        return connections;
    }

    public List<Request> requests() {
        return requests;
    }

    private Request request(Connection connection, int i) {
        Request request = Made.request(connection, i / CONNECTIONS, i, AT + i * 1_000_000L / 7);
        Made.version(request, new int[] {0, 0x101, 0x101, 0x200, 0x300}[random.nextInt(5)]);
        if (random.nextInt(50) > 0) {
            pseudo(request);
            own(request, i);
        }
        if (random.nextInt(15) > 0) {
            int[] statuses = {200, 200, 200, 404, 304, 500 + random.nextInt(4)};
            Made.responded(request, statuses[random.nextInt(6)], request.atNanos() + random.nextInt(5_000_000));
            Made.header(request, true, "server", "h2o");
        }
        return random.nextInt(30) > 0 ? Made.finished(request) : request;
    }

    private void pseudo(Request request) {
        Made.header(request, false, ":method", random.nextInt(4) == 0 ? "POST" : random.nextInt(20) == 0 ? "get" : "GET");
        Made.header(request, false, ":path", (random.nextBoolean() ? "/a/" : "/b/") + random.nextInt(40)
                + (random.nextInt(3) == 0 ? "/deep/er?x=/y" : random.nextInt(9) == 0 ? "?q" : ""));
        Made.header(request, false, ":authority", random.nextInt(3) == 0 ? "static.example.com" : "WWW.example.com");
        Made.header(request, false, ":scheme", "https");
    }

    private void own(Request request, int i) {
        Made.header(request, false, random.nextBoolean() ? "X-Common" : "x-common", "same");
        Made.header(request, false, "x-n", random.nextInt(9) == 0 ? "v" + i % 100 : Integer.toString(i % 5000));
        for (int more = random.nextInt(4); more > 0 && i % 3 == 0; more--) {
            Made.header(request, false, "cookie", "c" + random.nextInt(6));
        }
        if (random.nextInt(40) == 0) {
            Made.header(request, random.nextBoolean(), "x-rare", "r" + random.nextInt(10));
            Made.header(request, false, "odd name", "it is");
            Made.header(request, true, bytes("x-raw"), random.nextBoolean() ? NO_TEXT : new byte[0], 0);
            Made.header(request, false, bytes("authorization"), bytes("Basic"), Event.MASKED);
            Made.header(request, false, bytes("x-cut"), bytes("beginning of " + random.nextInt(3)), Event.CUT);
        }
        if (random.nextInt(200) == 0) {
            Made.header(request, false, "x-" + "long".repeat(80), "spelt out " + random.nextInt(3));
        }
        if (random.nextInt(400) == 0) {
            for (int k = 0; k < 200; k++) {
                Made.header(request, false, "x-many-" + random.nextInt(3000), "m" + k % 3);
            }
        }
    }

    /** Some requests get one more header each, and are finished. */
    public List<Request> grown(int count) {
        List<Request> grown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Request request = requests.get(random.nextInt(requests.size() / 2));
            grown.add(Made.finished(Made.header(request, true, "x-late", random.nextBoolean() ? "yes" : "no")));
        }
        return grown;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
