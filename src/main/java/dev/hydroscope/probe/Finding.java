package dev.hydroscope.probe;

import dev.hydroscope.probe.Ask.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One search for what is wanted: first among the USDT probes of all files, then, ask by ask, what those do not answer. */
final class Finding {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private final List<Ask> asks;
    private final List<Code> code;
    private final List<MappedFile> mapped;
    private final Optional<Tracepoints> tracepoints;
    private final Map<Site, Chosen> chosen = new LinkedHashMap<>();
    private final Set<Site> functions = new LinkedHashSet<>();
    private final Set<Site> others = new LinkedHashSet<>();
    private final Set<Ask> answered = new LinkedHashSet<>();
    private final Set<Ask> inProgram = new LinkedHashSet<>();
    private final Set<String> providers = new LinkedHashSet<>();

    /** @param code the program first */
    Finding(List<Ask> asks, List<Code> code, List<MappedFile> mapped, Optional<Tracepoints> tracepoints) {
        this.asks = asks;
        this.code = code;
        this.mapped = mapped;
        this.tracepoints = tracepoints;
    }

    Found found() throws WantedException {
        probes();
        List<String> unmatched = new ArrayList<>();
        for (Ask ask : asks) {
            if (!ask.negated() && !answered.contains(ask) && !otherwise(ask)) {
                unmatched.add(ask.toString());
            }
        }
        others.removeAll(chosen.keySet());
        return new Found(List.copyOf(chosen.values()), List.copyOf(others), unmatched);
    }

    private void probes() throws WantedException {
        for (int i = 0; i < code.size() || i == 0 && asksForTcp(); i++) {
            List<Site> sites = i == code.size() ? List.of() : i == 0 ? program() : code.get(i).sites();
            Probes probes = new Probes(i == 0 ? asks : furtherOn(sites), CATALOGUE);
            if (i == 0 && (asksForTcp() || sites.stream().anyMatch(site -> site.provider().equals("h2o")))) {
                sites = new ArrayList<>(sites);
                sites.addAll(Site.tcp());
            }
            for (Site site : sites) {
                providers.add(site.provider());
                others.add(site);
                Optional<Chosen> found = probes.chosen(site);
                if (found.isPresent()) {
                    chosen.put(found.get().site(), found.get());
                    others.remove(site);
                }
            }
            answered.addAll(probes.answered());
            if (i == 0) {
                inProgram.addAll(answered);
            }
        }
    }

    /** What has no probes may be asked for other things; what cannot be read has nothing. */
    private List<Site> program() throws WantedException {
        try {
            return ElfNotes.list(code.get(0).path());
        } catch (ProbeFileException e) {
            throw new WantedException(e.getMessage(), e.hint());
        }
    }

    /** Those that are about libraries: they name a provider, take away, or found nothing in the program. */
    private List<Ask> furtherOn(List<Site> sites) {
        return asks.stream().filter(ask -> ask.negated() || !inProgram.contains(ask)
                || sites.stream().anyMatch(site -> ask.place().equals(site.provider()))).toList();
    }

    private boolean asksForTcp() {
        return asks.stream().anyMatch(ask -> ask.sort() == Sort.ANY && ask.place().equals("tcp") && !ask.negated());
    }

    /** What no probe answers: a function, or a tracepoint. */
    private boolean otherwise(Ask ask) throws WantedException {
        if (ask.place().isEmpty() || !ask.literalPlace()) {
            return false;
        }
        Optional<Code> file = code.stream().filter(each -> each.called(ask.place())).findFirst();
        if (ask.sort() == Sort.FUNCTION || ask.sort() == Sort.RETURN) {
            return functions(ask, file.orElseThrow(() -> noFile(ask)));
        }
        if (ask.sort() == Sort.USDT) {
            return file.isPresent() && probesOf(ask, file.get());
        }
        if (file.isPresent() && ask.may(Sort.USDT) && probesOf(ask, file.get())) {
            return true;
        }
        boolean function = ask.may(Sort.FUNCTION) || ask.returns();
        boolean sure = ask.returns() || ask.parameters().isPresent() || ask.place().contains("/") || ask.place().contains(".");
        if (file.isPresent() && function && (sure || ask.literalName() && !providers.contains(ask.place()))) {
            return functions(ask, file.get());
        }
        return ask.may(Sort.TRACEPOINT) && events(ask);
    }

    private boolean functions(Ask ask, Code file) throws WantedException {
        for (Chosen function : new Functions(file, mapped, CATALOGUE).of(ask)) {
            chosen.put(function.site(), function);
            functions.add(function.site());
        }
        if (functions.size() > Functions.MOST_AT_ONCE) {
            throw new WantedException("all asks together are for " + functions.size() + " functions", Functions.FEWER);
        }
        return true;
    }

    /** `u:FILE:NAME`, as bcc has it. */
    private boolean probesOf(Ask ask, Code file) throws WantedException {
        Probes probes = new Probes(List.of(new Ask(Sort.USDT, false, "", ask.name(), false, ask.parameters())), CATALOGUE);
        for (Site site : file.sites()) {
            probes.chosen(site).ifPresent(found -> chosen.put(found.site(), found));
        }
        return !probes.answered().isEmpty();
    }

    private boolean events(Ask ask) throws WantedException {
        if (tracepoints.isEmpty()) {
            if (ask.sort() == Sort.TRACEPOINT) {
                throw new WantedException(ask + " is an event of the kernel, not of a program",
                        "name a process, or the machine as a whole");
            }
            return false;
        }
        if (!tracepoints.get().has(ask.place()) && ask.sort() != Sort.TRACEPOINT) {
            return false;
        }
        List<Tracepoint> events = tracepoints.get().find(ask.place(), Glob.of(ask.name()));
        if (events.isEmpty()) {
            throw Missing.event(ask.place(), ask.name(), tracepoints.get().names(ask.place()));
        }
        for (Tracepoint event : events) {
            Chosen one = event(ask, event);
            chosen.put(one.site(), one);
        }
        return true;
    }

    private static Chosen event(Ask ask, Tracepoint event) throws WantedException {
        List<Tracepoint.Stated> stated = ask.parameters().isPresent()
                ? TracepointArguments.named(event, ask.parameters().get()) : TracepointArguments.all(event);
        List<Argument> arguments = stated.stream().flatMap(each -> each.named().stream()).toList();
        List<Operand> operands = stated.stream().flatMap(each -> each.operands().stream()).toList();
        return new Chosen(new Site(event.category(), event.name(), Site.Where.TRACEPOINT, event.id(), 0, operands),
                new Probe(event.category(), event.name(), arguments, true), ask.literalName());
    }

    private WantedException noFile(Ask ask) {
        String some = String.join(", ", code.stream().map(Code::baseName).distinct().limit(8).toList());
        return new WantedException(ask + ": no program or library is called " + ask.place(),
                some.isEmpty() ? "give its path" : "give its path, or one of " + some);
    }
}
