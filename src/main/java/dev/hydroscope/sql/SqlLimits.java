package dev.hydroscope.sql;

/** How much an answer may be and how long it may take; shown with it. */
public record SqlLimits(int rows, long bytes, long millis) {
    public static final SqlLimits USUAL = new SqlLimits(1000, 8L << 20, 10_000);
    /** The most that may be asked for. */
    public static final SqlLimits MOST = new SqlLimits(100_000, 64L << 20, 30_000);
}
