package dev.hydroscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A connection of a million packets in a headless Chromium: how soon its congestion diagram is there, how smoothly it moves,
 * and what that takes of memory.
 */
public final class BrowserBench {
    private static final String PACKETS = "1000000";
    private static final Path SCRIPT = Path.of("frontend", "bench", "quic.mjs");

    private BrowserBench() {
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("hydroscope-browser");
        try {
            QuicTraffic.main(new String[] {folder.toString(), PACKETS, "0"});
            try (Serving serving = Serving.start(folder, "")) {
                String session = serving.get("/api/sessions").get(0).get("id").asText();
                browse(serving.url(), session);
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static void browse(String url, String session) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(List.of("node", SCRIPT.toString(), url, session)).inheritIO().start();
        int exit = script.waitFor();
        if (exit != 0) {
            throw new IOException(SCRIPT + " ended with " + exit + ": it needs node, frontend/node_modules and Chromium");
        }
    }
}
