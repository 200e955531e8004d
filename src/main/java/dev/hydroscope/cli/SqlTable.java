package dev.hydroscope.cli;

import dev.hydroscope.sql.Heading;
import dev.hydroscope.sql.Sink;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An answer as a table for people: times to the millisecond, numbers at the right. */
final class SqlTable implements Sink {
    private static final int MILLIS = "2026-01-31T12:00:00.123".length();

    private List<Heading> columns = List.of();
    private Aligned table = new Aligned(List.of(), List.of());

    @Override
    public void columns(List<Heading> headings) {
        columns = headings;
        table = new Aligned(headings.stream().map(Heading::name).toList(),
                headings.stream().map(heading -> heading.type() == Heading.Type.NUMBER).toList());
    }

    @Override
    public void row(List<Object> values) {
        List<String> cells = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            cells.add(shown(values.get(i), columns.get(i).type()));
        }
        table.row(cells);
    }

    private static String shown(Object value, Heading.Type type) {
        if (value == null) {
            return "NULL";
        }
        if (type == Heading.Type.TIME) {
            String time = value.toString();
            return (time.length() > MILLIS ? time.substring(0, MILLIS) : time).replace('T', ' ').replace("Z", "");
        }
        return value instanceof BigDecimal number ? plain(number) : value.toString();
    }

    /** Without the zeros that say nothing. */
    private static String plain(BigDecimal number) {
        return (number.scale() > 0 ? number.stripTrailingZeros() : number).toPlainString();
    }

    void print(Writer out) throws IOException {
        table.print(out);
    }
}
