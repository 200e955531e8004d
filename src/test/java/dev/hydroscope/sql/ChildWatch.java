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
                List<String> targets = descriptors.map(ChildWatch::target).toList();
                String network = network(process);
                // a JVM has a pair of its own, which is not of the network
                targets.stream().filter(each -> !each.startsWith("socket:") || network.contains(' ' + inode(each) + ' '))
                        .forEach(open::add);
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

    private static String inode(String socket) {
        return socket.replaceAll("[^0-9]", "");
    }

    private static String network(Path process) throws IOException {
        StringBuilder sockets = new StringBuilder();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
            Path list = process.resolve("net").resolve(protocol);
            sockets.append(Files.exists(list) ? Files.readString(list) : "");
        }
        return sockets.toString();
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

    /** @param sessions the folder of what it may read */
    void assertSane(Path never, Path sessions) {
        assertTrue(highest > 0 && highest <= most, highest + " processes at once");
        List<String> odd = open.stream().filter(file -> !file.startsWith("pipe:") && usual(sessions).noneMatch(file::startsWith))
                .toList();
        assertEquals(List.of(), odd, "open files, sockets and the like");
        assertTrue(!open.contains(never.toString()));
        if (Fence.layers().stream().anyMatch(layer -> layer.what().equals(Fence.NETWORK) && layer.ok())) {
            assertEquals(Set.of("lo"), interfaces);
        }
    }

    /** What a JVM looks into as it starts, and the classes that it runs. */
    private static Stream<String> usual(Path sessions) {
        return Stream.of(sessions.toString(), System.getProperty("java.home"), System.getProperty("user.home") + "/.m2/",
                System.getProperty("user.dir") + "/target/", "/sys/", "/proc/", "/dev/", "/usr/", "/lib", "/etc/java",
                "/etc/ld.so", "/etc/nsswitch.conf", "/etc/passwd", "/etc/localtime", "/etc/timezone");
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
