package dev.hydroscope.cli;

import dev.hydroscope.session.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers by powers of two as bars, a line a bucket, from the first that holds some to the last. */
final class Bars {
    private static final int WIDTH = 52;
    private static final String POWERS = "KMGTPE";
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};

    /** What the numbers are. */
    enum Unit { NONE, NS, BYTES }

    private final Unit unit;

    Bars(Unit unit) {
        this.unit = unit;
    }

    List<String> lines(Distribution distribution) {
        long[] buckets = distribution.buckets();
        int first = 0;
        int last = buckets.length - 1;
        while (first < last && buckets[first] == 0) {
            first++;
        }
        while (last > first && buckets[last] == 0) {
            last--;
        }
        long most = 1;
        for (long bucket : buckets) {
            most = Math.max(most, bucket);
        }
        List<String> lines = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            int length = (int) Math.round((double) buckets[i] * WIDTH / most);
            int shown = buckets[i] > 0 ? Math.max(1, length) : 0;
            lines.add(String.format(Locale.ROOT, "%-24s %,14d |%-" + WIDTH + "s|", range(i), buckets[i], "@".repeat(shown)));
        }
        return lines;
    }

    /** What a bucket holds: `[4K, 8K)`. */
    String range(int bucket) {
        if (bucket <= 2) {
            return bucket == 0 ? "(…, " + amount(0) + ")" : "[" + amount(bucket - 1) + "]";
        }
        return "[" + amount(Math.scalb(1.0, bucket - 2)) + ", "
                + (bucket == Distribution.BUCKETS - 1 ? "…)" : amount(Math.scalb(1.0, bucket - 1)) + ")");
    }

    /** A number as exactly as its bucket is; between buckets with three digits. */
    String amount(double value) {
        return switch (unit) {
            case NS -> scaled(value, 1000, TIMES);
            case BYTES -> scaled(value, 1024, new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"});
            case NONE -> plain(value);
        };
    }

    private static String plain(double value) {
        int power = 0;
        double rest = value;
        while (Math.abs(rest) >= 1024 && rest % 1 == 0 && rest % 1024 == 0 && power < POWERS.length()) {
            rest /= 1024;
            power++;
        }
        String number = rest % 1 == 0 ? String.format(Locale.ROOT, "%.0f", rest) : String.format(Locale.ROOT, "%.1f", rest);
        return number + (power == 0 ? "" : POWERS.charAt(power - 1));
    }

    private static String scaled(double value, double step, String[] names) {
        double rest = value;
        int name = 0;
        while (Math.abs(rest) >= step && name < names.length - 1) {
            rest /= step;
            name++;
        }
        String number = rest % 1 == 0 ? "%.0f" : Math.abs(rest) >= 100 ? "%.0f" : Math.abs(rest) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, number + " %s", rest, names[name]);
    }
}
