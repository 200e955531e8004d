package dev.hydroscope.session;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** The files that are open: those of running sessions, and of past ones the few that were read last. None closes under a reader. */
final class OpenFiles implements AutoCloseable {
    private static final int MOST_PAST = 6;

    private static final class Open {
        private final ReadWriteLock use = new ReentrantReadWriteLock();
        private final SessionFile file;

        Open(SessionFile file) {
            this.file = file;
        }
    }

    private final Map<String, Open> running = new HashMap<>();
    private final Map<String, Open> past = new LinkedHashMap<>(16, 0.75f, true);

    synchronized void running(String id, SessionFile file) {
        running.put(id, new Open(file));
    }

    synchronized void ended(String id) {
        Open open = running.remove(id);
        if (open != null) {
            past.put(id, open);
        }
    }

    /** Lets someone read; the file stays open for so long. */
    <T> T read(String id, Path path, Function<Reader, T> reading) {
        Open open = take(id, path);
        try {
            return reading.apply(open.file.reader());
        } finally {
            open.use.readLock().unlock();
        }
    }

    /** Waits for readers; then nothing holds the file any more. */
    synchronized void close(String id) {
        Open open = past.remove(id);
        if (open != null) {
            close(open);
        }
    }

    @Override
    public synchronized void close() {
        past.values().forEach(OpenFiles::close);
        running.values().forEach(OpenFiles::close);
        past.clear();
        running.clear();
    }

    private synchronized Open take(String id, Path path) {
        Open open = running.get(id);
        if (open == null) {
            open = past.get(id);
        }
        if (open == null) {
            makeRoom();
            open = new Open(SessionFile.open(path));
            past.put(id, open);
        }
        open.use.readLock().lock();
        return open;
    }

    private void makeRoom() {
        var eldest = past.entrySet().iterator();
        while (past.size() >= MOST_PAST && eldest.hasNext()) {
            Open open = eldest.next().getValue();
            if (open.use.writeLock().tryLock()) {
                eldest.remove();
                open.file.close();
            }
        }
    }

    private static void close(Open open) {
        open.use.writeLock().lock();
        open.file.close();
    }
}
