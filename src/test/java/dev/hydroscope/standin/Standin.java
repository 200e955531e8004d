package dev.hydroscope.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stand-in for H2O, running; ends with its test. Its numbers are read from its lines, which are JSON. */
public final class Standin implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final String first;

    private Standin(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader();
        this.first = out.readLine();
    }

    public static Standin start(String... arguments) throws IOException {
        return start(binary(), arguments);
    }

    public static Standin start(Path binary, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(Arrays.asList(arguments));
        return new Standin(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** A copy of its own, which no other test attaches to. */
    public static Path binary() throws IOException {
        Path copy = Files.createTempFile("h2o-standin", "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        copy.toFile().deleteOnExit();
        try (InputStream in = Standin.class.getResourceAsStream("/native/h2o-standin")) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }

    public int pid() {
        return (int) process.pid();
    }

    public int port() {
        return (int) number(first, "port");
    }

    /** The next line it prints; "" at its end. */
    public String line() throws IOException {
        String line = out.readLine();
        return line == null ? "" : line;
    }

    /** All lines from here to the end of its summary. */
    public List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(line());
        } while (!lines.get(lines.size() - 1).startsWith("{\"fired\"") && !lines.get(lines.size() - 1).isEmpty());
        return lines;
    }

    /** A number by its name, of one of its lines; 0 where the line does not have it. */
    public static double number(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(name) + "\": (-?[0-9.]+)").matcher(line);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
