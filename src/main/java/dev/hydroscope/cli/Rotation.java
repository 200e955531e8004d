package dev.hydroscope.cli;

/**
 * When a file is put aside and another begun, and what becomes of those put aside.
 *
 * @param bytes at this size; 0: whatever its size
 * @param millis after this time, if there is anything in it; 0: however long it takes
 * @param keep so many of those put aside; 0: all
 */
record Rotation(long bytes, long millis, int keep, boolean gzip) {
    static final Rotation NONE = new Rotation(0, 0, 0, false);

    boolean rotates() {
        return bytes > 0 || millis > 0;
    }
}
