package dev.hydroscope.quic;

/** What became of a sent packet; one that nothing was heard of stays in flight. */
public enum Fate {
    IN_FLIGHT("in-flight"), ACKED("acked"), LOST("lost"),
    /** Declared lost, but acked later. */
    LATE_ACKED("late-acked");

    private static final Fate[] ALL = values();
    private final String word;

    Fate(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Fate of(int ordinal) {
        return ALL[ordinal];
    }

    public boolean acked() {
        return this == ACKED || this == LATE_ACKED;
    }
}
