package dev.hydroscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A line a connection, at once or what ended in each interval, as long as somebody reads. */
final class TcpLines {
    private final Writer out;
    private final TcpColumns columns;
    private final boolean held;
    private final Runnable end;
    private final List<TcpLife> ended = new ArrayList<>();
    private String fault = "";
    private boolean broken;

    /** @param held until the next flush; @param end is called when nothing more can be written */
    TcpLines(OutputStream standard, TcpColumns columns, boolean held, Runnable end) {
        this.out = new BufferedWriter(new OutputStreamWriter(standard, StandardCharsets.UTF_8), 1 << 16);
        this.columns = columns;
        this.held = held;
        this.end = end;
        write(columns.head());
        flush();
    }

    synchronized void add(TcpLife life) {
        if (held) {
            ended.add(life);
        } else {
            write(columns.line(life));
        }
    }

    /** Nothing more is under way just now. */
    synchronized void rest() {
        if (!held) {
            flush();
        }
    }

    synchronized void flush() {
        ended.forEach(life -> write(columns.line(life)));
        ended.clear();
        try {
            if (!broken) {
                out.flush();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void write(String line) {
        try {
            if (!broken) {
                out.write(line);
                out.write('\n');
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Who reads a pipe no longer has what he wanted: that is no failure. */
    private void fail(IOException e) {
        fault = String.valueOf(e.getMessage()).contains("Broken pipe") ? "" : String.valueOf(e.getMessage());
        broken = true;
        end.run();
    }

    /** Nobody reads any more. */
    synchronized boolean unread() {
        return broken && fault.isEmpty();
    }

    /** Why lines could not be written, or "". */
    synchronized String fault() {
        return fault;
    }
}
