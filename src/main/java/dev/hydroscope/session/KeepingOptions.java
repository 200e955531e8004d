package dev.hydroscope.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the command that starts says about keeping, as it was typed: it wins over the page. "" says nothing, `none` is no limit. */
public record KeepingOptions(String days, String bytes, String reserve) {
    public static final KeepingOptions NONE = new KeepingOptions("", "", "");
    private static final String NO_LIMIT = "none";

    /** What is wrong with them, or "". */
    public String wrong() {
        if (given(days) && (!days.matches("[1-9]\\d{0,4}") || Integer.parseInt(days) > KeepingSettings.MOST_DAYS)) {
            return "--keep-days " + days + " is no number of days from 1 to " + KeepingSettings.MOST_DAYS + ", nor none";
        }
        if (given(bytes) && !between(bytes, KeepingSettings.LEAST_BYTES)) {
            return "--keep-bytes " + bytes + " is no size like 20g, of 1m at least, nor none";
        }
        return given(reserve) && !between(reserve, 0) ? "--reserve " + reserve + " is no size like 1g, nor none" : "";
    }

    private static boolean given(String text) {
        return !text.isEmpty() && !text.equals(NO_LIMIT);
    }

    private static boolean between(String size, long least) {
        OptionalLong value = Units.bytes(size);
        return value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= KeepingSettings.MOST_BYTES;
    }

    /** What holds, given what the page has set. */
    KeepingSettings over(KeepingSettings set) {
        return new KeepingSettings(
                days.isEmpty() ? set.ageDays() : given(days) ? OptionalInt.of(Integer.parseInt(days)) : OptionalInt.empty(),
                bytes.isEmpty() ? set.bytes() : given(bytes) ? Units.bytes(bytes) : OptionalLong.empty(),
                reserve.isEmpty() ? set.reserveBytes() : given(reserve) ? Units.bytes(reserve).orElseThrow() : 0);
    }

    /** The fields of the settings that the page cannot change. */
    List<String> fixed() {
        List<String> fixed = new ArrayList<>();
        option(KeepingSettings.AGE).ifPresent(option -> fixed.add(KeepingSettings.AGE));
        option(KeepingSettings.BYTES).ifPresent(option -> fixed.add(KeepingSettings.BYTES));
        option(KeepingSettings.RESERVE).ifPresent(option -> fixed.add(KeepingSettings.RESERVE));
        return fixed;
    }

    /** The option that fixes a field, as it was typed. */
    Optional<String> option(String field) {
        return switch (field) {
            case KeepingSettings.AGE -> typed("--keep-days", days);
            case KeepingSettings.BYTES -> typed("--keep-bytes", bytes);
            default -> typed("--reserve", reserve);
        };
    }

    private static Optional<String> typed(String name, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(name + " " + value);
    }
}
