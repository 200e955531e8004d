package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small server with H2O's probes, for the demo, the tests and the benchmarks (bpf/standin). It runs from a private folder
 * and ends with this, or with the process that started it.
 */
public final class StandIn implements AutoCloseable {
    private static final String BINARY = "/native/h2o-standin";
    private static final long PATIENCE_SECONDS = 10;

    /** With the pid of the Hydroscope that made it. */
    private static final String FOLDER = "h2o-standin-";
    private static final Pattern OURS = Pattern.compile(FOLDER + "(\\d{1,9})-\\d+");

    private final Path folder;
    private final Process process;
    private final BufferedReader output;
    private int port;

    /**
     * What it fired, by `provider:probe`.
     *
     * @param fired while a tracer had raised the probe's semaphore
     * @param played whether or not
     * @param connections numbers given to connections; an upgrade to h2c takes two
     * @param headerValueBytes of all headers played
     */
    public record Summary(Map<String, Long> fired, Map<String, Long> played, long firedTotal, long playedTotal,
            long requests, long connections, long headerValueBytes) {
        private static Summary of(JsonNode json) {
            return new Summary(counts(json.get("fired")), counts(json.get("played")), json.get("firedTotal").asLong(),
                    json.get("playedTotal").asLong(), json.get("requests").asLong(), json.get("connections").asLong(),
                    json.get("headerValueBytes").asLong());
        }

        private static Map<String, Long> counts(JsonNode json) {
            Map<String, Long> counts = new TreeMap<>();
            json.properties().forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
            return counts;
        }
    }

    private StandIn(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it; its options are those of `h2o-standin --help`. */
    public static StandIn start(String... options) throws IOException {
        Path folder = Files.createTempDirectory(FOLDER + ProcessHandle.current().pid() + "-");
        try {
            List<String> command = new ArrayList<>(List.of(extract(folder).toString(), "--stdin"));
            command.addAll(List.of(options));
            return new StandIn(folder, new ProcessBuilder(command).redirectError(Redirect.INHERIT).start()).announced();
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    /** Removes what those of this user left behind whose Hydroscope was killed. */
    public static void sweep() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, FOLDER + "*")) {
            for (Path each : folders) {
                if (stale(each)) {
                    delete(each);
                }
            }
        }
    }

    private static boolean stale(Path folder) throws IOException {
        Matcher name = OURS.matcher(folder.getFileName().toString());
        return name.matches() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private StandIn announced() throws IOException {
        try {
            port = Json.read(line().getBytes(StandardCharsets.UTF_8)).get("port").asInt();
            return this;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static Path extract(Path folder) throws IOException {
        Path binary = folder.resolve("h2o-standin");
        try (InputStream resource = StandIn.class.getResourceAsStream(BINARY)) {
            if (resource == null) {
                throw new IOException("the stand-in is not in this build; build without -Dnative.skip");
            }
            Files.copy(resource, binary);
        }
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
        return binary;
    }

    public int pid() {
        return (int) process.pid();
    }

    /** Where it answers HTTP/1.1 on 127.0.0.1; 0 without --port or --demo. */
    public int port() {
        return port;
    }

    /** With --wait, lets it begin. */
    public void begin() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Waits until it has played everything. */
    public Summary summary() throws IOException {
        return summary(line -> { });
    }

    /** The same; the lines before, of --edge, go to their reader. */
    public Summary summary(Consumer<String> lines) throws IOException {
        String line = line();
        for (; !line.startsWith("{\"fired\""); line = line()) {
            lines.accept(line);
        }
        return Summary.of(Json.read(line.getBytes(StandardCharsets.UTF_8)));
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the stand-in ended before it was asked to");
        }
        return line;
    }

    /** Asks a --demo, or one without an end, to end; {@link #summary()} then tells what it fired. */
    public void stop() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("h2o-standin"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
