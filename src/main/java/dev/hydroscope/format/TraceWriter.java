package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import java.io.IOException;

/** Writes connections to a file, one after the other, event by event; without its end the file is cut. */
public interface TraceWriter {
    /** The events of another connection follow. */
    void begin(TraceHead connection) throws IOException;

    /** The next of the connection that was begun, in the order of their times. */
    void write(Event event) throws IOException;

    /** The file is whole when it returns; what it is written to stays open. */
    void end() throws IOException;
}
