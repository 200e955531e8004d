package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.OutputStream;

/** A line of JSON for each event, whatever its connection speaks. */
final class LinesWriter implements TraceWriter {
    /** H2O's own conn_id in the conn of a connection; above it stand a mark, where it has none, and the process. */
    private static final long UNNAMED = 1L << 43;

    private final H2ologWriter lines;
    private final boolean own;
    private long connId;

    LinesWriter(OutputStream to, H2ologWriter.Form form) {
        this.lines = new H2ologWriter(to, form);
        this.own = form == H2ologWriter.Form.JSONL;
    }

    @Override
    public void begin(TraceHead connection) {
        boolean unnamed = (connection.conn() & UNNAMED) != 0;
        // where one connection stands behind the other, their order names none: in our own lines the mark stays
        connId = unnamed && !own ? 0 : connection.conn() & (UNNAMED * 2 - 1);
    }

    @Override
    public void write(Event event) throws IOException {
        lines.write(event, connId);
    }

    @Override
    public void end() throws IOException {
        lines.flush();
    }
}
