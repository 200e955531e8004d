package dev.hydroscope.session;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as this program counts them, nanoseconds since 1970 UTC, and as people and JSON read them. */
public final class Nanos {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
            .withZone(ZoneOffset.UTC);

    private Nanos() {
    }

    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** Whether it is one that can be counted so, of the years from 1970 to 2261. */
    static boolean holds(Instant instant) {
        return instant.getEpochSecond() >= 0 && instant.getEpochSecond() < Long.MAX_VALUE / 1_000_000_000L;
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    public static long now() {
        return of(Instant.now());
    }

    /** ISO 8601, UTC, with all nine digits. */
    public static String iso(long nanos) {
        return iso(instant(nanos));
    }

    public static String iso(Instant instant) {
        return ISO.format(instant);
    }
}
