package dev.hydroscope.format;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 words them, and nothing besides. */
public final class CsvText {
    private CsvText() {
    }

    public static List<List<String>> read(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder cell = new StringBuilder();
            if (text.charAt(at) == '"') {
                at = quoted(text, at + 1, cell);
            } else {
                while (at < text.length() && ",\r\"".indexOf(text.charAt(at)) < 0) {
                    cell.append(text.charAt(at++));
                }
            }
            cells.add(cell.toString());
            if (text.startsWith("\r\n", at)) {
                lines.add(cells);
                cells = new ArrayList<>();
                at += 2;
            } else if (text.charAt(at) == ',') {
                at++;
            } else {
                throw new AssertionError("neither a comma nor a line's end at " + at);
            }
        }
        return lines;
    }

    private static int quoted(String text, int from, StringBuilder cell) {
        int at = from;
        while (!(text.charAt(at) == '"' && !text.startsWith("\"\"", at))) {
            at += text.charAt(at) == '"' ? 1 : 0;
            cell.append(text.charAt(at++));
        }
        return at + 1;
    }
}
