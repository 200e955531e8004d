package dev.hydroscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** What threads are called, looked up once a second and thread; one that has ended before is remembered by nobody. */
final class ThreadNames implements IntFunction<String> {
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final int MOST = 100_000;

    private final Map<Integer, Known> known = new HashMap<>();

    /** @param pids of whom to know the names already, as they may end soon */
    ThreadNames(int... pids) {
        for (int pid : pids) {
            apply(pid);
        }
    }

    private record Known(String name, long atNanos) {
    }

    @Override
    public String apply(int tid) {
        Known now = known.get(tid);
        if (now == null || System.nanoTime() - now.atNanos > FRESH_NANOS) {
            String name = read(tid);
            now = new Known(name.isEmpty() && now != null ? now.name : name, System.nanoTime());
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(tid, now);
        }
        return now.name;
    }

    private static String read(int tid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + tid + "/comm")), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            return "";
        }
    }
}
