package dev.hydroscope.cli;

import dev.hydroscope.session.OwnQuery;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.SqlWish;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SavedQuery;
import dev.hydroscope.sql.Sink;
import dev.hydroscope.sql.SqlException;
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
    public void close() {
        sessions.close();
    }
}
