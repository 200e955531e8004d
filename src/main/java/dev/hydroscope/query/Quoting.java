package dev.hydroscope.query;

/** Writes names and values so that the parser reads them back. */
final class Quoting {
    private Quoting() {
    }

    /** Whether it can be written at all: what is no text cannot, and what holds a control character nobody would read. */
    static boolean writable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\ufffd');
    }

    static String value(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"'
                || c == '\'' || c == '(' || c == ')');
        return plain ? text : quoted(text);
    }

    /** A header's name behind its `req.`; "" where it cannot be written. */
    static String name(String text) {
        if (text.isEmpty() || !writable(text)) {
            return "";
        }
        boolean plain = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "!#$%&*+-.^_`|:/@?".indexOf(c) >= 0);
        return plain ? text : quoted(text);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
