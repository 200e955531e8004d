package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.session.Sessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A server on a folder of its own, asked as scripts ask it. */
final class Api implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final String TOKEN = "a-token-for-tests-of-24-characters";

    final Sessions sessions;
    final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    Api(Path folder) {
        this(Sessions.open(folder));
    }

    Api(Sessions sessions) {
        this.sessions = sessions;
        this.server = Server.start(sessions, new ServerOptions("127.0.0.1", 0, TOKEN));
    }

    JsonNode get(String path) throws Exception {
        return expect(200, "GET", path, "");
    }

    JsonNode expect(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = client.send(request(path).method(method, body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        return MAPPER.readTree(answer.body());
    }

    HttpResponse<String> send(String path, String type, byte[] file) throws Exception {
        return client.send(request(path).setHeader("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Whatever it is, as it came. */
    HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The lines of a stream as they come. */
    Stream<String> lines(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address()).resolve(path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN).header("X-Hydroscope", "1")
                .header("Content-Type", "application/json");
    }

    @Override
    public void close() {
        sessions.close();
        server.close();
    }
}
