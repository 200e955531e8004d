package dev.hydroscope.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line of comma-separated values for each request, as RFC 4180 has them, below a line of names. Nothing of the traced text
 * is a formula to a spreadsheet, and no character of it hides.
 */
final class CsvWriter implements ExchangeWriter {
    private static final String FORMULA = "=+-@\t\r";

    private final OutputStream to;
    private final List<ExportColumn> columns;
    private final StringBuilder line = new StringBuilder();
    private boolean begun;

    CsvWriter(OutputStream to, List<ExportColumn> columns) {
        this.to = to;
        this.columns = columns;
    }

    @Override
    public boolean write(Exchange exchange) throws IOException {
        begin();
        columns.forEach(column -> cell(column.of(exchange)));
        endLine();
        return true;
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            columns.forEach(column -> cell(column.name()));
            endLine();
        }
    }

    private void cell(String text) {
        String shown = VisibleText.of(text);
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + shown : shown;
        line.append(line.isEmpty() ? "" : ",");
        boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == ';' || c == ' ');
        if (plain && !(safe.isEmpty() && line.isEmpty())) {
            line.append(safe);
        } else {
            line.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }

    private void endLine() throws IOException {
        line.append("\r\n");
        to.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    @Override
    public void end() throws IOException {
        begin();
        to.flush();
    }
}
