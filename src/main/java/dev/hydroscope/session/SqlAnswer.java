package dev.hydroscope.session;

import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.Heading;
import dev.hydroscope.sql.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** An answer as it is written, row by row; where it cannot be, the statement ends by an UncheckedIOException. */
public abstract class SqlAnswer implements Sink {
    private final Writer to;

    SqlAnswer(Writer to) {
        this.to = to;
    }

    /** `{columns, rows, truncated, elapsedMillis, through}`. */
    public static SqlAnswer json(Writer to) {
        return new SqlJson(to);
    }

    /** A line of names, and a line for each row; where it was cut short, a last line that says so. */
    public static SqlAnswer csv(Writer to) {
        return new SqlCsv(to);
    }

    /** To be called once all rows were there. */
    public abstract void end(Ending ending);

    final void write(String some) {
        try {
            to.write(some);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the words of the limits. */
    public static String cutShort(Ending ending) {
        return switch (ending.truncated()) {
            case "" -> "";
            case "rows" -> String.format(Locale.ROOT, "cut short: no more than %,d rows were asked for", ending.rows());
            default -> String.format(Locale.ROOT,
                    "cut short after %,d rows: an answer has no more bytes; ask for fewer columns or rows", ending.rows());
        };
    }

}
