package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lines of h2olog, of its present and its old JSON and of its text for HTTP, even mixed, and our own, which say more.
 * Only those tell the process; of others it has the number 0.
 */
final class H2ologReader implements TraceReader {
    static final int PID = 0;
    private static final int BATCH = 2048;
    private static final byte[] BEGIN = "{\"module\":\"".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final Lines lines;
    private final JsonLine json = new JsonLine();
    private final Shapes shapes;
    private final TextBytes bytes = new TextBytes();
    private final TextLine text = new TextLine();
    private final Sequence sequence = new Sequence();
    private final Problems problems = new Problems();
    private final H2ologNotes notes = new H2ologNotes();
    private final OldPath oldPath = new OldPath();
    private final long textNanos;

    /** @param textNanos the time that stands for the times which lines of text do not have */
    H2ologReader(InputStream in, boolean appData, long textNanos) {
        this.in = in;
        this.lines = new Lines(in);
        this.shapes = new Shapes(appData);
        this.textNanos = textNanos;
    }

    @Override
    public boolean read(List<Event> batch) throws IOException {
        int count = 0;
        do {
            if (!lines.next()) {
                oldPath.last(batch);
                return false;
            }
            line(batch);
        } while (++count < BATCH && lines.atHand());
        return true;
    }

    private void line(List<Event> batch) {
        byte[] from = lines.bytes();
        if (lines.from() == lines.to()) {
            return;
        }
        try {
            if (lines.tooLong()) {
                throw new LineException("it is longer than " + Lines.LONGEST + " bytes");
            }
            if (from[lines.from()] == '{') {
                oldPath.add(json(lines.from(), lines.to()), batch);
            } else {
                batch.add(text.read(from, lines.from(), lines.to(), textNanos, sequence.next(0)));
                notes.text();
            }
        } catch (LineException e) {
            problems.add(lines.number(), lines.cut() ? "the last line is cut: " + e.getMessage() : e.getMessage());
            rest(batch);
        }
    }

    /** Where H2O's socket had no room it wrote a piece of a line, and the next line runs on behind it. */
    private void rest(List<Event> batch) {
        for (int at = lines.to() - BEGIN.length; at > lines.from(); at--) {
            if (begins(at)) {
                try {
                    oldPath.add(json(at, lines.to()), batch);
                } catch (LineException e) {
                    return;
                }
                return;
            }
        }
    }

    private boolean begins(int at) {
        for (int i = 0; i < BEGIN.length; i++) {
            if (lines.bytes()[at + i] != BEGIN[i]) {
                return false;
            }
        }
        return true;
    }

    private Event json(int from, int to) throws LineException {
        json.read(lines.bytes(), from, to);
        if (json.module == null) {
            notes.old(OldPath.dropMisread(json));
        }
        Shape shape = shapes.of(json);
        notes.json(shape, json.nanos >= 0);
        long atNanos = sequence.atNanos(json.timeMillis, Math.max(0, json.nanos));
        return shape.event(json, atNanos, sequence.next(json.tid), bytes);
    }

    @Override
    public Caveats caveats() {
        return notes.caveats(problems);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
