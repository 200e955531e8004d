package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The small H2O stand-in that comes with Hydroscope. It plays once it is traced, so that its connections are seen from their
 * beginning; ended and removed when it is closed.
 */
final class StandIn implements AutoCloseable {
    private static final String RESOURCE = "/native/h2o-standin";

    private final Process process;
    private final Path program;
    private final int pid;
    private final int port;

    private StandIn(Path program) throws IOException {
        this.program = program;
        this.process = new ProcessBuilder(program.toString(), "--demo", "--wait").redirectError(Redirect.DISCARD).start();
        BufferedReader output = process.inputReader();
        JsonNode began = new ObjectMapper().readTree(String.valueOf(output.readLine()));
        this.pid = began.path("pid").asInt();
        this.port = began.path("port").asInt();
        if (pid == 0) {
            close();
            throw new IOException("it did not begin");
        }
    }

    static StandIn start() {
        try {
            return new StandIn(unpack());
        } catch (IOException e) {
            throw new Failure("the H2O stand-in cannot be started: " + e.getMessage(),
                    "see that programs may be run in " + System.getProperty("java.io.tmpdir")
                            + ", or choose another folder by JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
        }
    }

    private static Path unpack() throws IOException {
        try (InputStream in = StandIn.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("this build was made without it");
            }
            Path program = Files.createTempDirectory("hydroscope-demo").resolve("h2o-standin");
            Files.copy(in, program);
            return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    int pid() {
        return pid;
    }

    /** Where it answers HTTP/1.1. */
    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(program);
        Files.deleteIfExists(program.getParent());
    }
}
