package dev.hydroscope.cli;

import dev.hydroscope.session.Export;
import dev.hydroscope.session.OwnQuery;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.SqlWish;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SavedQuery;
import dev.hydroscope.sql.Sink;
import dev.hydroscope.sql.SqlException;
import dev.hydroscope.store.Lens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sessions of a folder on which no server runs. */
final class LocalStore implements Store {
    private final Sessions sessions;

    LocalStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<SessionLine> sessions() {
        return sessions.list().stream().map(SessionLine::of).toList();
    }

    @Override
    public List<SavedQuery> queries() {
        return Stream.concat(sessions.statements().saved().builtIn().stream(),
                sessions.statements().saved().own().stream().map(OwnQuery::query)).toList();
    }

    @Override
    public Ending ask(SqlWish wish, Sink sink) {
        try {
            return sessions.statements().ask(wish, "local " + System.getProperty("user.name"), sink);
        } catch (SqlException e) {
            throw new Failure(Remote.at(e.getMessage(), e.position()), e.hint());
        }
    }

    @Override
    public void export(String session, ExportAsk ask, OutputStream to) throws IOException {
        new Export(sessions, Lens.NONE, session, ask.wish()).write(to);
    }

    @Override
    public Became take(Path file) {
        return over(sessions.importFile(file));
    }

    @Override
    public Became take(String name, InputStream content) {
        return over(sessions.importFile(name, content));
    }

    private Became over(SessionInfo begun) {
        SessionInfo info = begun;
        while (info.endedAt().isEmpty()) {
            Became.pause();
            info = sessions.get(info.id());
        }
        return Became.of(info);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
