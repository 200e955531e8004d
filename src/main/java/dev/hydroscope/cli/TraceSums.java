package dev.hydroscope.cli;

import dev.hydroscope.session.TallyWish;
import dev.hydroscope.session.TallyWish.What;
import dev.hydroscope.session.Units;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What trace adds up rather than prints. */
final class TraceSums {
    @Option(names = "--count", description = "hits a probe, each second and in total, counted in the kernel")
    private boolean count;
    @Option(names = "--hist", paramLabel = "FIELD", description = "an argument's values by powers of two, added up in the kernel")
    private String hist;
    @Option(names = "--latency", description = {"the nanoseconds from a hit of the first to the next hit of the second on the same"
        + " thread; of one function alone from its entry to its return; by powers of two, in the kernel"})
    private boolean latency;
    @Option(names = "--by", paramLabel = "FIELD", defaultValue = "",
            description = "with --count, hits by an argument's value; with --latency, the same value pairs them: by=FIELD, or"
                    + " FIRST=SECOND where the two call it otherwise")
    private String by;
    @Option(names = "--unit", paramLabel = "ns|bytes", description = "what the numbers of --hist are")
    private String unit;
    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "",
            description = "tell what came each 1s, 500ms …; of --count each second, of the others only at the end")
    private String interval;
    @Option(names = "--top", paramLabel = "N", defaultValue = "20", description = "of --by the N values that came most often")
    private int top;

    boolean asked() {
        return count || hist != null || latency;
    }

    /** What is wrong with them, or "". */
    String wrong(List<String> specs) {
        int ways = (count ? 1 : 0) + (hist != null ? 1 : 0) + (latency ? 1 : 0);
        return ways > 1 ? "--count, --hist and --latency: one of them at a time"
                : !by.isEmpty() && !count && !latency ? "--by is for --count and --latency"
                : unit != null && (hist == null || !List.of("ns", "bytes").contains(unit)) ? "--unit ns or bytes is for --hist"
                : !interval.isEmpty() && !asked() ? "--interval is for --count, --hist and --latency"
                : Units.millis(interval.isEmpty() ? "1s" : interval).orElse(0) <= 0
                        ? "--interval " + interval + " is no time such as 1s"
                : top < 1 ? "--top " + top + " is no number of values"
                : latency && specs.size() > 2 ? "--latency is between two probes, or of one function; here are " + specs.size()
                : latency && specs.size() == 1 && !by.isEmpty() ? "--by needs two probes: --latency A B --by FIELD" : "";
    }

    TallyWish wish() {
        int equals = by.indexOf('=');
        return latency ? new TallyWish(What.LATENCY, equals < 0 ? by : by.substring(0, equals), by.substring(equals + 1))
                : hist != null ? new TallyWish(What.HISTOGRAM, hist, "")
                : by.isEmpty() ? new TallyWish(What.HITS, "", "") : new TallyWish(What.VALUES, by, "");
    }

    TallyLines lines() {
        Bars.Unit of = latency ? Bars.Unit.NS : unit == null ? Bars.Unit.NONE : Bars.Unit.valueOf(unit.toUpperCase(Locale.ROOT));
        return new TallyLines(wish(), of, top);
    }

    /** 0 for at the end only. */
    long intervalMillis() {
        return !interval.isEmpty() ? Units.millis(interval).orElseThrow() : count ? 1000 : 0;
    }
}
