package dev.hydroscope.quic;

import java.util.Locale;

/** As the traced end sees it. */
public enum Direction {
    SENT, RECEIVED;

    private static final Direction[] ALL = values();
    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Direction of(int ordinal) {
        return ALL[ordinal];
    }
}
