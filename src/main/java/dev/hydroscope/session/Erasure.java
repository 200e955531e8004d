package dev.hydroscope.session;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes sessions off the disk so that no byte of them is in the data folder any more: files, rows, and what the catalogue's
 * file still held of rows. Begun it is ended, be it at the next start.
 */
final class Erasure {
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");

    private final DataFolder folder;
    private final Catalogue catalogue;
    private final OpenFiles files;
    private final List<Consumer<String>> rows;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

    /** @param rows each takes some of a session's rows out of the catalogue */
    Erasure(DataFolder folder, Catalogue catalogue, OpenFiles files, List<Consumer<String>> rows) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.files = files;
        this.rows = List.copyOf(rows);
    }

    /** Hears of each session whose file has just lost its name, so as to let go of it where it holds it. */
    void listener(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Whether its deletion has begun. */
    boolean begun(String session) {
        return unfinished.contains(session);
    }

    /** Returns once nothing of them is left; throws where that could not be done, or not all of it yet. */
    synchronized void erase(Collection<String> sessions) {
        for (String session : sessions) {
            mark(session);
            unlink(session);
            unfinished.add(session);
        }
        finish();
    }

    /** A full disk takes no mark: the files go all the same, and with them the disk is full no more. */
    private void mark(String session) {
        try {
            change("MERGE INTO erasing (session) KEY (session) VALUES (?)", session);
        } catch (Problem e) {
            LOG.warn("session {} is deleted without a mark that would outlive a crash: {}", session, e.getMessage());
        }
    }

    private void unlink(String session) {
        files.forget(session);
        try {
            folder.delete(session);
        } catch (IOException e) {
            files.allow(session);
            change("DELETE FROM erasing WHERE session = ?", session);
            throw unremoved(session, e);
        }
        listeners.forEach(listener -> listener.accept(session));
    }

    /** What the latest Hydroscope left to be done; what cannot be done now is tried again. */
    void begin() {
        unfinished.addAll(marked());
        try {
            resume();
        } catch (Problem e) {
            LOG.warn("deleted sessions are still on the disk: {}; {}", e.getMessage(), e.hint());
        }
    }

    /** What an earlier attempt left to be done. */
    synchronized void resume() {
        for (String session : unfinished) {
            files.forget(session);
            try {
                folder.delete(session);
            } catch (IOException e) {
                throw unremoved(session, e);
            }
            listeners.forEach(listener -> listener.accept(session));
        }
        finish();
    }

    /** Whether something is left to be done. */
    boolean pending() {
        return !unfinished.isEmpty();
    }

    private void finish() {
        if (unfinished.isEmpty()) {
            return;
        }
        rows.forEach(unfinished::forEach);
        catalogue.compact();
        for (String session : List.copyOf(unfinished)) {
            change("DELETE FROM erasing WHERE session = ?", session);
            unfinished.remove(session);
        }
    }

    private static Problem unremoved(String session, IOException e) {
        return new Problem(Problem.Kind.UNAVAILABLE, "the file of session " + session + " cannot be removed: "
                + DataFolder.reason(e), "see that the data folder is writable", e);
    }

    private List<String> marked() {
        return catalogue.attempt(at -> {
            try (PreparedStatement select = at.prepareStatement("SELECT session FROM erasing");
                    ResultSet row = select.executeQuery()) {
                List<String> sessions = new ArrayList<>();
                while (row.next()) {
                    sessions.add(row.getString(1));
                }
                return sessions;
            }
        });
    }

    private void change(String sql, String session) {
        catalogue.attempt(at -> {
            try (PreparedStatement change = at.prepareStatement(sql)) {
                change.setString(1, session);
                return change.executeUpdate();
            }
        });
    }
}
