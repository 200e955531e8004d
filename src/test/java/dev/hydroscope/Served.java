package dev.hydroscope;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of the program in a JVM of its own, up to the line that says it is ready; stopped on close as by Ctrl-C. */
final class Served implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final StringBuilder said = new StringBuilder();
    private final URI ready;

    Served(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("ready ")) {
            said.append(line).append('\n');
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("never ready:\n" + said);
        }
        ready = URI.create(line.substring("ready ".length()).strip());
    }

    int port() {
        return ready.getPort();
    }

    /** Before it was ready. */
    String said() {
        return said.toString();
    }

    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(ready.resolve(path))
            .header("Authorization", "Bearer " + ready.getQuery().substring("token=".length()))
            .header("X-Hydroscope", "1").header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Its exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
