package dev.hydroscope.cli;

import dev.hydroscope.session.Distribution;
import dev.hydroscope.session.Tally;
import dev.hydroscope.session.TallyWish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was added up, for people. */
final class TallyLines {
    private final TallyWish wish;
    private final Bars bars;
    private final int top;

    /** @param top of values, those that came most often */
    TallyLines(TallyWish wish, Bars.Unit unit, int top) {
        this.wish = wish;
        this.bars = new Bars(unit);
        this.top = top;
    }

    List<String> of(List<Tally> tallies) {
        List<Tally> sorted = tallies.stream().sorted(Comparator.comparingLong(TallyLines::weight).reversed()).toList();
        List<Tally> some = sorted.stream().filter(tally -> tally.hits() > 0).toList();
        if (some.isEmpty()) {
            return List.of("(no hits)");
        }
        List<String> lines = new ArrayList<>();
        int width = some.stream().mapToInt(tally -> tally.probe().length()).max().orElse(0);
        for (Tally tally : some) {
            switch (wish.what()) {
                case HITS -> lines.add(String.format(Locale.ROOT, "%-" + width + "s %,14d", tally.probe(), tally.hits()));
                case VALUES -> values(tally, lines);
                case HISTOGRAM, LATENCY -> distribution(tally, lines);
            }
        }
        return lines;
    }

    private static long weight(Tally tally) {
        return tally.hits();
    }

    private void values(Tally tally, List<String> lines) {
        lines.add(String.format(Locale.ROOT, "%s by %s, %,d hits", tally.probe(), wish.field(), tally.hits()));
        tally.values().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey())).limit(top)
                .forEach(value -> lines.add(String.format(Locale.ROOT, "%,14d  %s", value.getValue(), Text.shown(value.getKey()))));
        if (tally.values().size() > top) {
            long rest = tally.values().values().stream().mapToLong(count -> count).sum() - tally.values().values().stream()
                    .sorted(Comparator.reverseOrder()).limit(top).mapToLong(count -> count).sum();
            lines.add(String.format(Locale.ROOT, "%,14d  … of %,d other values", rest, tally.values().size() - top));
        }
        told(lines, tally.uncounted(), "of more values than are kept");
    }

    private void distribution(Tally tally, List<String> lines) {
        Distribution all = tally.distribution();
        String what = wish.what() == TallyWish.What.LATENCY ? tally.probe() : tally.probe() + " " + wish.field();
        lines.add(String.format(Locale.ROOT, "%s: %,d%s", what, all.count(), all.count() == 0 ? ""
                : ", average " + bars.amount(all.average()) + ", total " + bars.amount(all.sum())));
        if (all.count() > 0) {
            if (wish.what() == TallyWish.What.LATENCY) {
                lines.add("p50 in " + bars.range(all.percentile(0.5)) + ", p90 in " + bars.range(all.percentile(0.9)) + ", p99 in "
                        + bars.range(all.percentile(0.99)));
            }
            lines.addAll(bars.lines(all));
        }
        told(lines, tally.unpairedBegins(), "began again before they ended (another call within, or an end that did not come)");
        told(lines, tally.unpairedEnds(), "ended without a begin (begun before, or within another)");
        told(lines, tally.uncounted(), "began while as many as are kept were open");
    }

    private static void told(List<String> lines, long count, String what) {
        if (count > 0) {
            lines.add(String.format(Locale.ROOT, "%,14d  %s", count, what));
        }
    }
}
