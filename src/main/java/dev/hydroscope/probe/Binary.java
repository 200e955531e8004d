package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program file of a process: a path that opens it, and the identity of its content. */
record Binary(Path path, Identity identity) {
    /** The same file with the same bytes, as far as a file system tells. */
    record Identity(Object device, Object inode, Object changedAt, Object bytes) {
    }

    /**
     * By the best path that leads to it: its own, which outlives the process; the one through the process's mount
     * namespace; else the kernel's link, which opens a deleted file as well.
     */
    static Binary of(int pid, Path link, String name) throws IOException {
        Identity identity = identity(link);
        for (String known : List.of(name, ProcFiles.of(pid) + "/root" + name)) {
            Optional<Path> path = path(known).filter(Files::exists);
            if (path.isPresent() && identity(path.get()).equals(identity)) {
                return new Binary(path.get(), identity);
            }
        }
        return new Binary(link, identity);
    }

    /** Empty where this process's locale has no such letters. */
    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static Binary at(Path path) throws IOException {
        return new Binary(path, identity(path));
    }

    private static Identity identity(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,ctime,size");
        return new Identity(attributes.get("dev"), attributes.get("ino"), attributes.get("ctime"),
                attributes.get("size"));
    }
}
