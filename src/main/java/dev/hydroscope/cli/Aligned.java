package dev.hydroscope.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as what stands in them, up to a bound; nothing of a value moves the terminal. */
final class Aligned {
    private static final int MOST_WIDTH = 60;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> right;
    private final int[] widths;

    /** @param right which columns stand at their right, as numbers do */
    Aligned(List<String> names, List<Boolean> right) {
        this.right = right;
        this.widths = new int[names.size()];
        row(names);
    }

    void row(List<String> values) {
        List<String> row = values.stream().map(Aligned::cell).toList();
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(row.get(i)));
        }
        rows.add(row);
    }

    private static String cell(String value) {
        String shown = Text.shown(value);
        return width(shown) <= MOST_WIDTH ? shown : shown.substring(0, shown.offsetByCodePoints(0, MOST_WIDTH - 1)) + "…";
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    void print(Writer out) throws IOException {
        for (int i = 0; i < rows.size(); i++) {
            line(out, rows.get(i));
            if (i == 0) {
                List<String> rule = new ArrayList<>();
                for (int width : widths) {
                    rule.add("-".repeat(width));
                }
                line(out, rule);
            }
        }
        out.flush();
    }

    private void line(Writer out, List<String> row) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : "  ").append(right.get(i) ? space + row.get(i) : row.get(i) + space);
        }
        out.write(line.toString().stripTrailing() + "\n");
    }
}
