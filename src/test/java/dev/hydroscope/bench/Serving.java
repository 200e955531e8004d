package dev.hydroscope.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real `hydroscope serve`, started by the launcher as a person would, and spoken to as the page does. */
final class Serving implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader output;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String token;
    private final double readySeconds;

    private Serving(Process process, long startedNanos) throws IOException {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        URI ready = URI.create(awaitReady());
        this.readySeconds = (System.nanoTime() - startedNanos) / 1e9;
        this.base = ready.resolve("/");
        this.token = ready.getQuery().substring("token=".length());
    }

    /** @param javaOptions what the JVM takes beside the launcher's own */
    static Serving start(Path data, String javaOptions) throws IOException {
        List<String> command = new ArrayList<>(List.of("src/bin/hydroscope", "serve", "--port",
            String.valueOf(freePort()), "--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (!javaOptions.isEmpty()) {
            builder.environment().put("JDK_JAVA_OPTIONS", javaOptions);
        }
        long started = System.nanoTime();
        return new Serving(builder.start(), started);
    }

    double readySeconds() {
        return readySeconds;
    }

    long pid() {
        return process.pid();
    }

    /** What opens the page, with its token. */
    String url() {
        return base.resolve("/?token=" + token).toString();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(path, "GET", "");
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(path, "POST", body);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            output.close();
        }
    }

    private JsonNode send(String path, String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token)
            .header("X-Hydroscope", "1").header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private String awaitReady() throws IOException {
        for (String line; (line = output.readLine()) != null;) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length()).strip();
            }
        }
        throw new IOException("serve ended without being ready");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
