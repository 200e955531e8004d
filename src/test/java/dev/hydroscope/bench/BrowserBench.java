package dev.hydroscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A session of ten million headers, one of a million requests and a connection of a million packets in a headless Chromium:
 * how soon the first page is there, how soon it answers a key and a click, how soon diagrams are there and how smoothly they
 * move, how soon a list's rows are read wherever one scrolls, and what that takes of memory.
 */
public final class BrowserBench {
    private static final String MANY = "1000000";
    private static final Path SCRIPTS = Path.of("frontend", "bench");
    private static final String FIGURES = "browser ";

    private BrowserBench() {
    }

    public static void main(String[] args) throws Exception {
        String first = browse(folder -> OverviewBench.write(Path.of(folder)), "first.mjs");
        String packets = browse(folder -> QuicTraffic.main(new String[] {folder, MANY, "0"}), "quic.mjs");
        String requests = browse(folder -> HttpTraffic.main(new String[] {folder, MANY}), "timeline.mjs", "list.mjs");
        System.out.println(FIGURES + first + packets + requests);
    }

    /** Makes a session up. */
    private interface Traffic {
        void into(String folder) throws Exception;
    }

    /** @return its figures; all else it says is for people */
    private static String browse(Traffic traffic, String... scripts) throws Exception {
        Path folder = Files.createTempDirectory("hydroscope-browser");
        try {
            traffic.into(folder.toString());
            try (Serving serving = Serving.start(folder, "")) {
                String session = serving.get("/api/sessions").get(0).get("id").asText();
                StringBuilder figures = new StringBuilder();
                for (String script : scripts) {
                    figures.append(run(SCRIPTS.resolve(script), serving.url(), session));
                }
                return figures.toString();
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static String run(Path script, String url, String session) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of("node", script.toString(), url, session)).redirectError(Redirect.INHERIT)
                .start();
        StringBuilder figures = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(FIGURES)) {
                    figures.append(line.substring(FIGURES.length())).append(' ');
                } else {
                    System.out.println(line);
                }
            }
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(script + " ended with " + exit + ": it needs node, frontend/node_modules and Chromium");
        }
        return figures.toString();
    }
}
