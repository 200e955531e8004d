package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.SessionInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a real H2O's TCP connections (TcpRecording): each request has the port its client called from and the name
 * that it asked for as headers, which is what its connection must say.
 */
class TcpApiTest {
    @TempDir
    static Path folder;
    private static Api api;
    private static SessionInfo info;

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        info = Replayed.once(api.sessions, "/traces/tcp.trace.gz");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JsonNode get(String path) throws Exception {
        return api.get("/api/sessions/" + info.id() + path);
    }

    private static List<JsonNode> connections() throws Exception {
        List<JsonNode> connections = new ArrayList<>();
        get("/connections?limit=1000").get("rows").forEach(connections::add);
        return connections;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    @Test
    void everyRequestIsOnTheConnectionOfItsClient() throws Exception {
        Map<String, Integer> joined = new TreeMap<>();
        for (JsonNode request : get("/requests?limit=1000&columns=req.x-port,req.x-name").get("rows")) {
            JsonNode connection = get("/requests/" + request.get("conn") + "/" + request.get("req")).get("connection");
            JsonNode tcp = connection.get("tcp");
            String what = request + " " + connection;
            assertEquals(connection.get("peer"), tcp.get("peer"), what);
            assertEquals("closed", tcp.get("state").asText(), what);
            assertTrue(connection.get("tcpUnknown").isNull());
            String port = text(request.get("columns").get("req.x-port"));
            if (port.isEmpty()) {
                assertEquals(2, tcp.get("conns").size(), "only an upgraded one has its headers elsewhere: " + what);
            } else {
                assertEquals("127.0.0.1:" + port, text(connection.get("peer")), what);
                assertEquals(text(request.get("columns").get("req.x-name")), text(connection.get("sni")), what);
            }
            joined.merge(text(connection.get("protocol")) + " " + text(tcp.get("joined")), 1, Integer::sum);
        }
        // in clear by the accept, through TLS by what the thread had read; one of prior knowledge, four upgrades
        assertEquals(Map.of("HTTP/1.1 exact", 9, "HTTP/1.1 inferred", 10, "HTTP/2 exact", 5, "HTTP/2 inferred", 16), joined);
    }

    private static JsonNode of(String word, String value) throws Exception {
        return connections().stream().filter(each -> text(each.get("tcp").get("end").get(word)).equals(value)).findFirst()
                .orElseThrow();
    }

    @Test
    void oneThatTheClientResetSaysSoAndWhatItHadComeTo() throws Exception {
        JsonNode reset = of("kind", "reset");
        assertEquals("client", text(reset.get("tcp").get("end").get("by")));
        assertEquals("ECONNRESET", text(reset.get("tcp").get("end").get("error")));
        assertEquals("ESTABLISHED", text(reset.get("tcp").get("end").get("lastState")));
        JsonNode series = get("/connections/" + reset.get("conn") + "/tcp");
        assertEquals(reset.get("tcp").get("samples"), series.get("samples"));
        assertEquals(2, series.get("points").size(), "after a second, and at its end");
        JsonNode last = series.get("points").get(1);
        assertEquals(reset.get("tcp").get("bytesReceived"), last.get("bytesReceived"));
        assertEquals(reset.get("endedAt"), last.get("at"));
        assertEquals(1, get("/connections/" + reset.get("conn") + "/tcp?width=1").get("points").size());
    }

    @Test
    void thoseThatNeverBecameHttpAreListedToo() throws Exception {
        List<JsonNode> none = connections().stream().filter(each -> each.get("tcp").get("joined").isNull()).toList();
        assertEquals(1, none.size(), "the one that was opened to the port of TLS and closed at once");
        assertTrue(text(none.get(0).get("tcp").get("local")).endsWith(":19543"));
        assertEquals("client", text(none.get(0).get("tcp").get("end").get("by")));
    }

    @Test
    void searchesAskTcpWhereTheyAskQuic() throws Exception {
        int all = get("/requests?limit=1000").get("rows").size();
        assertEquals(all, found("conn.rtt > 0 and conn.minrtt > 0 and conn.bytes > 10 and conn.bytesin > 10"));
        assertEquals(all, found("connection(rtt > 0 and retransmits = 0 and acked > 10)"));
        assertEquals(0, found("conn.retransmits > 0"));
        long reset = connections().stream().filter(each -> text(each.get("tcp").get("end").get("kind")).equals("reset"))
                .mapToLong(each -> each.get("requests").asLong()).sum();
        assertTrue(reset > 0);
        assertEquals(reset, found("conn.close ^= reset"));
    }

    private static int found(String query) throws Exception {
        return get("/requests?limit=1000&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).get("rows").size();
    }
}
