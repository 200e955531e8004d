package dev.hydroscope.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The address of a request, written so that it is one.
 *
 * @param query names and values behind the question mark, decoded
 * @param guessed whether a part of it was not seen
 */
record HarUrl(String text, List<String[]> query, boolean guessed) {
    private static final String KEPT = "!#$%&'()*+,-./:;=?@_~";

    static HarUrl of(Exchange exchange) {
        String scheme = exchange.pseudo(":scheme");
        String host = exchange.pseudo(":authority");
        String asked = host.isEmpty() ? exchange.values(false, "host").stream().findFirst().orElse("") : host;
        String path = exchange.pseudo(":path");
        String usual = scheme.matches("[A-Za-z][A-Za-z0-9+.-]*") ? scheme : "http";
        boolean named = asked.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
        String place = path.startsWith("/") ? path : "/" + path;
        return new HarUrl(usual + "://" + (named ? asked : "unknown.invalid") + encoded(place), pairs(path),
                !usual.equals(scheme) || !named);
    }

    /** What is no character of an address stands by its bytes; so does a per cent sign that escapes nothing. */
    private static String encoded(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean escape = c == '%' && !(i + 2 < bytes.length && hex(bytes[i + 1]) && hex(bytes[i + 2]));
            if (!escape && c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
                safe.append(c);
            } else {
                safe.append('%').append("0123456789ABCDEF".charAt(c >> 4)).append("0123456789ABCDEF".charAt(c & 15));
            }
        }
        return safe.toString();
    }

    private static boolean hex(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    private static List<String[]> pairs(String path) {
        int at = path.indexOf('?');
        return at < 0 || at == path.length() - 1 ? List.of() : Arrays.stream(path.substring(at + 1).split("&"))
                .filter(pair -> !pair.isEmpty()).map(pair -> pair.split("=", 2))
                .map(pair -> new String[] {decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1])}).toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // it was not encoded so: as it came
        }
    }
}
