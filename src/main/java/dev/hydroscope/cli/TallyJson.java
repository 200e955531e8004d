package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.session.Distribution;
import dev.hydroscope.session.Tally;
import dev.hydroscope.session.TallyWish;
import java.util.List;
import java.util.Map;

/** What was added up, a line of JSON a probe. */
final class TallyJson {
    private final TallyWish wish;

    TallyJson(TallyWish wish) {
        this.wish = wish;
    }

    /** @param total of the whole run, not of an interval */
    List<String> of(String time, boolean total, List<Tally> tallies) {
        return tallies.stream().map(tally -> line(time, total, tally).toString()).toList();
    }

    private ObjectNode line(String time, boolean total, Tally tally) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", time).put("total", total).put("probe", tally.probe()).put("hits", tally.hits());
        switch (wish.what()) {
            case HITS -> { }
            case VALUES -> {
                ObjectNode values = line.put("field", wish.field()).putObject("values");
                tally.values().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .forEach(value -> values.put(value.getKey(), value.getValue()));
                line.put("uncounted", tally.uncounted());
            }
            case HISTOGRAM -> distribution(line.put("field", wish.field()), tally.distribution());
            case LATENCY -> {
                distribution(line, tally.distribution());
                line.put("unpairedBegins", tally.unpairedBegins()).put("unpairedEnds", tally.unpairedEnds())
                        .put("noRoom", tally.uncounted());
            }
        }
        return line;
    }

    /** Of a bucket its least number, none for those below 0, and how many it holds. */
    private static void distribution(ObjectNode line, Distribution distribution) {
        line.put("count", distribution.count()).put("sum", distribution.sum());
        ArrayNode buckets = line.putArray("buckets");
        for (int i = 0; i < Distribution.BUCKETS; i++) {
            if (distribution.buckets()[i] > 0) {
                ObjectNode bucket = buckets.addObject();
                if (i > 0) {
                    bucket.put("from", Distribution.from(i));
                }
                bucket.put("count", distribution.buckets()[i]);
            }
        }
    }
}
