package dev.hydroscope.source;

import dev.hydroscope.bpf.ArgumentSpec;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.SiteSpec.MeasureSpec;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Site.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sites add up what in the kernel. A row is what has counts of its own: a probe, and of a latency each end.
 *
 * @param rows by the number of the row
 */
public record Measures(List<Row> rows, List<Measured> sites) {
    private static final int MOST_PAIRS = 256;
    private static final String RETURN = "%return";

    /**
     * @param name for people
     * @param beginsIn of a latency's end, the row of its begins; else -1
     */
    public record Row(String name, Probe probe, int beginsIn) {
        private static Row of(Probe probe, int beginsIn) {
            return new Row(probe.key(), probe, beginsIn);
        }
    }

    /** A site with what it adds up, and in which row. */
    record Measured(Chosen chosen, int row, MeasureSpec measure) {
    }

    public Measures {
        rows = List.copyOf(rows);
        sites = List.copyOf(sites);
    }

    /** Hits alone. */
    public static Measures hits(List<Chosen> sites) throws ProbeException {
        return each(sites, "", argument -> MeasureSpec.COUNT);
    }

    /** A number among the arguments, by powers of two. */
    public static Measures histogram(List<Chosen> sites, String field) throws ProbeException {
        return each(sites, field, MeasureSpec::histogram);
    }

    /** Hits by the value of a number among the arguments. */
    public static Measures values(List<Chosen> sites, String field) throws ProbeException {
        return each(sites, field, MeasureSpec::values);
    }

    private interface Spec {
        MeasureSpec of(int argument);
    }

    private static Measures each(List<Chosen> sites, String field, Spec spec) throws ProbeException {
        Map<Probe, Integer> rows = new LinkedHashMap<>();
        List<Measured> measured = new ArrayList<>();
        for (Chosen chosen : sites) {
            int row = rows.computeIfAbsent(chosen.probe(), probe -> rows.size());
            measured.add(new Measured(chosen, row, spec.of(argument(chosen.probe(), field))));
        }
        return new Measures(rows.keySet().stream().map(probe -> Row.of(probe, -1)).toList(), measured);
    }

    /** From a hit of one probe to the next hit of another with the same field, or of the same thread where there is none. */
    public static Measures latency(List<Chosen> begins, String beginField, List<Chosen> ends, String endField)
            throws ProbeException {
        Map<Probe, Integer> rows = new LinkedHashMap<>();
        List<Measured> measured = new ArrayList<>();
        for (Chosen begin : begins) {
            measured.add(new Measured(begin, 0, MeasureSpec.begin(argument(begin.probe(), beginField), 0)));
        }
        for (Chosen end : ends) {
            int row = rows.computeIfAbsent(end.probe(), probe -> rows.size() + 1);
            measured.add(new Measured(end, row, MeasureSpec.end(argument(end.probe(), endField), 0)));
        }
        boolean several = begins.stream().map(Chosen::probe).distinct().count() > 1;
        String from = begins.get(0).probe().key() + (several ? " and others" : "");
        List<Row> all = new ArrayList<>(List.of(Row.of(begins.get(0).probe(), -1)));
        rows.keySet().forEach(probe -> all.add(new Row(from + " to " + probe.key(), probe, 0)));
        return new Measures(all, measured);
    }

    /** From each function's entry to its return, on the same thread. */
    public static Measures duration(List<Chosen> functions) throws ProbeException {
        List<Row> rows = new ArrayList<>();
        List<Measured> measured = new ArrayList<>();
        for (Chosen entry : functions) {
            Site site = entry.site();
            int pair = measured.size() / 2;
            if (site.where().kind() != Where.Kind.FUNCTION || pair == MOST_PAIRS) {
                throw pair == MOST_PAIRS
                        ? new ProbeException("more than " + MOST_PAIRS + " functions at once", "name fewer")
                        : new ProbeException(site.key() + " is no function, so that it has no return",
                                "say which probe begins what is measured, and which ends it: --latency A B");
            }
            Site exit = new Site(site.provider(), site.name() + RETURN, new Where(Where.Kind.RETURN, site.where().file()),
                    site.fileOffset(), 0, List.of());
            measured.add(new Measured(entry, rows.size(), MeasureSpec.begin(ArgumentSpec.NO_ARGUMENT, pair)));
            measured.add(new Measured(new Chosen(exit, new Probe(exit.provider(), exit.name(), List.of(), true), entry.byName()),
                    rows.size() + 1, MeasureSpec.end(ArgumentSpec.NO_ARGUMENT, pair)));
            rows.add(Row.of(entry.probe(), -1));
            rows.add(Row.of(entry.probe(), rows.size() - 1));
        }
        return new Measures(rows, measured);
    }

    private static int argument(Probe probe, String field) throws ProbeException {
        if (field.isEmpty()) {
            return ArgumentSpec.NO_ARGUMENT;
        }
        int index = probe.argument(field);
        List<String> numbers = probe.arguments().stream().filter(argument -> argument.kind().number())
                .map(argument -> argument.name()).toList();
        if (index < 0 || !probe.arguments().get(index).kind().number()) {
            throw new ProbeException(probe.key() + (index < 0 ? " has no argument " : " has no number in its argument ") + field,
                    numbers.isEmpty() ? "none of its arguments is a number" : "it has " + String.join(", ", numbers));
        }
        return index;
    }
}
