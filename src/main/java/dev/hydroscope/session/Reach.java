package dev.hydroscope.session;

import dev.hydroscope.probe.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/**
 * Whom a session traces: one process, or every one of a file, also those that start later. While it is traced a file keeps
 * its identity, also where it is deleted.
 *
 * @param pid 0 for every process
 * @param file the identity of the program's file; of the machine what is wanted of it
 */
record Reach(int pid, Object file) {
    static Reach process(Target target) {
        return new Reach(target.pid(), file(target.binary()));
    }

    static Reach every(Target target) {
        return new Reach(0, file(target.binary()));
    }

    /** The machine as a whole, and what of it: others may look at other things. */
    static Reach machine(List<String> wanted) {
        return new Reach(0, Set.copyOf(wanted));
    }

    boolean covers(Target target) {
        return pid == target.pid() || pid == 0 && file.equals(file(target.binary()));
    }

    boolean overlaps(Reach other) {
        return pid == 0 || other.pid == 0 ? file.equals(other.file) : pid == other.pid;
    }

    /** What cannot be read is like nothing else. */
    static Object file(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return new Object();
        }
    }
}
