package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** Lends connections to a session's file to those who read it; for any thread. */
interface Reads {
    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    <T> T read(Work<T> work);

    /** Gives reads that all see the file as it is at one moment, for as long as the work lasts. */
    <T> T steady(Function<Reads, T> work);

    boolean readOnly();
}
