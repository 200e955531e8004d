package dev.hydroscope.session;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.source.MeasuredProbes;
import dev.hydroscope.source.Measures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How often each probe is hit, counted in the kernel for a while: what a session would cost, before it begins. */
public record HitCount(Duration time, List<Row> rows) {
    /** A probe and its hits. */
    public record Row(Probe probe, long hits) {
    }

    /** Attaches to what the settings want, counts, and detaches; none of its arguments is read. */
    public static HitCount of(SessionSettings settings, Duration time) {
        Attachment attachment = Attachment.to(settings);
        List<Chosen> sites = attachment.chosen().stream().filter(one -> one.site().where().kind() != Site.Where.Kind.TCP).toList();
        try {
            Measures measures = Measures.hits(sites);
            try (MeasuredProbes probes = MeasuredProbes.attach(attachment.one(), measures)) {
                long began = System.nanoTime();
                Thread.sleep(time.toMillis());
                Counters counters = probes.counters();
                return new HitCount(Duration.ofNanos(System.nanoTime() - began), rows(measures, counters));
            }
        } catch (ProbeException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Kind.UNAVAILABLE, "the count was broken off", "try again", e);
        }
    }

    private static List<Row> rows(Measures measures, Counters counters) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < measures.rows().size(); i++) {
            rows.add(new Row(measures.rows().get(i).probe(), counters.hits()[i]));
        }
        rows.sort(Comparator.comparingLong(Row::hits).reversed().thenComparing(row -> row.probe().key()));
        return rows;
    }
}
