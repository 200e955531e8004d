package dev.hydroscope.session;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** When a session that crashed began, and until when it was known to live. */
    private record Life(long beginNanos, long endNanos) {
    }

    private final Map<String, Life> crashed = new ConcurrentHashMap<>();
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();
    private final Map<String, Open> running = new HashMap<>();
    private final Map<String, Open> past = new LinkedHashMap<>(16, 0.75f, true);

    /** It is mended when it is opened next, by whomever. */
    void crashed(String id, long beginNanos, long endNanos) {
        crashed.put(id, new Life(beginNanos, endNanos));
    }

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
            Life life = crashed.getOrDefault(id, new Life(0, 0));
            open = new Open(opened(id, path, life));
            crashed.remove(id);
            unreadable.remove(id);
            past.put(id, open);
        }
        open.use.readLock().lock();
        return open;
    }

    private SessionFile opened(String id, Path path, Life life) {
        try {
            return SessionFile.open(path, life.beginNanos(), life.endNanos());
        } catch (StoreException e) {
            unreadable.put(id, e.getMessage());
            throw e;
        }
    }

    /** Why it could not be opened when someone wanted to read it last; "": it could. */
    String unreadable(String id) {
        return unreadable.getOrDefault(id, "");
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
