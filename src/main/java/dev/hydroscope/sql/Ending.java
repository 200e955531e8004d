package dev.hydroscope.sql;

/**
 * How an answer ended.
 *
 * @param truncated why it is not all: `rows`, `bytes`, or "" where it is
 * @param throughNanos until when running sessions among those asked are complete in it; 0: all of them were over
 */
public record Ending(long rows, String truncated, long elapsedMillis, long throughNanos) {
}
