package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Reads a trace event by event. What cannot be read is counted and told, never thrown. For one thread; what it tells of
 * itself may be asked by any.
 */
public interface TraceReader extends Closeable {
    /**
     * Adds the next events to the batch, some thousands at most and perhaps none; false at the end. Throws only where the
     * bytes themselves cannot be had.
     */
    boolean read(List<Event> batch) throws IOException;

    Caveats caveats();
}
