package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.SessionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole way without privilege: recorded ring bytes, decoded, assembled, masked, stored, asked for over HTTP. What comes
 * out is compared with files; after a change that is meant, write them anew with -Dgolden.write and read the difference.
 */
class GoldenTest {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path FILES = Path.of("src/test/resources/golden");

    @TempDir
    static Path folder;
    private static Api api;
    private static SessionInfo info;

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        info = Replayed.once(api.sessions, "/demo.trace.gz");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theAccountOfTheRecordingCloses() {
        assertEquals(SessionInfo.State.SEALED, info.state(), info.note());
        assertEquals(0, info.counts().open(), info.counts().toString());
        assertEquals(info.counts().hits(), info.counts().events());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "counts             | ",
        "requests           | /requests?order=oldest&limit=8&columns=req.user-agent,res.content-type",
        "requests-http3     | /requests?order=oldest&limit=3&q=protocol%20%3D%20HTTP%2F3",
        "request-http1      | FIRST HTTP%2F1.1",
        "request-http2      | FIRST HTTP%2F2",
        "request-http3      | FIRST HTTP%2F3",
        "connections        | /connections?limit=8",
        "losses             | /losses",
    })
    void comesOutAs(String name, String path) throws Exception {
        JsonNode answer = path == null ? counts() : path.startsWith("FIRST ") ? first(path.substring(6)) : get(path);
        String text = MAPPER.writeValueAsString(answer) + "\n";
        if (System.getProperty("golden.write") != null) {
            Files.createDirectories(FILES);
            Files.writeString(FILES.resolve(name + ".json"), text);
        }
        assertEquals(Files.readString(FILES.resolve(name + ".json")), text);
    }

    private static JsonNode get(String path) throws Exception {
        return api.get("/api/sessions/" + info.id() + path);
    }

    private static JsonNode counts() throws Exception {
        return get("").get("counts");
    }

    private static JsonNode first(String protocol) throws Exception {
        JsonNode row = get("/requests?order=oldest&limit=1&q=protocol%20%3D%20" + protocol).get("rows").get(0);
        return get("/requests/" + row.get("conn").asLong() + "/" + row.get("req").asLong());
    }
}
