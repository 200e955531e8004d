package dev.hydroscope.session;

import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A session that stores what somebody listens to, in a folder that is this program's as long as it lasts. */
final class Saved implements AutoCloseable {
    private final Sessions sessions;
    private final String id;
    private final Source source;
    private SessionInfo info;

    private Saved(Sessions sessions, SessionInfo info, Source source) {
        this.sessions = sessions;
        this.id = info.id();
        this.source = source;
        this.info = info;
    }

    /** @param other gets each batch, too */
    static Saved begin(Path data, Opening opening, Consumer<List<Event>> other) {
        Sessions sessions = Sessions.open(data);
        try {
            AtomicReference<Source> opened = new AtomicReference<>();
            SessionInfo begun = sessions.begin(opening.name(), opening.origin(), () -> {
                opened.set(new Tee(opening.source().get(), other));
                return opened.get();
            });
            return new Saved(sessions, begun, opened.get());
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    Source source() {
        return source;
    }

    /** Why it has ended of itself, or "". */
    synchronized String over() {
        info = sessions.get(id);
        return info.state() == SessionInfo.State.RUNNING ? "" : "session " + id + " has ended: " + info.note();
    }

    synchronized SessionInfo info() {
        return info;
    }

    /** Detached when it returns; sealing may go on. */
    synchronized void stop() {
        info = sessions.stop(id);
    }

    @Override
    public synchronized void close() {
        info = sessions.get(id);
        sessions.close();
    }
}
