package dev.hydroscope.session;

import dev.hydroscope.format.CsvLine;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.Heading;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;

/** An answer as comma-separated values; NULL is empty. */
final class SqlCsv extends SqlAnswer {
    private final CsvLine line = new CsvLine();

    SqlCsv(Writer to) {
        super(to);
    }

    @Override
    public void columns(List<Heading> columns) {
        columns.forEach(column -> line.text(column.name()));
        write(line.end());
    }

    @Override
    public void row(List<Object> values) {
        values.forEach(this::cell);
        write(line.end());
    }

    private void cell(Object value) {
        if (value instanceof String text) {
            line.text(text);
        } else {
            line.plain(value == null ? "" : value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
    }

    @Override
    public void end(Ending ending) {
        if (!ending.truncated().isEmpty()) {
            line.text("# " + cutShort(ending));
            write(line.end());
        }
    }
}
