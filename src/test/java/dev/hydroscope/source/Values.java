package dev.hydroscope.source;

import dev.hydroscope.probe.Gcc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program of src/test/native/values.c at work: fires what it is told to. */
final class Values implements AutoCloseable {
    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private Values(Process process) {
        this.process = process;
        this.in = new PrintStream(process.getOutputStream(), true);
        this.out = process.inputReader();
    }

    static Path compile(Path folder) throws Exception {
        return Gcc.compile(folder, "values", Files.readString(Path.of("src/test/native/values.c")));
    }

    static Values start(Path program) throws IOException {
        return new Values(new ProcessBuilder(program.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    int pid() {
        return (int) process.pid();
    }

    Values fire(String... lines) throws IOException {
        for (String line : lines) {
            in.println(line);
            if (!"ok".equals(out.readLine())) {
                throw new IOException("values ended at " + line);
            }
        }
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
