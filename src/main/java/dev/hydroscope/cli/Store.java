package dev.hydroscope.cli;

import dev.hydroscope.session.SqlWish;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SavedQuery;
import dev.hydroscope.sql.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Sessions, wherever they are. */
interface Store extends AutoCloseable {
    /** Latest first. */
    List<SessionLine> sessions();

    List<SavedQuery> queries();

    Ending ask(SqlWish wish, Sink sink);

    /** All that is wanted of a session. */
    void export(String session, ExportAsk ask, OutputStream to) throws IOException;

    /** A file as a session; told when it is over. */
    Became take(Path file) throws IOException;

    /** Likewise, of what comes. */
    Became take(String name, InputStream content);

    @Override
    void close();
}
