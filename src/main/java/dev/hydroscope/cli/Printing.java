package dev.hydroscope.cli;

import dev.hydroscope.format.EventWriter;
import dev.hydroscope.session.Listening;
import dev.hydroscope.trace.Event;
import java.io.IOException;

/** Events as lines, as long as somebody reads them. */
final class Printing implements Listening.Listener {
    private final EventWriter writer;
    private final Runnable end;
    private long asked;
    private volatile String fault = "";
    private volatile boolean broken;

    /** @param end is called when nothing more can be written */
    Printing(EventWriter writer, Runnable end) {
        this.writer = writer;
        this.end = end;
    }

    @Override
    public void event(Event event, long connId) {
        if (broken) {
            return;
        }
        try {
            writer.write(event, connId);
            asked++;
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void rest() {
        try {
            if (!broken) {
                writer.flush();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Who reads a pipe no longer has what he wanted: that is no failure. */
    private void fail(IOException e) {
        if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
            fault = String.valueOf(e.getMessage());
        }
        broken = true;
        end.run();
    }

    /** Nobody reads any more. */
    boolean unread() {
        return broken && fault.isEmpty();
    }

    /** Why lines could not be written, or "". */
    String fault() {
        return fault;
    }

    /** Events given to the writer. Exact once the listening is closed. */
    long lines() {
        return asked;
    }

    /** After the listening is. */
    void close() {
        try {
            if (!broken) {
                writer.close();
            }
        } catch (IOException e) {
            fail(e);
        }
    }
}
