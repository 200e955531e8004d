package dev.hydroscope.sql;

import dev.hydroscope.bench.QuicTrace;
import dev.hydroscope.bench.QuicTraffic;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Traffic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sessions of every kind: `app`, `h3`, `text` and `old` of a real H2O, `traffic` of a busy site, `quic` with losses, `odd` with
 * requests that nobody should send, `lossy` of a capture that did not keep up, `tcp` of a real H2O's TCP connections.
 */
final class EveryKind {
    static final int REQUESTS = 5000;
    static final int LOST = 7;

    private EveryKind() {
    }

    static Kept in(Path folder) throws Exception {
        Traffic traffic = new Traffic(3, 20, 50);
        int[] left = {REQUESTS};
        Map<String, String> written = new LinkedHashMap<>();
        written.put("traffic", Written.session(folder, "traffic", Traffic.PROBES,
                into -> into.addAll(traffic.request()) && --left[0] > 0).id());
        QuicTraffic quic = new QuicTraffic(7, 1_750_000_000_000_000_000L, 8000, 20);
        written.put("quic", Written.session(folder, "quic", QuicTrace.probes(), quic::next).id());
        Kept stored = new Kept(folder, written).captured("app", "raw-app.jsonl").captured("h3", "raw-h3-3mb.jsonl")
                .captured("text", "http-mode.txt").captured("old", "v1-raw.jsonl").lines("odd", odd());
        stored.take("lossy", lossy(stored));
        stored.take("tcp", Replayed.once(stored.sessions(), "/traces/tcp.trace.gz").id());
        return stored;
    }

    private static String odd() {
        H2ologLines lines = new H2ologLines(1_795_300_000_000L)
                .request(1, 1, "POST", "/a", 400, "content-length", "5", "transfer-encoding", "chunked")
                .request(2, 1, "POST", "/b", 400, "content-length", "5", "content-length", "6")
                .request(3, 1, "GET", "/c", 200, "host", "one", "host", "two")
                .request(4, 1, "POST", "/d", 501, "transfer-encoding", "xchunked")
                .request(5, 1, "GET", "/e", 400, "x y", "1")
                .request(6, 1, "GET", "/f", 200, "x-fold", "one\r\n two")
                .request(7, 1, "POST", "/g", 200, "content-length", "5", "host", "one", "x-long", "v".repeat(9000));
        for (int i = 1; i <= 5; i++) {
            lines.request(8, i, "GET", "/loop", 302, "<location", "/loop");
        }
        for (int i = 1; i <= 6; i++) {
            lines.request(9, i, "GET", "/missing-" + i, 404, "<x-cache", "MISS from edge-" + i);
        }
        lines.request(10, 1, "TRACE", "/", 405).request(10, 2, "GET", "/.git/config", 200)
                .request(10, 3, "GET", "/x/../../etc/passwd", 404)
                .request(11, 1, "GET", "/nobody-answers", 0)
                .line("connect_error", 12, 1, Map.of("error_type", "dns_error", "details", "refused", "rcode", "5"))
                .line("connect_error", 13, 1, Map.of("error_type", "dns_error", "details", "refused", "rcode", "5"));
        return lines.toString();
    }

    private static String lossy(Kept stored) throws InterruptedException {
        Synthetic source = new Synthetic();
        SessionInfo info = Synthetic.begin(stored.sessions(), SessionSettings.of(4242, "http", "lossy"), source);
        source.request(1, "/before", "curl/8", 200);
        source.lose(LOST);
        source.request(2, "/after", "curl/8", 200);
        source.end("over");
        while (stored.sessions().get(info.id()).endedAt().isEmpty()) {
            Thread.sleep(20);
        }
        return info.id();
    }
}
