package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.StandIn;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way on the real kernel: what the stand-in says it fired is what the account over HTTP adds up to. */
class EndToEndTest {
    @TempDir
    Path folder;
    private Api api;

    @BeforeEach
    void start() {
        Kernel.assumeProbes();
        api = new Api(folder);
    }

    @AfterEach
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    private String attach(StandIn standIn, String more) throws Exception {
        JsonNode session = api.expect(201, "POST", "/api/sessions", "{\"pid\": " + standIn.pid() + more + "}");
        assertEquals("running", session.get("state").asText());
        assertEquals("h2o " + standIn.pid(), session.get("name").asText());
        return "/api/sessions/" + session.get("id").asText();
    }

    private static JsonNode assertCloses(StandIn.Summary summary, JsonNode session) {
        return assertCloses(summary.firedTotal(), session);
    }

    private static JsonNode assertCloses(long fired, JsonNode session) {
        JsonNode counts = session.get("counts");
        JsonNode lost = counts.get("lost");
        assertEquals("sealed", session.get("state").asText(), session.toString());
        assertEquals(fired, counts.get("hits").asLong(), "fired, by the stand-in and by the kernel");
        assertEquals(fired, counts.get("events").asLong() + counts.get("filtered").asLong()
                + counts.get("sampledOut").asLong() + lost.get("kernel").asLong() + lost.get("queue").asLong()
                + lost.get("store").asLong(), counts.toString());
        assertEquals(0, counts.get("undecodable").asLong());
        return counts;
    }

