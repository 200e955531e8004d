package dev.hydroscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a real run of the program came to, in a JVM of its own: its exit status and all it said. */
record Run(int status, String out, String err) {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    static Run of(String... arguments) throws IOException, InterruptedException {
        return of(command(arguments));
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
            System.getProperty("java.class.path"), "dev.hydroscope.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Without any of root's capabilities, as root's files remain readable to it. */
    static List<String> powerless(List<String> command) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"));
        all.addAll(command);
        return all;
    }

    static Run of(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("run", ".out");
        Path err = Files.createTempFile("run", ".err");
        try {
            Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException("did not end: " + command + "\n" + Files.readString(out) + Files.readString(err));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
