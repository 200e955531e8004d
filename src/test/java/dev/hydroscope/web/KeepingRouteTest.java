package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.KeepingOptions;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.Synthetic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, over HTTP: limits and what they would do, what they cannot, and that a deleted session is held by nobody. */
class KeepingRouteTest {
    private static final String NEEDLE = "needle-value-4be19d";

    @TempDir
    Path folder;

    private static String recorded(Api api) throws Exception {
        return Replayed.once(api.sessions, "/demo.trace.gz").id();
    }

    @Test
    void nothingIsDeletedUntilALimitIsSetAndItsEffectIsToldBefore() throws Exception {
        try (Api api = new Api(folder)) {
            String id = recorded(api);
            JsonNode usual = api.get("/api/keeping");
            assertTrue(usual.at("/settings/ageDays").isNull() && usual.at("/settings/bytes").isNull(), usual.toString());
            assertEquals(1L << 30, usual.at("/settings/reserveBytes").asLong());
            assertEquals(0, usual.get("plan").size());
            assertEquals(1, usual.at("/used/sessions").asInt());
            assertEquals(Files.size(folder.resolve("sessions/" + id + ".mv.db")), usual.at("/used/bytes").asLong());
            assertTrue(usual.at("/used/totalBytes").asLong() >= usual.at("/used/freeBytes").asLong());

            JsonNode preview = api.expect(200, "POST", "/api/keeping/preview", "{\"bytes\":1048576}");
            boolean over = usual.at("/used/bytes").asLong() > 1 << 20;
            assertEquals(over ? 1 : 0, preview.get("plan").size());
            assertEquals(0, api.get("/api/keeping").get("plan").size(), "a preview was taken for an order");

            JsonNode set = api.expect(200, "PATCH", "/api/keeping", "{\"ageDays\":30,\"bytes\":\"20 GiB\"}");
            assertEquals(30, set.at("/settings/ageDays").asInt());
            assertEquals(20L << 30, set.at("/settings/bytes").asLong());
            assertEquals(1L << 30, set.at("/settings/reserveBytes").asLong(), "what is not named stays");
            JsonNode cleared = api.expect(200, "PATCH", "/api/keeping", "{\"bytes\":null}");
            assertTrue(cleared.at("/settings/bytes").isNull() && cleared.at("/settings/ageDays").asInt() == 30);
        }
        try (Api api = new Api(folder)) {
            assertEquals(30, api.get("/api/keeping").at("/settings/ageDays").asInt(), "it was forgotten at the next start");
        }
    }

    @Test
    void whatCannotBeIsRefusedWithItsField() throws Exception {
        try (Api api = new Api(folder)) {
            for (String wrong : List.of("{\"ageDays\":0}", "{\"ageDays\":\"a month\"}", "{\"bytes\":\"much\"}", "{\"bytes\":1000}",
                    "{\"reserveBytes\":-1}", "{\"reserveBytes\":\"900 TiB\"}", "{\"days\":3}")) {
                JsonNode refused = api.expect(422, "PATCH", "/api/keeping", wrong);
                assertTrue(wrong.contains(refused.get("field").asText()), refused.toString());
                assertFalse(refused.get("hint").asText().isEmpty());
            }
            assertTrue(api.get("/api/keeping").at("/settings/ageDays").isNull());
        }
    }

