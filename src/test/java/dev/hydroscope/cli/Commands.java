package dev.hydroscope.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Commands as processes of their own, killed at the end of a test. */
final class Commands {
    private final List<Process> processes = new ArrayList<>();

    Process start(String... arguments) throws IOException {
        return startUnder(List.of(), arguments);
    }

    /** @param wrapper a program and its options that starts what follows it, as setpriv does */
    Process startUnder(List<String> wrapper, String... arguments) throws IOException {
        // what a shell starts in the background ignores Ctrl-C, and so would all that it starts
        List<String> java = List.of("env", "--default-signal=INT", System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"), "dev.hydroscope.Main");
        List<String> command = Stream.of(wrapper, java, Arrays.asList(arguments)).flatMap(List::stream).toList();
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    /** @param ready the line that the server printed */
    static String get(String ready, String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ready.substring("ready ".length())).resolve(path))
                .header("Authorization", "Bearer " + token).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** All of it, once the process has ended. */
    static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    void close() throws InterruptedException {
        for (Process process : processes) {
            process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
