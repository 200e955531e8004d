package dev.hydroscope.format;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.function.IntFunction;

/** Events of any probe as lines, in the order they are given, for people. Flushes when it is told to, and on close. */
public final class EventLines implements EventWriter {
    private static final int FULL = 1 << 16;

    /** What stands first in a line: the time of day here, or in UTC; what has passed since the line before; nothing. */
    public enum Times { LOCAL, UTC, DELTA, NONE }

    private final OutputStream out;
    private final LineBuffer line = new LineBuffer(LineBuffer.Controls.ESCAPED);
    private final EventText text;

    /**
     * @param probes those that may come: columns are as wide as they need
     * @param comms the name of a thread by its tid, "" where nobody knows
     */
    public EventLines(OutputStream out, Times times, Collection<Probe> probes, IntFunction<String> comms) {
        this.out = out;
        this.text = new EventText(times, probes, comms);
        text.head(line);
    }

    @Override
    public void write(Event event, long connId) throws IOException {
        text.write(event, line);
        if (line.length() >= FULL) {
            line.drain(out);
        }
    }

    @Override
    public void flush() throws IOException {
        line.drain(out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            line.drain(out);
        }
    }
}
