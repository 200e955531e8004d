package dev.hydroscope.session;

import java.util.HashMap;
import java.util.Map;

/**
 * What the hits of one probe add up to.
 *
 * @param probe `provider:name`; of a latency both ends
 * @param values hits by the value of a field, as people read it
 * @param uncounted hits whose value had no room among the values, or spans that had none among those that are open
 * @param unpairedBegins of a latency: begins that came again before their end
 * @param unpairedEnds ends without a begin
 */
public record Tally(String probe, long hits, Distribution distribution, Map<String, Long> values, long uncounted,
        long unpairedBegins, long unpairedEnds) {
    public Tally {
        values = Map.copyOf(values);
    }

    /** What has come since then. */
    public Tally since(Tally earlier) {
        Map<String, Long> more = new HashMap<>(values);
        earlier.values.forEach((value, count) -> more.merge(value, -count, Long::sum));
        more.values().removeIf(count -> count == 0);
        return new Tally(probe, hits - earlier.hits, distribution.since(earlier.distribution), more,
                uncounted - earlier.uncounted, unpairedBegins - earlier.unpairedBegins, unpairedEnds - earlier.unpairedEnds);
    }
}
