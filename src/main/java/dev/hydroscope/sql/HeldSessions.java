package dev.hydroscope.sql;

import dev.hydroscope.store.SessionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of sessions that statements look at: of those that are over the latest stay open, others are read anew each time. */
final class HeldSessions {
    private static final int MOST = 4;

    /** A file that has another one's name is another file. */
    private record Identity(Path path, Object key, long bytes) {
    }

    /** Least recently used first. */
    private final Map<Identity, SessionFile> sealed = new LinkedHashMap<>(16, 0.75f, true);
    private final List<SessionFile> live = new ArrayList<>();
    private boolean anyLive;

    /** For one statement; {@link #letGo} after it. */
    List<Opened> open(List<Place> places) throws IOException {
        anyLive = false;
        List<Opened> opened = new ArrayList<>();
        for (Place place : places) {
            opened.add(new Opened(place.head(), file(place.file()).reader()));
        }
        return opened;
    }

    private SessionFile file(Path path) throws IOException {
        if (!SessionFile.sealedBefore(path)) {
            anyLive = true;
            SessionFile file = SessionFile.watch(path);
            live.add(file);
            return file;
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Identity identity = new Identity(path, attributes.fileKey(), attributes.size());
        SessionFile file = sealed.get(identity);
        if (file == null) {
            file = SessionFile.watch(path);
            sealed.put(identity, file);
        }
        return file;
    }

    /** Until when all running ones among them are complete; 0: there are none. */
    long throughNanos() {
        return live.stream().mapToLong(file -> Math.max(1, file.reader().times().latestAt())).min().orElse(0);
    }

    /** Whether one of the files was still being written, so that what is read of it may come to an end. */
    boolean anyLive() {
        return anyLive;
    }

    void letGo() {
        live.forEach(SessionFile::close);
        live.clear();
        var eldest = sealed.entrySet().iterator();
        while (sealed.size() > MOST) {
            eldest.next().getValue().close();
            eldest.remove();
        }
    }
}
