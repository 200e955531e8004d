package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How long, how much and beside how much free space sessions are kept. Without a limit of age or bytes nothing is deleted.
 *
 * @param reserveBytes of the data folder's disk: below it nothing new is started
 */
public record KeepingSettings(OptionalInt ageDays, OptionalLong bytes, long reserveBytes) {
    static final String AGE = "ageDays";
    static final String BYTES = "bytes";
    static final String RESERVE = "reserveBytes";
    static final KeepingSettings USUAL = new KeepingSettings(OptionalInt.empty(), OptionalLong.empty(), 1L << 30);
    static final int MOST_DAYS = 36_500;
    static final long LEAST_BYTES = 1 << 20;
    static final long MOST_BYTES = 1L << 50;
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of(AGE, BYTES, RESERVE));

    /** Whether anything is ever deleted. */
    public boolean limited() {
        return ageDays.isPresent() || bytes.isPresent();
    }

    /** The body of PATCH /api/keeping: null takes a limit away, what is not named stays. */
    KeepingSettings changed(JsonNode body) {
        Fields fields = new Fields(body, KNOWN);
        int days = (int) fields.integer(AGE, 1, MOST_DAYS, 0);
        long most = fields.measure(BYTES, Units::bytes, "20 GiB", LEAST_BYTES, MOST_BYTES, 0);
        return new KeepingSettings(fields.cleared(AGE) ? OptionalInt.empty() : days == 0 ? ageDays : OptionalInt.of(days),
                fields.cleared(BYTES) ? OptionalLong.empty() : most == 0 ? bytes : OptionalLong.of(most),
                fields.measure(RESERVE, Units::bytes, "1 GiB", 0, MOST_BYTES, reserveBytes));
    }

    /** Those of the fields in which another differs. */
    List<String> differing(KeepingSettings other) {
        return KNOWN.stream().filter(name -> switch (name) {
            case AGE -> !ageDays.equals(other.ageDays);
            case BYTES -> !bytes.equals(other.bytes);
            default -> reserveBytes != other.reserveBytes;
        }).toList();
    }
}
