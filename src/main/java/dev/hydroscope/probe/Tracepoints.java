package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The events of the kernel that can be traced, as the file system tracefs tells of them. */
public final class Tracepoints {
    private final Path tracefs;

    private Tracepoints(Path tracefs) {
        this.tracefs = tracefs;
    }

    /** @param tracefs where it is mounted, or a path that leads to one that is mounted nowhere */
    public static Tracepoints at(Path tracefs) {
        return new Tracepoints(tracefs);
    }

    /** `category:name` of all of them, or why they cannot be read. */
    public List<String> names() throws WantedException {
        try {
            return Files.readAllLines(tracefs.resolve("available_events"), StandardCharsets.UTF_8).stream().sorted().toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Those of which a glob is, or in which a text is. */
    public List<String> named(String text) throws WantedException {
        Glob glob = Glob.of(text);
        String part = text.toLowerCase(Locale.ROOT);
        return names().stream().filter(name -> glob.literal() ? name.contains(part)
                : glob.matches(name.substring(0, name.indexOf(':')), name.substring(name.indexOf(':') + 1))).toList();
    }

    /** Those of a category that match. */
    List<Tracepoint> find(String category, Glob name) throws WantedException {
        if (name.literal()) {
            return find(category, name.text()).map(List::of).orElse(List.of());
        }
        List<Tracepoint> found = new ArrayList<>();
        for (String event : names(category)) {
            if (name.matchesName(event)) {
                find(category, event).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Empty where the kernel has no such. */
    public Optional<Tracepoint> find(String category, String name) throws WantedException {
        if (!plain(category) || !plain(name)) {
            return Optional.empty();
        }
        try {
            return Tracepoint.parse(category, name,
                    Files.readString(tracefs.resolve("events").resolve(category).resolve(name).resolve("format"),
                            StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    List<String> names(String category) throws WantedException {
        return names().stream().filter(name -> name.startsWith(category + ":"))
                .map(name -> name.substring(category.length() + 1)).toList();
    }

    boolean has(String category) {
        return plain(category) && Files.isDirectory(tracefs.resolve("events").resolve(category));
    }

    /** A name, and no way to another folder. */
    private static boolean plain(String name) {
        return name.matches("[A-Za-z_][\\w-]*");
    }

    private static WantedException unreadable(IOException e) {
        return new WantedException("the tracepoints of the kernel cannot be read: " + e.getMessage(),
                "run as root; if that does not help, mount -t tracefs tracefs /sys/kernel/tracing");
    }
}
