package dev.hydroscope.format;

import dev.hydroscope.format.LineBuffer.Controls;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Events as lines, in the order they are given: as h2olog prints them, or as JSON that says all and can be imported again.
 * What was masked or withheld stays so. Flushes when it is told to, and on close.
 */
public final class H2ologWriter implements EventWriter {
    private static final int FULL = 1 << 16;

    /** What a line looks like. */
    public enum Form {
        /** As h2olog -H: HTTP only. */
        TEXT,
        /** As h2olog: its names, and milliseconds. */
        H2OLOG,
        /** The catalogue's names, the process, and nanoseconds. */
        JSONL,
        /** As the h2olog that H2O had until 2024. */
        OLD
    }

    private final OutputStream out;
    private final LineBuffer line;
    private final TextLines text = new TextLines();
    private final OldLines old = new OldLines();
    private final JsonLines json;
    private final Form form;

    /** Control characters of values become escapes. */
    public H2ologWriter(OutputStream out, Form form) {
        this(out, form, Controls.ESCAPED);
    }

    private H2ologWriter(OutputStream out, Form form, Controls controls) {
        this.out = out;
        this.line = new LineBuffer(controls);
        this.form = form;
        this.json = new JsonLines(form == Form.H2OLOG);
    }

    /** As h2olog writes: values are the bytes that they are, as far as the lines stay lines. */
    public static H2ologWriter exactly(OutputStream out, Form form) {
        return new H2ologWriter(out, form, Controls.KEPT);
    }

    /** Nothing in a value is obeyed by a terminal. */
    public static H2ologWriter toTerminal(OutputStream out, Form form) {
        return new H2ologWriter(out, form, Controls.TERMINAL);
    }

    /**
     * Adds the event's line, if the form has one for it.
     *
     * @param connId H2O's number of its connection, for events that do not carry it; 0 where nobody knows
     */
    @Override
    public void write(Event event, long connId) throws IOException {
        if (form == Form.TEXT) {
            text.write(event, line);
        } else if (form == Form.OLD) {
            old.write(event, connId, line);
        } else {
            json.write(event, connId, line);
        }
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
