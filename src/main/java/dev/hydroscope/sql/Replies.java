package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a child says to one question, read with suspicion: no more than was asked for, and nothing but what was agreed. */
final class Replies {
    private static final int MOST_HEADINGS_BYTES = 4 << 20;

    private final Child child;
    private final SqlLimits limits;
    private final Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int columns = -1;
    private long rows;
    private long bytes;

    Replies(Child child, SqlLimits limits, Sink sink) {
        this.child = child;
        this.limits = limits;
        this.sink = sink;
    }

    /** @param over is told when the last line has come */
    Ending read(Runnable over) throws IOException {
        while (true) {
            child.line(line, limits.bytes() + MOST_HEADINGS_BYTES);
            bytes += line.size();
            if (bytes > limits.bytes() + 2L * MOST_HEADINGS_BYTES) {
                throw new IOException("it said more than it was asked for");
            }
            Wire.Line said = Wire.read(line.toByteArray());
            switch (said.what()) {
                case Wire.COLUMNS -> columns(said.values());
                case Wire.ROW -> row(said.values());
                case Wire.ENDING -> {
                    Ending ending = ending(said.values());
                    over.run();
                    return ending;
                }
                case Wire.ERROR -> {
                    SqlException error = error(said.values());
                    over.run();
                    throw error;
                }
                default -> throw new IOException("it said what was not agreed");
            }
        }
    }

    private void columns(List<Object> values) throws IOException {
        agreed(columns < 0 && values.size() % 2 == 0);
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 2) {
            headings.add(new Heading(Wire.text(values.get(i)), Wire.constant(Heading.Type.class, values.get(i + 1))));
        }
        columns = headings.size();
        sink.columns(headings);
    }

    private void row(List<Object> values) throws IOException {
        agreed(values.size() == columns && rows++ < limits.rows());
        sink.row(values);
    }

    private Ending ending(List<Object> values) throws IOException {
        agreed(values.size() == 2 && columns >= 0);
        return new Ending(rows, Wire.text(values.get(0)), 0, Wire.number(values.get(1)));
    }

    private static SqlException error(List<Object> values) throws IOException {
        agreed(values.size() == 4);
        return new SqlException(Wire.constant(Kind.class, values.get(0)), Wire.text(values.get(1)), Wire.text(values.get(2)),
                (int) Wire.number(values.get(3)));
    }

    private static void agreed(boolean kept) throws IOException {
        if (!kept) {
            throw new IOException("it said what was not agreed");
        }
    }
}
