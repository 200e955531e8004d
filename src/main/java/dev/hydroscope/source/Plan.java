package dev.hydroscope.source;

import dev.hydroscope.bpf.ArgumentSpec;
import dev.hydroscope.bpf.Options.Tcp;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.SiteSpec;
import dev.hydroscope.bpf.SiteSpec.MeasureSpec;
import dev.hydroscope.bpf.SiteSpec.Place;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a binary's sites is attached: the probes that the settings choose, named from the catalogue where their arguments
 * fit, and, where connections are sampled, the silent ones that tell where a connection begins.
 *
 * @param probesBySite by the site's index, as the decoder wants it
 */
record Plan(List<Probe> probes, List<SiteSpec> sites, List<Probe> probesBySite) {
    static Plan of(List<Site> sites, Catalogue catalogue, CaptureSettings settings, String binary)
            throws ProbeException {
        Selection selection = Selection.of(settings.probes());
        Map<Probe, Integer> numbers = new LinkedHashMap<>();
        List<SiteSpec> specs = new ArrayList<>();
        List<Probe> bySite = new ArrayList<>();
        for (Site site : sites) {
            boolean tcp = site.where().kind() == Site.Where.Kind.TCP;
            Probe probe = tcp ? catalogue.find(site.provider(), site.name()).orElseThrow()
                    : catalogue.find(site.provider(), site.name(), site.operands().size());
            boolean chosen = selection.includes(site.provider(), site.name());
            boolean told = tcp ? Site.tcp().stream().anyMatch(one -> selection.includes(one.provider(), one.name()))
                    : settings.sample() < 1 && Roles.of(probe);
            if (site.operands().size() > SiteSpec.MAX_ARGUMENTS || !chosen && !told) {
                continue;
            }
            int number = chosen ? numbers.computeIfAbsent(probe, added -> numbers.size()) : 0;
            specs.add(spec(site, probe, number, !chosen, settings.appData(),
                    selection.names(site.provider(), site.name())));
            bySite.add(probe);
        }
        if (numbers.isEmpty()) {
            throw new ProbeException(binary + " has none of the probes " + String.join(", ", settings.probes()),
                    "see which it has: hydroscope probes -l " + binary);
        }
        return new Plan(List.copyOf(numbers.keySet()), List.copyOf(specs), List.copyOf(bySite));
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
    Tcp tcp(Tcp.Of of) {
        for (int i = 0; i < sites.size(); i++) {
            if (sites.get(i).place().kind() == Place.Kind.TOLD) {
                return new Tcp(of, i, List.of());
            }
        }
        return Tcp.NONE;
    }
}
