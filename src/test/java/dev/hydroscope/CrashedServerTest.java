package dev.hydroscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a serving process in the middle of a capture: the session is there again, and what it lacks is told. */
class CrashedServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir
    Path folder;

    private Served serve() throws Exception {
        return new Served(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "dev.hydroscope.Main", "serve", "--port", "0", "--data",
                folder.resolve("data").toString()));
    }

    private static JsonNode ask(Served served, String method, String path, String body) throws Exception {
        return JSON.readTree(served.ask(method, path, body).body());
    }

    private static void request(Standin standin, int number) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", standin.port())) {
            socket.getOutputStream().write(("GET /" + number + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void theGapIsToldAsALossThatNobodyCounted() throws Exception {
        Kernel.assumeProbes();
        String id;
        Instant killed;
        try (Standin standin = Standin.start("--port", "0"); Served served = serve()) {
            id = ask(served, "POST", "/api/sessions", "{\"pid\":" + standin.pid() + "}").get("id").asText();
            int sent = 0;
            while (ask(served, "GET", "/api/sessions/" + id, "").at("/counts/requests").asInt() < 200) {
                request(standin, ++sent);
            }
            Thread.sleep(2500); // the list and the file are written each second: what was counted by then is kept
            served.kill();
            killed = Instant.now();
        }
        try (Served again = serve()) {
            JsonNode session = ask(again, "GET", "/api/sessions/" + id, "");
            for (int i = 0; i < 500 && session.get("endedAt").isNull(); i++) {
                Thread.sleep(20);
                session = ask(again, "GET", "/api/sessions/" + id, "");
            }
            assertEquals("sealed", session.get("state").asText(), session.toString());
            assertTrue(session.get("crashed").asBoolean(), session.toString());
            assertTrue(session.at("/counts/requests").asInt() >= 200, session.toString());
            JsonNode losses = ask(again, "GET", "/api/sessions/" + id + "/losses", "");
            assertEquals(1, losses.size(), losses.toString());
            JsonNode gap = losses.get(0);
            assertEquals("crash", gap.get("hop").asText());
            assertTrue(gap.get("count").isNull(), "nobody counted them: " + gap);
            JsonNode latest = ask(again, "GET", "/api/sessions/" + id + "/requests?order=newest&limit=1", "").at("/rows/0");
            assertTrue(!Instant.parse(gap.get("from").asText()).isBefore(Instant.parse(latest.get("at").asText())), gap.toString());
            Duration off = Duration.between(Instant.parse(gap.get("to").asText()), killed);
            assertTrue(!off.isNegative() && off.toMillis() < 3000, "it is known to have lived until then: " + off);
            JsonNode drawn = ask(again, "GET", "/api/sessions/" + id + "/overview", "").at("/losses/0");
            assertEquals("crash", drawn.get("hop").asText(), "on every timeline");
        }
        Run listed = Run.of("sessions", "--data", folder.resolve("data").toString());
        assertTrue(listed.out().contains(" sealed, crashed ") && listed.out().contains(" 0 + unknown "), listed.toString());
    }
}
