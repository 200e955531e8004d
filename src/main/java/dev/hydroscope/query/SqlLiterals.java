package dev.hydroscope.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as SQL writes them. */
final class SqlLiterals {
    private static final int BILLIONTHS = 9;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn")
            .withZone(ZoneOffset.UTC);

    private SqlLiterals() {
    }

    /** What cannot be seen stands as an escape, so that what is pasted elsewhere is what was meant. */
    static String text(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? quoted : unicode(text);
    }

    private static String unicode(String text) {
        StringBuilder escaped = new StringBuilder("U&'");
        text.codePoints().forEach(code -> {
            if (code == '\'') {
                escaped.append("''");
            } else if (code == '\\') {
                escaped.append("\\\\");
            } else if (Character.isLetterOrDigit(code) || code >= ' ' && code < 0x7f) {
                escaped.appendCodePoint(code);
            } else {
                escaped.append(String.format(Locale.ROOT, code > 0xffff ? "\\+%06x" : "\\%04x", code));
            }
        });
        return escaped.append('\'').toString();
    }

    static String time(long nanos) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        return "TIMESTAMP WITH TIME ZONE '" + TIME.format(instant) + "+00'";
    }

    static String share(long billionths) {
        return BigDecimal.valueOf(billionths, BILLIONTHS).stripTrailingZeros().toPlainString();
    }

    /** The pattern of LIKE that means the text itself, with whatever may stand before and behind, and its escape. */
    static String like(String before, String text, String behind) {
        boolean escape = text.chars().anyMatch(c -> c == '%' || c == '_' || c == '\\');
        String meant = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return text(before + meant + behind) + (escape ? " ESCAPE '\\'" : "");
    }
}
