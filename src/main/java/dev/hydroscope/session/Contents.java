package dev.hydroscope.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in the folder of the sessions: by session, and what is of none. */
final class Contents {
    private static final String WHOLE = ".mv.db";
    /** H2's compaction, and a copy that is being brought up to date. */
    private static final List<String> HALVES = List.of(".mv.db.tempFile", ".mv.db.newFile", ".mv.db.upgrade.mv.db",
            ".mv.db.upgrade.mv.db.tempFile", ".mv.db.upgrade.mv.db.newFile");

    private final Map<String, Map<Path, Long>> bySession = new TreeMap<>();
    private final Map<Path, Long> others = new TreeMap<>();

    /** A file, and how much it takes. */
    record Stray(String file, long bytes) {
    }

    private Contents() {
    }

    static Contents of(Path sessions) throws IOException {
        Contents contents = new Contents();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(sessions)) {
            for (Path file : all) {
                contents.add(file);
            }
        }
        return contents;
    }

    private void add(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String name = file.getFileName().toString();
            String id = name.substring(0, Math.max(0, name.indexOf('.')));
            (SessionId.valid(id) && found.isRegularFile() ? bySession.computeIfAbsent(id, each -> new TreeMap<>()) : others)
                    .put(file, found.size());
        } catch (NoSuchFileException gone) {
            // between being listed and being looked at
        }
    }

    /** Every file of a session. */
    List<Path> of(String session) {
        return List.copyOf(bySession.getOrDefault(session, Map.of()).keySet());
    }

    long bytes(String session) {
        return bySession.getOrDefault(session, Map.of()).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Beside the whole file of the same session, which has all that is in them. */
    List<Path> halves() {
        return bySession.entrySet().stream().filter(entry -> entry.getValue().keySet().stream()
                .anyMatch(file -> named(file, entry.getKey(), List.of(WHOLE))))
                .flatMap(entry -> entry.getValue().keySet().stream().filter(file -> named(file, entry.getKey(), HALVES))).toList();
    }

    private static boolean named(Path file, String id, List<String> ends) {
        return ends.stream().anyMatch(end -> file.getFileName().toString().equals(id + end));
    }

    /** Files that belong to none of these sessions. */
    List<Stray> strays(Set<String> sessions) {
        List<Stray> strays = new ArrayList<>();
        Stream.concat(Stream.of(others), bySession.entrySet().stream().filter(entry -> !sessions.contains(entry.getKey()))
                .map(Map.Entry::getValue)).forEach(files -> files.forEach(
                        (file, bytes) -> strays.add(new Stray(file.getFileName().toString(), bytes))));
        return strays;
    }
}
