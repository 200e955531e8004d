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
 * A connection of a million packets and a session of a million requests in a headless Chromium: how soon their diagrams are
 * there, how smoothly they move, and what that takes of memory.
 */
public final class BrowserBench {
    private static final String MANY = "1000000";
    private static final Path SCRIPTS = Path.of("frontend", "bench");
    private static final String FIGURES = "browser ";

    private BrowserBench() {
    }

    public static void main(String[] args) throws Exception {
        String packets = browse("quic.mjs", folder -> QuicTraffic.main(new String[] {folder, MANY, "0"}));
        String requests = browse("timeline.mjs", folder -> HttpTraffic.main(new String[] {folder, MANY}));
        System.out.println(FIGURES + packets + requests);
    }

    /** Makes a session up. */
    private interface Traffic {
        void into(String folder) throws Exception;
    }

    /** @return its figures; all else it says is for people */
    private static String browse(String script, Traffic traffic) throws Exception {
        Path folder = Files.createTempDirectory("hydroscope-browser");
        try {
            traffic.into(folder.toString());
            try (Serving serving = Serving.start(folder, "")) {
                String session = serving.get("/api/sessions").get(0).get("id").asText();
                return run(SCRIPTS.resolve(script), serving.url(), session);
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
