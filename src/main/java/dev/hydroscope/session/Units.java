package dev.hydroscope.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: 500ms, 10m, 2h; 64k, 10g. */
public final class Units {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([kmgt]?)(?:i?b)?");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L,
            "d", 86_400_000L);

    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

    private Units() {
    }

    /** In milliseconds; a bare number is seconds. */
    public static OptionalLong millis(String text) {
        Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)) * MILLIS.get(matcher.group(2) == null ? "s" : matcher.group(2)));
    }

    public static OptionalLong bytes(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int power = matcher.group(2).isEmpty() ? 0 : "kmgt".indexOf(matcher.group(2)) + 1;
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE >> 10 * power ? OptionalLong.empty() : OptionalLong.of(number << 10 * power);
    }

    /** As the page shows it, in powers of a thousand: 512 B, 1.50 kB, 20.0 MB. */
    static String size(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= 999.5 && unit < SIZES.length - 1) {
            number /= 1000;
            unit++;
        }
        String format = unit == 0 || number >= 99.95 ? "%.0f %s" : number >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, format, number, SIZES[unit]);
    }

    static String text(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            if (millis >= MILLIS.get(unit) && millis % MILLIS.get(unit) == 0) {
                return millis / MILLIS.get(unit) + unit;
            }
        }
        return millis + "ms";
    }
}
