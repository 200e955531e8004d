package dev.hydroscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Files put aside: FILE.20261121T101500Z, by the second at which they ended, compressed and deleted beside the writing.
 */
final class Archive implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String NAME = "\\.\\d{8}T\\d{6}Z(\\.\\d{3,})?(\\.gz)?";
    private static final long PATIENCE_SECONDS = 60;

    private final Rotation rotation;
    private final Consumer<String> problems;
    private String time = "";
    private int ofTime;
    private final ExecutorService beside = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "archive");
        thread.setDaemon(true);
        return thread;
    });

    /** @param problems hears what could not be done; the lines are there all the same */
    Archive(Rotation rotation, Consumer<String> problems) {
        this.rotation = rotation;
        this.problems = problems;
    }

    /** The name is free when it returns. */
    void take(Path file) throws IOException {
        Path aside = next(file, TIME.format(Instant.now()));
        Files.move(file, aside);
        beside.execute(() -> {
            try {
                if (rotation.gzip()) {
                    compress(aside);
                }
                if (rotation.keep() > 0) {
                    shrink(file);
                }
            } catch (IOException e) {
                problems.accept(aside + " cannot be compressed, or older ones not be deleted: " + e.getMessage());
            }
        });
    }

    /** After all that were given, whatever was deleted meanwhile and wherever the clock was set: names tell the order. */
    private Path next(Path file, String now) {
        if (now.compareTo(time) > 0) {
            time = now;
            ofTime = 0;
        }
        Path aside;
        do {
            aside = Path.of(file + "." + time + (ofTime == 0 ? "" : String.format(Locale.ROOT, ".%03d", ofTime)));
            ofTime++;
        } while (Files.exists(aside) || Files.exists(Path.of(aside + ".gz")));
        return aside;
    }

    private static void compress(Path aside) throws IOException {
        Path part = Path.of(aside + ".gz.part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream in = Files.newInputStream(aside); OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
            in.transferTo(out);
        }
        Files.move(part, Path.of(aside + ".gz"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(aside);
    }

    /** Their names are in the order of time. */
    private void shrink(Path file) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(file.getFileName().toString()) + NAME);
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            List<Path> aside = files.filter(path -> name.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(path -> path.toString().replaceFirst("\\.gz$", ""))).toList();
            for (Path path : aside.subList(0, Math.max(0, aside.size() - rotation.keep()))) {
                Files.delete(path);
            }
        }
    }

    /** What was begun is done, unless that takes very long. */
    @Override
    public void close() {
        beside.shutdown();
        try {
            if (!beside.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                problems.accept("the last file put aside is not compressed yet: it stays as it is");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