    @Test
    void aReserveThatWouldStopWhatRunsIsRefused() throws Exception {
        try (Api api = new Api(folder)) {
            Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), new Synthetic());
            JsonNode used = api.get("/api/keeping").get("used");
            long between = (used.get("freeBytes").asLong() + used.get("totalBytes").asLong()) / 2;
            JsonNode refused = api.expect(422, "PATCH", "/api/keeping", "{\"reserveBytes\":" + between + "}");
            assertTrue(refused.get("error").asText().contains("would stop the sessions that run"), refused.toString());
        }
    }

    @Test
    void whatTheCommandSaysCannotBeChangedHere() throws Exception {
        Sessions sessions = Sessions.open(folder, new KeepingOptions("7", "", "none"));
        try (Api api = new Api(sessions)) {
            JsonNode keeping = api.get("/api/keeping");
            assertEquals(7, keeping.at("/settings/ageDays").asInt());
            assertEquals(0, keeping.at("/settings/reserveBytes").asLong());
            assertEquals("[\"ageDays\",\"reserveBytes\"]", keeping.get("fixed").toString());
            JsonNode refused = api.expect(409, "PATCH", "/api/keeping", "{\"ageDays\":30}");
            assertTrue(refused.get("error").asText().contains("--keep-days 7"), refused.toString());
            assertEquals(1 << 30, api.expect(200, "PATCH", "/api/keeping", "{\"ageDays\":7,\"bytes\":\"1g\"}")
                    .at("/settings/bytes").asLong(), "the same again is no change");
        }
    }

    @Test
    void aSessionThatStatementsReadLeavesNothingBehind() throws Exception {
        try (Api api = new Api(folder)) {
            String id = recorded(api);
            JsonNode answer = api.expect(200, "POST", "/api/sql", "{\"sql\":\"select count(*) from header\",\"sessions\":[\"" + id
                    + "\"]}");
            assertEquals(1, answer.get("rows").size(), answer.toString());
            assertEquals(1, api.get("/api/keeping").at("/used/sessions").asInt());
            api.expect(204, "DELETE", "/api/sessions/" + id, "");
            assertEquals(List.of(), held());
            assertEquals(404, api.bytes("/api/sessions/" + id + "/requests").statusCode());
            try (Stream<Path> left = Files.list(folder.resolve("sessions"))) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    /** A receiver that reads nothing has what was gathered for it lie in the data folder, until the session is deleted. */
    @Test
    void anExportThatNobodyReceivesEndsWithItsSession() throws Exception {
        try (Api api = new Api(folder)) {
            Synthetic source = new Synthetic();
            String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), source).id();
            Random random = new Random(5);
            for (int conn = 1; conn <= 6000; conn++) {
                byte[] bytes = new byte[3000];
                random.nextBytes(bytes);
                String value = NEEDLE + Base64.getEncoder().encodeToString(bytes);
                source.request(conn, "/", "curl/8", 200, Map.of("x-needle", value));
            }
            for (int i = 0; i < 1500 && api.get("/api/sessions/" + id).at("/counts/requests").asInt() < 6000; i++) {
                Thread.sleep(20);
            }
            try (Socket receiver = new Socket("127.0.0.1", api.server.port())) {
                receiver.setReceiveBufferSize(4096);
                receiver.getOutputStream().write(("GET /api/sessions/" + id + "/export?format=session HTTP/1.1\r\nHost: 127.0.0.1:"
                        + api.server.port() + "\r\nAuthorization: Bearer " + Api.TOKEN + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                InputStream in = receiver.getInputStream();
                assertEquals('H', in.read());
                assertFalse(files("import-").isEmpty(), "nothing was gathered, so that this says nothing");
                api.expect(204, "DELETE", "/api/sessions/" + id, "");
                assertEquals(List.of(), files("import-"));
                assertEquals(List.of(), held());
                for (Path file : files("")) {
                    assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(NEEDLE), file.toString());
                }
            }
        }
    }

    private List<Path> files(String beginning) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && file.getFileName().toString().startsWith(beginning)).toList();
        }
    }

    /** Files of the folder that some process of this machine holds although they have no name. */
    private List<String> held() throws IOException {
        List<String> held = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(each -> each.getFileName().toString().matches("\\d+")).toList()) {
                try (Stream<Path> open = Files.list(process.resolve("fd"))) {
                    open.forEach(each -> held.add(target(each)));
                } catch (IOException | UncheckedIOException gone) {
                    // a process that has ended, or another user's
                }
            }
        }
        held.removeIf(target -> !target.startsWith(folder + "/") || !target.endsWith("(deleted)"));
        return held;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
