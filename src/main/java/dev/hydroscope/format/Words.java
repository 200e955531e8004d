package dev.hydroscope.format;

/** Parts of foreign lines as reasons may show them: short, and nothing but plain characters. */
final class Words {
    private static final int MOST = 40;

    private Words() {
    }

    static String field(String name) {
        return "\"" + plain(name) + "\"";
    }

    static String plain(String text) {
        String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > MOST ? plain.substring(0, MOST) + "…" : plain;
    }
}
