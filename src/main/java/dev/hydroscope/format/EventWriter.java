package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import java.io.IOException;

/** Events as lines, in the order they are given. Flushes when it is told to, and on close. */
public interface EventWriter extends AutoCloseable {
    /** @param connId H2O's number of its connection, for events that do not carry it; 0 where nobody knows */
    void write(Event event, long connId) throws IOException;

    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
