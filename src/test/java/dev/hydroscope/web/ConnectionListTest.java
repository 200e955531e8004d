package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.SessionInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections of a real H2O (TcpRecording) by kind and by figure, held against the whole list of them. */
class ConnectionListTest {
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

    private static List<JsonNode> rows(String query) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        get("/connections?" + (query.startsWith("&limit") ? "" : "limit=1000") + query).get("rows").forEach(rows::add);
        return rows;
    }

    private static String kind(JsonNode row) {
        JsonNode tcp = row.get("tcp");
        return !tcp.isNull() && tcp.get("joined").isNull() ? "never"
                : row.get("protocol").isNull() ? "unseen" : row.get("protocol").asText();
    }

    private static List<Long> conns(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("conn").asLong()).toList();
    }

    @Test
    void eachKindIsCountedAndListedByItself() throws Exception {
        Map<String, Integer> kinds = new TreeMap<>();
        rows("").forEach(row -> kinds.merge(kind(row), 1, Integer::sum));
        Map<String, Integer> told = new TreeMap<>();
        get("/connections").get("kinds").properties().forEach(kind -> told.put(kind.getKey(), kind.getValue().asInt()));
        assertEquals(kinds, told);
        assertTrue(kinds.size() > 1, "all are of one kind: " + kinds);
        for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
            List<JsonNode> rows = rows("&kind=" + kind.getKey());
            assertEquals(kind.getValue(), rows.size(), kind.getKey());
            rows.forEach(row -> assertEquals(kind.getKey(), kind(row)));
        }
    }

    @Test
    void pagesOfAKindGoOnWhereTheyStopped() throws Exception {
        List<Long> all = conns(rows("&kind=HTTP/2"));
        List<Long> found = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get("/connections?kind=HTTP/2&limit=3" + after);
            assertEquals(after.isEmpty(), page.has("kinds"), "the kinds come once");
            page.get("rows").forEach(row -> found.add(row.get("conn").asLong()));
            after = page.has("next") ? "&after=" + page.get("next").asText() : "";
        } while (!after.isEmpty());
        assertEquals(all, found);
        assertEquals(all.stream().sorted(Comparator.comparing(found::indexOf, Comparator.reverseOrder())).toList(),
                conns(rows("&kind=HTTP/2&least=true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"received bytesReceived", "sent bytesAcked", "again retransmits", "rtt rttNanos"})
    void aFigureOrdersThemAndTheUnknownStandLast(String order) throws Exception {
        String[] words = order.split(" ");
        for (String least : List.of("", "&least=true")) {
            List<JsonNode> rows = rows("&order=" + words[0] + least);
            assertEquals(rows("").size(), rows.size());
            List<Long> figures = rows.stream().map(row -> row.get("tcp")).filter(tcp -> !tcp.isNull())
                    .map(tcp -> tcp.get(words[1])).filter(figure -> !figure.isNull()).map(JsonNode::asLong).toList();
            Comparator<Long> natural = Comparator.naturalOrder();
            assertEquals(figures.stream().sorted(least.isEmpty() ? natural.reversed() : natural).toList(), figures);
            assertEquals(conns(rows).subList(0, 2), conns(rows("&limit=2&order=" + words[0] + least)).subList(0, 2));
        }
    }

    @Test
    void whatTheyCameToTogetherIsTheSumOfEachOnce() throws Exception {
        JsonNode totals = get("/tcp");
        Map<Long, JsonNode> each = new TreeMap<>();
        rows("").stream().map(row -> row.get("tcp")).filter(tcp -> !tcp.isNull())
                .forEach(tcp -> each.put(tcp.get("tcp").asLong(), tcp));
        assertEquals(each.size(), totals.get("connections").asInt());
        for (String sum : List.of("bytesReceived", "bytesAcked", "retransmits")) {
            assertEquals(each.values().stream().mapToLong(tcp -> Math.max(0, tcp.get(sum).asLong())).sum(),
                    totals.get(sum).asLong(), sum);
        }
        long buckets = 0;
        for (JsonNode bucket : totals.get("rtt").get("buckets")) {
            buckets += bucket.get("count").asLong();
        }
        assertEquals(totals.get("rtt").get("connections").asLong(), buckets);
        assertTrue(totals.get("rtt").get("minNanos").asLong() <= totals.get("rtt").get("p50Nanos").asLong());
    }

    @Test
    void whatNobodyCanAnswerIsRefused() throws Exception {
        for (String query : List.of("kind=HTTP/9", "order=loudest", "order=rtt&after=5")) {
            api.expect(400, "GET", "/api/sessions/" + info.id() + "/connections?" + query, "");
        }
        assertFalse(get("/connections?limit=1&order=rtt").has("next"), "a ranking has one page");
    }
}
