package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The times of one trace: absolute, from a reference, or from the event before, in milliseconds or what its head says. */
final class QlogClock {
    private static final double NANOS_OF_MILLI = 1e6;
    private static final long NANOS_OF_SECOND = 1_000_000_000;
    /** A time that is absolute is later than 1973. */
    private static final long LEAST_ABSOLUTE_NANOS = 100_000_000L * NANOS_OF_SECOND;
    private static final long DAY_NANOS = 86_400 * NANOS_OF_SECOND;

    private final long otherwiseNanos;
    private long referenceNanos;
    private String form = "";
    private double unitNanos = NANOS_OF_MILLI;
    private long lastNanos;
    private boolean any;
    private boolean undated;
    /** Of a clock that ran long before: how far it was. */
    private long awayNanos;

    /** @param otherwiseNanos what stands for a reference that is not told */
    QlogClock(long otherwiseNanos) {
        this.otherwiseNanos = otherwiseNanos;
    }

    /** Of `common_fields` and `configuration`, as far as they are there. */
    void head(JsonNode common, JsonNode configuration) {
        form = common.path("time_format").asText(form);
        if (common.has("reference_time")) {
            reference(common.path("reference_time"));
        }
        String units = configuration.path("time_units").asText(common.path("time_units").asText(""));
        unitNanos = units.equals("us") ? 1e3 : units.equals("ns") ? 1 : units.equals("s") ? 1e9 : NANOS_OF_MILLI;
    }

    private void reference(JsonNode time) {
        JsonNode value = time.isObject() ? time.path(time.path("epoch").asText().equals("unknown") ? "wall_clock_time" : "epoch")
                : time;
        double number = value.isNumber() ? value.asDouble() : number(value.asText());
        if (!Double.isNaN(number)) {
            referenceNanos = units(number);
        } else if (!value.isMissingNode()) {
            date(value.asText());
        }
    }

    private void date(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            referenceNanos = instant.getEpochSecond() * NANOS_OF_SECOND + instant.getNano();
        } catch (DateTimeException e) {
            // no date: the trace is then as one without a reference
        }
    }

    /** A day's milliseconds since 1970 leave no room for nanoseconds in one multiplication. */
    private long units(double value) {
        double whole = Math.floor(value);
        return (long) whole * (long) unitNanos + Math.round((value - whole) * unitNanos);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Of the next event; of one without a time, that of the event before. */
    long nanos(JsonNode event) {
        JsonNode time = event.path("time");
        double value = time.isNumber() ? time.asDouble() : number(time.asText());
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return any ? lastNanos : otherwiseNanos;
        }
        String own = event.path("time_format").asText(form);
        long units = units(value);
        if (any && (own.equals("delta") || own.equals("relative_to_previous_event"))) {
            lastNanos += units;
            return lastNanos;
        }
        any = true;
        lastNanos = own.equals("absolute") || units >= LEAST_ABSOLUTE_NANOS ? units : referenceNanos + units;
        if (lastNanos < LEAST_ABSOLUTE_NANOS) {
            if (!undated && lastNanos >= DAY_NANOS) {
                awayNanos = lastNanos;
            }
            undated = true;
            lastNanos += otherwiseNanos - awayNanos;
        }
        return lastNanos;
    }

    /** Nothing tells when this was. */
    boolean undated() {
        return undated;
    }
}
