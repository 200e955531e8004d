package dev.hydroscope.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes of others, for a terminal: what it could obey, and what turns or hides the text around it, stands as escapes. */
final class TerminalText {
    private TerminalText() {
    }

    /** Whether they can stand as they are, also in JSON. */
    static boolean plain(byte[] from, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (from[i] < 0x20 || from[i] == 0x7f || from[i] == '"' || from[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** @param quoted ASCII characters to put a backslash before */
    static String of(byte[] from, int offset, int count, String quoted) {
        StringBuilder shown = new StringBuilder(count + 16);
        new String(from, offset, count, StandardCharsets.UTF_8).codePoints().forEach(c -> {
            if (quoted.indexOf(c) >= 0) {
                shown.append('\\').append((char) c);
            } else if (unsafe(c)) {
                for (char unit : Character.toChars(c)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean unsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
