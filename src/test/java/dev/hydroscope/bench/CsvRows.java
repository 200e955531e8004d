package dev.hydroscope.bench;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;

/** The rows of an answer as CSV without a heading; NULL is nothing, an empty text is `""`. */
final class CsvRows {
    private CsvRows() {
    }

    static void write(ResultSet rows, Path file) throws Exception {
        int columns = rows.getMetaData().getColumnCount();
        try (Writer out = Files.newBufferedWriter(file)) {
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    String value = rows.getString(i);
                    out.write(i == 1 ? "" : ",");
                    out.write(value == null ? "" : plain(value) ? value : '"' + value.replace("\"", "\"\"") + '"');
                }
                out.write('\n');
            }
        }
    }

    private static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == ',' || c < ' ' || c > '~') {
                return false;
            }
        }
        return !value.isEmpty();
    }
}
