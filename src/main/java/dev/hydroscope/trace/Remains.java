package dev.hydroscope.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may stay of a masked header's value. Only words that are known, names that stand before a value, and attributes
 * with the syntax of attributes: whatever could be a part of the secret is left out, even if a harmless word is lost by
 * it.
 */
final class Remains {
    /** The registered schemes and those in wide use; another first word may be the secret itself. */
    private static final Set<String> SCHEMES = Set.of("basic", "bearer", "concealed", "digest", "dpop", "gnap", "hoba",
            "mutual", "negotiate", "ntlm", "oauth", "privatetoken", "scram-sha-1", "scram-sha-256", "vapid",
            "aws4-hmac-sha256", "apikey", "token", "signature");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FLAG = Pattern.compile("(?i)secure|httponly|partitioned");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?i)max-age=-?[0-9]{1,10}|domain=[0-9a-z.-]{0,253}"
            + "|path=[/0-9a-z._~-]*|samesite=(strict|lax|none)|priority=(low|medium|high)"
            + "|expires=[a-z]{3,9},? [0-9]{1,2}[ -][a-z]{3}[ -][0-9]{2,4} [0-9:]{5,8} (gmt|utc)");

    private Remains() {
    }

    static byte[] of(String name, String value) {
        String left = switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization" -> scheme(value);
            case "cookie" -> cookies(value);
            case "set-cookie" -> setCookie(value);
            default -> "";
        };
        return left.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String scheme(String value) {
        String word = value.strip().split("[ \t]", 2)[0];
        return SCHEMES.contains(word.toLowerCase(Locale.ROOT)) ? word : "";
    }

    private static String cookies(String value) {
        return pairs(value).stream().map(Remains::name).filter(name -> !name.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** The first place is the cookie's name's, even if it is empty. */
    private static String setCookie(String value) {
        List<String> pairs = pairs(value);
        String attributes = pairs.stream().skip(1).map(Remains::attribute).filter(attribute -> !attribute.isEmpty())
                .map("; "::concat).collect(Collectors.joining());
        return name(pairs.get(0)) + attributes;
    }

    /** A pair without a value, or with nothing but `=`, may be a nameless secret in base64. */
    private static String name(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0 || pair.substring(equals).chars().allMatch(c -> c == '=')) {
            return "";
        }
        String name = pair.substring(0, equals).strip();
        return TOKEN.matcher(name).matches() ? name : "";
    }

    private static String attribute(String text) {
        String attribute = text.strip();
        return FLAG.matcher(attribute).matches() || ATTRIBUTE.matcher(attribute).matches() ? attribute : "";
    }

    /** Split at semicolons outside of quotes; a quote that is not closed holds everything behind it. */
    private static List<String> pairs(String value) {
        List<String> pairs = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                pairs.add(value.substring(from, i));
                from = i + 1;
            }
        }
        pairs.add(value.substring(from));
        return pairs;
    }
}
