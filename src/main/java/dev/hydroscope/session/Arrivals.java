package dev.hydroscope.session;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Recording;
import dev.hydroscope.source.ReplaySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Files and recordings that become sessions: a file of a whole session is kept as it comes, all else is a trace to be read. */
final class Arrivals {
    private final Sessions sessions;
    private final DataFolder folder;

    Arrivals(Sessions sessions, DataFolder folder) {
        this.sessions = sessions;
        this.folder = folder;
    }

    SessionInfo replay(String name, Recording recording) {
        SessionSettings settings = SessionSettings.of(0, "all", name);
        List<String> probes = recording.probesBySite().stream().map(Probe::key).distinct().sorted().toList();
        var target = new SessionInfo.Target(0, Instant.now(), "a recorded trace", recording.name());
        return sessions.begin(name, new SessionInfo.Origin("recording", target, probes, settings.filters(), settings.redact()),
                () -> ReplaySource.live(recording, 1));
    }

    SessionInfo take(String name, InputStream content, long expected) {
        InputStream marked = BundleImport.marked(content);
        if (BundleImport.begins(marked)) {
            return bundle(marked, expected);
        }
        try (Imported file = Imported.copied(folder, name, marked, expected)) {
            return file.begin(sessions);
        }
    }

    SessionInfo take(Path file) {
        try (InputStream content = BundleImport.marked(Files.newInputStream(file))) {
            if (BundleImport.begins(content)) {
                return bundle(content, Files.size(file));
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, file.getFileName() + " cannot be read: " + DataFolder.reason(e),
                    "see that it is there, whole and readable", e);
        }
        return Imported.of(folder, file).begin(sessions);
    }

    /** A session file: here with everything of it when this returns, or nothing of it. */
    private SessionInfo bundle(InputStream content, long expected) {
        BundleImport arriving = new BundleImport(folder, sessions.list());
        return sessions.keep(arriving.take(content, expected), arriving.notes());
    }
}
