package dev.hydroscope.cli;

/** Text that came from elsewhere, made fit for a terminal. */
final class Text {
    private Text() {
    }

    /** Control and bidi characters as escapes: a path or a header is free to hold them, a terminal would obey. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
