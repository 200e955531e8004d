package dev.hydroscope.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A line of comma-separated values for each request, below a line of names. */
final class CsvWriter implements ExchangeWriter {
    private final OutputStream to;
    private final List<ExportColumn> columns;
    private final CsvLine line = new CsvLine();
    private boolean begun;

    CsvWriter(OutputStream to, List<ExportColumn> columns) {
        this.to = to;
        this.columns = columns;
    }

    @Override
    public boolean write(Exchange exchange) throws IOException {
        begin();
        columns.forEach(column -> line.text(column.of(exchange)));
        endLine();
        return true;
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            columns.forEach(column -> line.text(column.name()));
            endLine();
        }
    }

    private void endLine() throws IOException {
        to.write(line.end().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end() throws IOException {
        begin();
        to.flush();
    }
}
