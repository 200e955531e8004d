package dev.hydroscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when sessions lie here. What happened in them, or what their files say where they come from, may be of any time; this
 * is found out once, when one is first seen at rest, and kept.
 */
final class StoredTimes {
    private final KeepingTable table;
    private final DataFolder folder;
    private final Map<String, Instant> known;

    StoredTimes(KeepingTable table, DataFolder folder) {
        this.table = table;
        this.folder = folder;
        this.known = new ConcurrentHashMap<>(table.stored());
    }

    Instant since(String session, Instant now) {
        Instant since = known.get(session);
        return since == null ? record(session, found(session, now)) : since;
    }

    private Instant record(String session, Instant since) {
        try {
            table.stored(session, since);
            known.put(session, since);
        } catch (Problem e) {
            // a full disk: found out again the next time
        }
        return since;
    }

    /** Sealing was the last to write the file, which cannot be older than the session's id nor newer than now. */
    private Instant found(String session, Instant now) {
        Instant made = Instant.ofEpochMilli(SessionId.millis(session));
        Instant since = made;
        try {
            Instant written = Files.getLastModifiedTime(folder.session(session)).toInstant();
            since = written.isAfter(made) ? written : made;
        } catch (IOException e) {
            // a session without its file is as old as its id
        }
        return since.isAfter(now) ? now : since;
    }

    /** The others are gone. */
    void keep(Set<String> sessions) {
        known.keySet().retainAll(sessions);
    }
}
