package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Someone who was sent a link and has nothing else: what its cookie gets. */
final class Guest {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();
    final String cookie;
    final String landed;

    private Guest(String address, String cookie, String landed) {
        this.address = address;
        this.cookie = cookie;
        this.landed = landed;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Makes a link and opens it, as another browser does. */
    static Guest by(Api api, JsonNode link) throws Exception {
        HttpResponse<String> opened = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(link.get("url").asText())).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(303, opened.statusCode(), opened.body());
        return new Guest(api.server.address(), opened.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0],
                opened.headers().firstValue("Location").orElseThrow());
    }

    HttpResponse<String> ask(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address).resolve(path)).header("Cookie", cookie)
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String text(String path) throws Exception {
        HttpResponse<String> answer = ask("GET", path);
        assertEquals(200, answer.statusCode(), path + " " + answer.body());
        return answer.body();
    }

    JsonNode get(String path) throws Exception {
        return MAPPER.readTree(text(path));
    }

    int status(String method, String path, String... headers) throws Exception {
        return ask(method, path, headers).statusCode();
    }
}