    @Test
    void theAccountCloses() throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--rate", "20000", "--events", "40000", "--linger")) {
            String session = attach(standIn, ", \"preset\": \"all\"");
            StandIn.Summary summary = standIn.summary();
            JsonNode counts = assertCloses(summary, api.expect(200, "POST", session + "/stop", ""));
            assertEquals(summary.firedTotal(), counts.get("events").asLong() + counts.at("/lost/kernel").asLong());
            JsonNode row = api.get(session + "/requests?limit=1&q=status%20%3D%20200").get("rows").get(0);
            JsonNode one = api.get(session + "/requests/" + row.get("conn").asLong() + "/" + row.get("req").asLong());
            assertTrue(one.get("requestHeaders").size() > 3 && one.get("events").size() > 5, one.toString());
        }
    }

    @Test
    void theStatisticsOfQuicAreWhatWasFired() throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--rate", "20000", "--requests", "200", "--mix", "h3:1", "--linger")) {
            String session = attach(standIn, ", \"preset\": \"all\"");
            StandIn.Summary summary = standIn.summary();
            JsonNode counts = assertCloses(summary, api.expect(200, "POST", session + "/stop", ""));
            assertEquals(0, counts.at("/lost/kernel").asLong());
            JsonNode total = api.get(session + "/quic?by=sni").get("total");
            assertEquals(summary.fired().get("h2o:h3s_accept"), total.get("connections").asLong());
            assertEquals(summary.fired().get("quicly:packet_sent"), total.get("packetsSent").asLong());
            assertEquals(summary.fired().get("quicly:packet_received"), total.get("packetsReceived").asLong());
            assertEquals(summary.fired().get("quicly:packet_lost"), total.get("packetsLost").asLong());
            assertEquals(summary.fired().getOrDefault("quicly:pto", 0L), total.get("ptos").asLong());
            assertEquals(summary.fired().get("quicly:handshake_done_send"), total.at("/handshake/connections").asLong());
            assertEquals("quictrace", total.at("/rtt/source").asText());
        }
    }

    @Test
    void whatIsFilteredAndSampledOutIsCounted() throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--rate", "20000", "--requests", "400", "--linger")) {
            String session = attach(standIn, ", \"preset\": \"http\", \"sample\": 0.5, \"requestHeaders\": [\":path\"]");
            StandIn.Summary summary = standIn.summary();
            JsonNode counts = assertCloses(summary, api.expect(200, "POST", session + "/stop", ""));
            assertTrue(counts.get("filtered").asLong() > 0 && counts.get("sampledOut").asLong() > 0, counts.toString());
        }
    }

    @Test
    void whatIsWithheldIsKnownByItsLengthOnly() throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--edge", "--linger")) {
            String session = attach(standIn, ", \"withhold\": [\"X-Markup\", \"cookie\"]");
            assertCloses(standIn.summary(), api.expect(200, "POST", session + "/stop", ""));
            assertEquals(List.of("authorization", "proxy-authorization", "set-cookie"), texts(api.get(session), "masked"));
            assertEquals(List.of("x-markup", "cookie"), texts(api.get(session).get("filters"), "withhold"));
            assertHeader(session, "x-markup", true, "", 25);
            assertHeader(session, "cookie", true, "", 22);
            assertHeader(session, "x-image", false, "<img src=x onerror=alert(1)>", 28);
            assertEquals(0, api.get(session + "/requests?q=header.x-markup%20~%20alert").get("rows").size());
        }
    }

    private void assertHeader(String session, String name, boolean withheld, String value, int length) throws Exception {
        JsonNode row = api.get(session + "/requests?q=req." + name).get("rows").get(0);
        JsonNode one = api.get(session + "/requests/" + row.get("conn").asLong() + "/" + row.get("req").asLong());
        JsonNode header = one.get("requestHeaders").get(0);
        assertEquals(withheld, header.get("withheld").asBoolean(), header.toString());
        assertFalse(header.get("masked").asBoolean(), header.toString());
        assertEquals(value, header.get("value").asText());
        assertEquals(length, header.get("valueLength").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"addresses\": [\"192.0.2.0/24\", \"2001:db8::/33\"]", "\"sni\": [\"*.EXAMPLE.com\"]"})
    void connectionsThatAreNotWantedAreFilteredAndCounted(String filter) throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--rate", "20000", "--events", "30000", "--linger")) {
            String session = attach(standIn, ", \"preset\": \"all\", " + filter);
            JsonNode counts = assertCloses(standIn.summary(), api.expect(200, "POST", session + "/stop", ""));
            assertTrue(counts.get("filtered").asLong() > 1000 && counts.get("events").asLong() > 1000, counts.toString());
            boolean byName = filter.contains("sni");
            int quic = 0;
            for (JsonNode row : api.get(session + "/connections?limit=1000").get("rows")) {
                if (row.get("protocol").asText().equals("HTTP/3")) {
                    quic++;
                    assertTrue(byName ? row.get("sni").asText().endsWith(".example.com")
                            : row.get("peer").asText().matches("192\\.0\\.2\\..*|\\[2001:db8:[0-9a-f]{1,4}:.*"), row.toString());
                }
            }
            assertTrue(quic > 0);
        }
    }

    @Test
    void aBinaryIsFollowedThroughItsProcesses() throws Exception {
        Path binary = Standin.binary();
        try (Standin one = standin(binary, 150, 1); Standin two = standin(binary, 100, 1)) {
            JsonNode begun = api.expect(201, "POST", "/api/sessions", "{\"binary\": \"/proc/" + one.pid() + "/exe\"}");
            String session = "/api/sessions/" + begun.get("id").asText();
            assertEquals(0, begun.at("/target/pid").asInt());
            assertEquals("every h2o", begun.get("name").asText());
            assertEquals(binary.toString(), begun.at("/target/binary").asText());
            String played = last(one) + last(two);
            one.kill();
            try (Standin later = standin(binary, 50, 1)) {
                played += last(later);
                for (Standin traced : List.of(two, later)) {
                    assertEquals(session, "/api/sessions/" + tracing(traced.pid()));
                    String refused = api.expect(409, "POST", "/api/sessions", "{\"pid\": " + traced.pid() + "}").toString();
                    assertTrue(refused.contains("process " + traced.pid() + " is being traced"), refused);
                }
                String again = "{\"binary\": \"" + binary + "\"}";
                assertTrue(api.expect(409, "POST", "/api/sessions", again).toString().contains("a process of " + binary));
                JsonNode sealed = api.expect(200, "POST", session + "/stop", "");
                assertEquals("", sealed.get("note").asText());
                assertCloses(sum(played, "firedTotal"), sealed);
                assertEquals(Map.of(one.pid(), 150L, two.pid(), 100L, later.pid(), 50L), requestsByPid(session));
                assertEquals("null", tracing(later.pid()));
            }
        }
    }

    private static Standin standin(Path binary, int requests, int seed) throws Exception {
        return Standin.start(binary, "--wait", "--rate", "20000", "--requests", "" + requests, "--seed", "" + seed, "--linger");
    }

    private static String last(Standin standin) throws Exception {
        List<String> lines = standin.lines();
        return lines.get(lines.size() - 1) + "\n";
    }

    private static long sum(String summaries, String name) {
        return summaries.lines().mapToLong(line -> (long) Standin.number(line, name)).sum();
    }

    private String tracing(int pid) throws Exception {
        for (JsonNode target : api.get("/api/targets")) {
            if (target.get("pid").asInt() == pid) {
                return target.get("session").asText();
            }
        }
        return "no such target";
    }

    /** Each process is a generation, and its connections carry it in their number. */
    private Map<Integer, Long> requestsByPid(String session) throws Exception {
        Map<Integer, Long> requests = new HashMap<>();
        Map<Integer, Integer> generations = new HashMap<>();
        for (JsonNode row : api.get(session + "/connections?limit=1000").get("rows")) {
            int pid = row.get("pid").asInt();
            assertEquals(generations.computeIfAbsent(pid, unseen -> row.get("generation").asInt()),
                    row.get("generation").asInt(), row.toString());
            assertEquals(row.get("generation").asLong(), row.get("conn").asLong() >> 44, row.toString());
            if (row.get("requests").asLong() > 0) {
                requests.merge(pid, row.get("requests").asLong(), Long::sum);
            }
        }
        assertEquals(generations.size(), Set.copyOf(generations.values()).size());
        return requests;
    }

    private static List<String> texts(JsonNode node, String list) {
        List<String> texts = new ArrayList<>();
        node.get(list).forEach(text -> texts.add(text.asText()));
        return texts.stream().sorted(list.equals("masked") ? Comparator.naturalOrder() : (a, b) -> 0).toList();
    }

    @Test
    void aTargetThatExitsEndsItsSession() throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--rate", "20000", "--events", "5000")) {
            String session = attach(standIn, "");
            StandIn.Summary summary = standIn.summary();
            JsonNode ended = api.get(session);
            for (int i = 0; i < 1000 && !ended.get("state").asText().equals("sealed"); i++) {
                Thread.sleep(20);
                ended = api.get(session);
            }
            assertCloses(summary, ended);
            assertTrue(ended.get("note").asText().contains("exited"), ended.toString());
        }
    }

    @Test
    void aProcessIsTracedOnceAtATime() throws Exception {
        try (StandIn standIn = StandIn.start("--wait", "--linger")) {
            String session = attach(standIn, "");
            JsonNode refused = api.expect(409, "POST", "/api/sessions", "{\"pid\": " + standIn.pid() + "}");
            assertTrue(refused.get("error").asText().contains("is being traced by session"), refused.toString());
            for (JsonNode target : api.get("/api/targets")) {
                if (target.get("pid").asInt() == standIn.pid()) {
                    assertEquals(session, "/api/sessions/" + target.get("session").asText());
                    assertTrue(target.at("/providers/h2o").asInt() > 30, target.toString());
                }
            }
            JsonNode probes = api.get("/api/targets/" + standIn.pid() + "/probes");
            assertTrue(probes.size() > 130 && probes.get(0).get("known").asBoolean(), probes.toString());
            assertEquals("probes", api.expect(422, "POST", "/api/sessions", "{\"pid\": " + standIn.pid()
                    + ", \"probes\": [\"h2o:no_such_probe\"]}").get("field").asText());
        }
    }
}
