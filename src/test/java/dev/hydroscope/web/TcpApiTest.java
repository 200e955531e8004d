package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.SessionInfo;
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
}
