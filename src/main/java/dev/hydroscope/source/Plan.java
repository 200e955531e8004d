package dev.hydroscope.source;

import dev.hydroscope.bpf.ArgumentSpec;
import dev.hydroscope.bpf.Options.Tcp;
import dev.hydroscope.bpf.Options.Tcp.Owner;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.SiteSpec;
import dev.hydroscope.bpf.SiteSpec.MeasureSpec;
import dev.hydroscope.bpf.SiteSpec.Place;
import dev.hydroscope.probe.Accepts;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.Found;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Site.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is attached: the sites that were found of what the settings want, and, where connections are sampled, the silent ones
 * that tell where a connection begins.
 *
 * @param probesBySite by the site's index, as the decoder wants it
 */
record Plan(List<Probe> probes, List<SiteSpec> sites, List<Probe> probesBySite) {
    static Plan of(Found found, Catalogue catalogue, CaptureSettings settings, String target) throws ProbeException {
        Map<Probe, Integer> numbers = new LinkedHashMap<>();
        List<SiteSpec> specs = new ArrayList<>();
        List<Probe> bySite = new ArrayList<>();
        Set<Chosen> wanted = new HashSet<>(found.chosen());
        boolean tcp = found.chosen().stream().anyMatch(one -> of(one.site(), Where.Kind.TCP));
        for (Chosen one : ordered(found, catalogue)) {
            boolean chosen = wanted.contains(one);
            boolean told = of(one.site(), Where.Kind.TCP) ? tcp : settings.sample() < 1 && Roles.of(one.probe());
            if (one.site().operands().size() <= SiteSpec.MAX_ARGUMENTS && (chosen || told)) {
                int number = chosen ? numbers.computeIfAbsent(one.probe(), added -> numbers.size()) : 0;
                specs.add(spec(one.site(), one.probe(), number, !chosen, settings.appData(), one.byName()));
                bySite.add(one.probe());
            }
        }
        if (numbers.isEmpty()) {
            throw new ProbeException(target + " has none of the probes " + String.join(", ", settings.probes()),
                    "see which it has: hydroscope probes");
        }
        return new Plan(List.copyOf(numbers.keySet()), List.copyOf(specs), List.copyOf(bySite));
    }

    /** Those of TCP last, together and in their order, on which the kernel side counts. */
    private static List<Chosen> ordered(Found found, Catalogue catalogue) {
        List<Chosen> all = new ArrayList<>(found.chosen());
        found.others().forEach(site -> all.add(new Chosen(site, site.where().kind() == Where.Kind.TCP
                ? catalogue.find(site.provider(), site.name()).orElseThrow()
                : catalogue.find(site.provider(), site.name(), site.operands().size()), false)));
        List<Site> tcp = Site.tcp();
        all.sort(Comparator.comparingInt(one -> tcp.indexOf(one.site())));
        return all;
    }

    private static boolean of(Site site, Where.Kind kind) {
        return site.where().kind() == kind;
    }

    private static SiteSpec spec(Site site, Probe probe, int number, boolean silent, boolean appData, boolean secrets) {
        List<ArgumentSpec> arguments = new ArrayList<>();
        for (int i = 0; i < site.operands().size(); i++) {
            arguments.add(Arguments.spec(probe, i, site.operands().get(i), appData, secrets));
        }
        return new SiteSpec(place(site), number, silent, Roles.connection(probe), Roles.header(probe), Roles.join(probe),
                MeasureSpec.NONE, arguments);
    }

    static Place place(Site site) {
        return switch (site.where().kind()) {
            case USDT, FUNCTION -> Place.entry(site.where().file(), site.fileOffset(), site.semaphoreFileOffset());
            case RETURN -> Place.exit(site.where().file(), site.fileOffset());
            case TRACEPOINT -> Place.tracepoint((int) site.fileOffset());
            case TCP -> Place.TOLD;
        };
    }

    /** Those of TCP stand together, in the order in which the kernel side counts on them. */
    Tcp tcp(Tcp.Of of, List<Integer> pids) {
        for (int i = 0; i < sites.size(); i++) {
            if (sites.get(i).place().kind() == Place.Kind.TOLD) {
                return new Tcp(of, i, pids.stream().map(pid -> new Owner(pid, Accepts.of(pid).stream().map(Plan::place).toList()))
                        .toList());
            }
        }
        return Tcp.NONE;
    }
}
