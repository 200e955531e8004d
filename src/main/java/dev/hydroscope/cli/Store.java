package dev.hydroscope.cli;

import dev.hydroscope.session.SqlWish;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SavedQuery;
import dev.hydroscope.sql.Sink;
import java.util.List;

/** Sessions, wherever they are. */
interface Store extends AutoCloseable {
    /** Latest first. */
    List<SessionLine> sessions();

    List<SavedQuery> queries();

    Ending ask(SqlWish wish, Sink sink);

    @Override
    void close();
}
