package dev.hydroscope.format;

/**
 * A line of comma-separated values as RFC 4180 has them. Nothing of the text is a formula to a spreadsheet, and no character
 * of it hides.
 */
public final class CsvLine {
    private static final String FORMULA = "=+-@\t\r";

    private final StringBuilder line = new StringBuilder();

    /** What anybody may have written. */
    public void text(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        plain(formula ? "'" + VisibleText.of(text) : VisibleText.of(text));
    }

    /** What was made here, such as a number. */
    public void plain(String safe) {
        line.append(line.isEmpty() ? "" : ",");
        boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == ';' || c == ' ');
        if (plain && !(safe.isEmpty() && line.isEmpty())) {
            line.append(safe);
        } else {
            line.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }

    /** The line with its end; then the next begins. */
    public String end() {
        String whole = line.append("\r\n").toString();
        line.setLength(0);
        return whole;
    }
}
