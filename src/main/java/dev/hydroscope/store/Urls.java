package dev.hydroscope.store;

/** Takes the parts off a path or an address that can hold secrets; an ellipsis stands where something was. */
final class Urls {
    private Urls() {
    }

    static String withoutQuery(String text) {
        String plain = text;
        int scheme = plain.indexOf("://");
        int host = scheme < 0 ? -1 : end(plain, scheme + 3);
        // a name may hold an @ itself, as mail addresses do
        int at = scheme < 0 ? -1 : plain.lastIndexOf('@', host);
        if (at > scheme) {
            plain = plain.substring(0, scheme + 3) + "…" + plain.substring(at);
        }
        int cut = first(plain, "?#;");
        return cut < 0 ? plain : plain.substring(0, cut + 1) + "…";
    }

    static String firstSegment(String text) {
        int from = text.startsWith("/") ? 1 : 0;
        int slash = text.indexOf('/', from);
        int cut = first(text, "?#;");
        int end = slash < 0 ? cut : cut < 0 ? slash : Math.min(slash, cut);
        return end < 0 || end == text.length() - 1 && text.charAt(end) == '/' ? text : text.substring(0, end + 1) + "…";
    }

    private static int end(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }

    private static int first(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
