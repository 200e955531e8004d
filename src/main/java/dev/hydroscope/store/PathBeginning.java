package dev.hydroscope.store;

import java.nio.charset.StandardCharsets;

/** The first segments of a path, without its query: `/api` and `/api/v1` of `/api/v1?all`. */
public final class PathBeginning {
    /** Of so many there are columns. */
    public static final int MOST_SEGMENTS = 3;

    private PathBeginning() {
    }

    /** How many bytes the first segments take. */
    public static int length(byte[] bytes, int offset, int length, int segments) {
        int left = segments;
        for (int i = 0; i < length; i++) {
            byte b = bytes[offset + i];
            if (b == '?' || b == '/' && i > 0 && --left == 0) {
                return i;
            }
        }
        return length;
    }

    public static String of(String path, int segments) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, length(bytes, 0, bytes.length, segments), StandardCharsets.UTF_8);
    }
}
