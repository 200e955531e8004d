package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import dev.hydroscope.store.Bundles;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Session files that someone has made: rows of nonsense with a digest that is right. Each is refused, or read. */
class HostileSessionFileTest {
    private static final String BINARY = "application/octet-stream";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "/api/sessions/";
    /** A fault of ours would be 500. */
    private static final Set<Integer> ANSWERS = Set.of(200, 404, 422, 503);
    private static final int ROUNDS = Integer.getInteger("hydroscope.rounds", 16);
    private static final int FIRST = Integer.getInteger("hydroscope.first", 0);
    private final List<String> wrong = new ArrayList<>();
    @TempDir
    Path folder;
    private Api api;

    @BeforeEach
    void start() {
        api = new Api(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        api.close();
        assertEquals("", String.join("\n", wrong));
    }

    private byte[] quic() throws Exception {
        try (InputStream in = HostileSessionFileTest.class.getResourceAsStream("/captures/raw-h3-3mb.jsonl")) {
            JsonNode session = JSON.readTree(api.send("/api/import?name=q", BINARY, in.readAllBytes()).body());
            String id = session.get("id").asText();
            for (int i = 0; i < 1000 && api.get(ALL + id).get("endedAt").isNull(); i++) {
                Thread.sleep(20);
            }
            return api.bytes(ALL + id + "/export?format=session").body();
        }
    }

    private byte[] requests() throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), source).id();
        for (int i = 1; i <= 5000; i++) {
            source.request(i % 300, "/path/" + i % 41, "agent " + i % 7, i % 9 == 0 ? 503 : 200);
        }
        api.sessions.stop(id);
        return api.bytes(ALL + id + "/export?format=session").body();
    }

    private static List<String> asked(Api api, String id) throws Exception {
        List<String> asked = new ArrayList<>(List.of("", "/losses", "/facets?field=path", "/facets?field=req.user-agent",
                "/facets?field=peer", "/overview", "/overview?q=status%20%3E%20300&buckets=100", "/quic",
                "/requests?limit=1000", "/requests?order=duration&limit=50", "/requests?q=req.user-agent%20%3D%20%22agent%203%22",
                "/requests?q=curl", "/requests?order=oldest&q=status%20%3E%3D%20500", "/connections?limit=1000",
                "/completions?q=st",
                "/completions?q=req.user-agent%20%3D%20", "/groups?by=path", "/scatter?width=50&height=50", "/lanes", "/notes",
                "/export?format=jsonl", "/export?format=csv", "/export?format=qlog", "/export?format=har",
                "/export?format=session"));
        for (String conn : List.of("1", "32", "17", "299")) {
            for (String of : List.of("", "/events?limit=1000", "/packets?limit=1000", "/streams?limit=1000", "/marks", "/quic",
                    "/series?width=200", "/multiplexing?width=100", "/streams/0", "/packets/sent/application/9")) {
                asked.add("/connections/" + conn + of);
            }
            asked.add("/requests/" + conn + "/0");
            asked.add("/requests/" + conn + "/1");
        }
        return asked;
    }

    @Test
    void rowsOfNonsenseAreRefusedOrReadAsFarAsTheyCanBe() throws Exception {
        List<byte[]> good = List.of(quic(), requests());
        int taken = 0;
        for (int round = FIRST; round < FIRST + ROUNDS; round++) {
            byte[] spoilt = Bundles.spoilt(good.get(round % 2), folder.resolve("scratch.mv.db"), round);
            HttpResponse<String> answer = api.send("/api/import?name=x", BINARY, spoilt);
            assertTrue(answer.statusCode() == 201 || answer.statusCode() == 422, round + ": " + answer.body());
            if (answer.statusCode() == 201) {
                taken++;
                String id = JSON.readTree(answer.body()).get("id").asText();
                read(id, round);
                api.expect(204, "DELETE", ALL + id, "");
            }
        }
        assertTrue(taken > 0 || ROUNDS < 8, "none was taken, so that nothing was read");
    }

    private void read(String id, int round) throws Exception {
        for (String what : asked(api, id)) {
            long began = System.nanoTime();
            HttpResponse<byte[]> answer;
            try {
                answer = api.bytes(ALL + id + what);
            } catch (java.io.IOException e) {
                if (!what.startsWith("/export")) {
                    wrong.add("round " + round + " " + what + " " + e);
                }
                continue; // a file that cannot be whole is cut
            }
            if (!ANSWERS.contains(answer.statusCode())) {
                wrong.add("round " + round + " " + what + " " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            if (System.nanoTime() - began > 5_000_000_000L) {
                System.out.println("slow: round " + round + " " + what + " " + (System.nanoTime() - began) / 1_000_000);
            }
        }
    }

    @Test
    void bytesOfNonsenseAreRefusedOrReadToo() throws Exception {
        byte[] content = Bundles.unpacked(requests());
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] other = content.clone();
            for (int i = 0; i <= round % 5; i++) {
                other[random.nextInt(other.length)] = (byte) random.nextInt(256);
            }
            HttpResponse<String> answer = api.send("/api/import?name=x", BINARY, Bundles.packed(other));
            assertTrue(answer.statusCode() == 201 || answer.statusCode() == 422, round + ": " + answer.body());
            if (answer.statusCode() == 201) {
                String id = JSON.readTree(answer.body()).get("id").asText();
                read(id, -round);
                api.expect(204, "DELETE", ALL + id, "");
            }
        }
    }

    /** What packs to nothing must not fill the disk or the memory. */
    @Test
    void aBombIsRefusedBeforeItIsLarge() throws Exception {
        byte[] content = Bundles.unpacked(requests());
        byte[] bomb = new byte[64 << 20];
        System.arraycopy(content, 0, bomb, 0, 2000);
        HttpResponse<String> answer = api.send("/api/import?name=x", BINARY, Bundles.packed(bomb));
        assertEquals(422, answer.statusCode(), answer.body());
        assertEquals("ok", api.get("/api/health").get("status").asText());
    }
}
