package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A running server, asked with its token. */
final class Remote {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String token;

    private Remote(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** @param link what serve printed, or the address alone */
    static Remote of(URI link, String token) {
        String query = link.getQuery() == null ? "" : link.getQuery();
        String found = !token.isEmpty() ? token : query.startsWith("token=") ? query.substring("token=".length()) : "";
        if (link.getHost() == null || !"http".equals(link.getScheme()) && !"https".equals(link.getScheme())) {
            throw new Failure(link + " is no address of a server", "give the link that hydroscope serve printed");
        }
        return new Remote(link.resolve("/"), found);
    }

    /** A file for a session of its own. */
    JsonNode send(String name, BodyPublisher content) {
        return answer(request("/api/import?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Content-Type", "application/octet-stream").POST(content).build());
    }

    /** What stands there, as it is; refused as the server refuses it. */
    void receive(String path, OutputStream to) throws IOException {
        HttpResponse<InputStream> answer = ask(request(path).GET().build());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() >= 300) {
                refuse(answer.statusCode(), Json.read(body.readAllBytes()));
            }
            copy(body, to);
        }
    }

    private static void copy(InputStream body, OutputStream to) throws IOException {
        byte[] some = new byte[1 << 16];
        for (int n = read(body, some); n >= 0; n = read(body, some)) {
            to.write(some, 0, n);
        }
    }

    private static int read(InputStream body, byte[] into) {
        try {
            return body.read(into);
        } catch (IOException e) {
            throw new Failure("the server broke off: " + e.getMessage(), "what came is not whole; its log says why");
        }
    }

    private HttpResponse<InputStream> ask(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Failure(address + " does not answer: " + e.getMessage(), "see whether its server runs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", "run it again");
        }
    }

    JsonNode get(String path) {
        return answer(request(path).GET().build());
    }

    /** What is done with an answer as it comes. */
    interface Reading<T> {
        T of(InputStream answer) throws IOException;
    }

    <T> T post(String path, Object body, Reading<T> reading) {
        HttpResponse<InputStream> answer = ask(request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))).build());
        try (InputStream in = answer.body()) {
            if (answer.statusCode() >= 300) {
                refuse(answer.statusCode(), Json.read(in.readAllBytes()));
            }
            return reading.of(in);
        } catch (IOException e) {
            throw new Failure("the server broke off: " + e.getMessage(), "what came is not whole; its history of SQL says why");
        }
    }

    /** Where in what was sent, as people count. */
    static String at(String message, int position) {
        return position < 0 ? message : message + " (at character " + (position + 1) + ")";
    }

    private static void refuse(int status, JsonNode body) {
        throw new Failure(at(body.path("error").asText("the server answered " + status), body.at("/position/from").asInt(-1)),
                body.path("hint").asText("see whether it is Hydroscope"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token)
                .header("X-Hydroscope", "1").header("User-Agent", "hydroscope-cli");
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            JsonNode body = Json.read(answer.body());
            if (answer.statusCode() >= 300) {
                refuse(answer.statusCode(), body);
            }
            return body;
        } catch (IOException e) {
            throw new Failure(address + " does not answer: " + e.getMessage(), "see whether its server runs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", "run it again");
        }
    }
}
