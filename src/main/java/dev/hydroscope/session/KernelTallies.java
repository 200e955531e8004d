package dev.hydroscope.session;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.Histogram;
import dev.hydroscope.bpf.ValueCount;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.MeasuredProbes;
import dev.hydroscope.source.Measures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Added up in the kernel: nothing has to be read hit by hit, so that nothing is lost. */
final class KernelTallies implements Tallies {
    private final MeasuredProbes measured;
    private final Measures measures;
    private final TallyWish wish;

    KernelTallies(MeasuredProbes measured, Measures measures, TallyWish wish) {
        this.measured = measured;
        this.measures = measures;
        this.wish = wish;
    }

    @Override
    public List<Tally> now() {
        Counters counters = measured.counters();
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < measures.rows().size(); i++) {
            if (wish.what() != TallyWish.What.LATENCY || measures.rows().get(i).beginsIn() >= 0) {
                tallies.add(tally(i, counters.hits()[i]));
            }
        }
        return tallies;
    }

    private Tally tally(int row, long hits) {
        Measures.Row of = measures.rows().get(row);
        Histogram here = measured.histogram(row);
        Histogram begins = of.beginsIn() < 0 ? here : measured.histogram(of.beginsIn());
        Map<String, Long> values = new HashMap<>();
        if (wish.what() == TallyWish.What.VALUES) {
            for (ValueCount count : measured.values(row)) {
                values.put(text(of.probe(), count.value()), count.count());
            }
        }
        return new Tally(of.name(), hits, new Distribution(here.buckets(), here.sum()), values, begins.noRoom(),
                begins.unpairedBegins(), here.unpairedEnds());
    }

    private String text(Probe probe, long value) {
        Argument argument = probe.arguments().get(probe.argument(wish.field()));
        return argument.kind() == Argument.Kind.POINTER ? "0x" + Long.toHexString(value) : Long.toString(value);
    }

    @Override
    public long lost() {
        return measured.counters().allLost();
    }

    @Override
    public boolean ended() {
        return measured.ended();
    }

    @Override
    public String reason() {
        return ended() ? "the process has exited" : "";
    }

    @Override
    public void close() {
        measured.close();
    }
}
