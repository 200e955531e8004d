package dev.hydroscope.session;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

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
    private final Set<String> gone = new HashSet<>();
    private final LongSupplier reserve;

    /** @param reserve bytes of the disk that bringing an older file up to date leaves free */
    OpenFiles(LongSupplier reserve) {
        this.reserve = reserve;
    }

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

    /** Nobody opens it any more; waits for its readers, then nothing holds the file. */
    void forget(String id) {
        Open open;
        synchronized (this) {
            gone.add(id);
            open = past.remove(id);
        }
        if (open != null) {
            close(open);
        }
    }

    /** After all. */
    synchronized void allow(String id) {
        gone.remove(id);
    }

    @Override
    public synchronized void close() {
        past.values().forEach(OpenFiles::close);
        running.values().forEach(OpenFiles::close);
        past.clear();
        running.clear();
    }

    private synchronized Open take(String id, Path path) {
        if (gone.contains(id)) {
            throw new Problem(Problem.Kind.MISSING, "session " + id + " is deleted",
                    "GET /api/sessions lists those that are there");
        }
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
            return SessionFile.open(path, life.beginNanos(), life.endNanos(), reserve.getAsLong());
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
