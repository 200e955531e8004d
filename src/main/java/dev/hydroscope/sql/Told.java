package dev.hydroscope.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The child's way of saying an answer. What is not on its way yet can be taken back. */
final class Told {
    private static final int HELD_BACK_BYTES = 256 << 10;

    private final OutputStream out;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean begun;

    Told(OutputStream out) {
        this.out = out;
    }

    void columns(List<Heading> headings) throws IOException {
        List<Object> values = new ArrayList<>();
        headings.forEach(heading -> {
            values.add(heading.name());
            values.add(heading.type().name());
        });
        waiting.write(Wire.line(Wire.COLUMNS, values));
    }

    /** @param line of {@link Wire#line} */
    void row(byte[] line) throws IOException {
        waiting.write(line);
        if (waiting.size() > HELD_BACK_BYTES) {
            flush();
        }
    }

    void ending(String truncated, long throughNanos) throws IOException {
        waiting.write(Wire.line(Wire.ENDING, List.of(truncated, throughNanos)));
    }

    void error(SqlException e) throws IOException {
        waiting.write(Wire.line(Wire.ERROR, List.of(e.kind().name(), e.getMessage(), e.hint(), e.position())));
    }

    void flush() throws IOException {
        begun = true;
        waiting.writeTo(out);
        waiting.reset();
        out.flush();
    }

    /** Whether it could be taken back. */
    boolean takeBack() {
        waiting.reset();
        return !begun;
    }
}
