package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks all the time at the processes that run statements: how many there are, and what they have open. */
final class ChildWatch implements AutoCloseable {
    private final int most;
    private final Thread thread = new Thread(this::watch, "child-watch");
    private final Set<String> open = new TreeSet<>();
    private final Set<String> interfaces = new TreeSet<>();
    private volatile int highest;
    private volatile boolean over;

    ChildWatch(int most) {
        this.most = most;
        thread.start();
    }

    /** Of this process, those that run statements: it starts no other Java. */
    static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(child -> child.isAlive()
                && child.info().command().map(command -> command.endsWith("/java")).orElse(false)).toList();
    }

    private void watch() {
        while (!over) {
            List<ProcessHandle> children = children();
            highest = Math.max(highest, children.size());
            children.forEach(this::look);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(ProcessHandle child) {
        Path process = Path.of("/proc/" + child.pid());
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            // what its shell still had before it became one is not what it has
            if (Files.readString(process.resolve("comm")).startsWith("java")) {
                descriptors.forEach(each -> open.add(target(each)));
                interfaces.addAll(interfaces(process));
            }
        } catch (IOException | RuntimeException gone) {
            // it ended meanwhile
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "pipe:";
        }
    }

    private static List<String> interfaces(Path process) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(process.resolve("net/dev"))) {
            if (line.indexOf(':') > 0) {
                names.add(line.substring(0, line.indexOf(':')).strip());
            }
        }
        return names;
    }

    void assertSane(Path never) {
        assertTrue(highest > 0 && highest <= most, highest + " processes at once");
        List<String> odd = open.stream().filter(file -> !file.startsWith("pipe:") && !file.equals("/dev/null")
                && !file.equals("/dev/random") && !file.equals("/dev/urandom") && !file.endsWith(".jar")
                && !file.endsWith("/modules") && !file.endsWith(".mv.db") && !file.startsWith("/proc/")).toList();
        assertEquals(List.of(), odd, "open files");
        assertTrue(!open.contains(never.toString()));
        if (Fence.layers().stream().anyMatch(layer -> layer.what().equals(Fence.NETWORK) && layer.ok())) {
            assertEquals(Set.of("lo"), interfaces);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
