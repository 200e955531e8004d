package dev.hydroscope.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Traced text so that nothing in it hides, or turns its neighbours round: such characters stand as escapes. */
final class VisibleText {
    /** Controls, formats, surrogates, private use, separators of lines, and every space but the usual one. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]|(?! )\\p{Zs}");

    private VisibleText() {
    }

    /** UTF-8; a byte that is none becomes `\xNN`, so that two values that differ stay different. */
    static String decoded(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : exactly(bytes);
    }

    private static String exactly(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length * 4);
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            for (int i = 0; result.isError() && i < result.length(); i++) {
                out.put(String.format(Locale.ROOT, "\\x%02x", in.get()));
            }
        }
        return out.flip().toString();
    }

    /** The same with escapes as the page has them, `\n` or `\x07`. */
    static String of(String text) {
        return UNSAFE.matcher(text).replaceAll(match -> escape(match.group().codePointAt(0)).replace("\\", "\\\\"));
    }

    /** Markup of it: nothing of the text is any. */
    static String html(String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
        return UNSAFE.matcher(safe).replaceAll(match -> "<i>" + escape(match.group().codePointAt(0)).replace("\\", "\\\\")
                + "</i>");
    }

    private static String escape(int code) {
        return switch (code) {
            case 0 -> "\\0";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> String.format(Locale.ROOT, code < 0x100 ? "\\x%02x" : "\\u{%x}", code);
        };
    }
}
