package dev.hydroscope.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Code;
import dev.hydroscope.probe.Operand;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Symbol;
import dev.hydroscope.probe.Tracepoint;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Probes, functions and tracepoints as lines, of those that some globs choose. */
final class ProbeLines {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private final PrintWriter out;
    private final Selection selection;
    private final boolean verbose;

    ProbeLines(PrintWriter out, List<String> globs, boolean verbose) {
        this.out = out;
        this.selection = Selection.of(globs);
        this.verbose = verbose;
    }

    /** @param name `category:event` */
    boolean wants(String name) {
        int colon = name.indexOf(':');
        return selection.includes(name.substring(0, colon), name.substring(colon + 1));
    }

    /** Answers how many it prints. */
    int probes(Code code) {
        Map<String, List<Site>> probes = code.sites().stream()
                .filter(site -> selection.includes(site.provider(), site.name()))
                .collect(groupingBy(Site::key, TreeMap::new, toList()));
        probes.forEach((key, sites) -> {
            out.println(Text.shown(code.name()) + " " + key);
            if (verbose) {
                detail(sites);
            }
        });
        return probes.size();
    }

    private void detail(List<Site> sites) {
        Site first = sites.get(0);
        Probe probe = CATALOGUE.find(first.provider(), first.name(), first.operands().size());
        out.println("  arguments:" + arguments(probe) + (probe.known() ? "" : " (not in the catalogue)"));
        for (Site site : sites) {
            String operands = Text.shown(site.operands().stream().map(Operand::toString).collect(joining(" ")));
            out.printf("  site 0x%x, %s: %s%n", site.fileOffset(), site.semaphoreFileOffset() == 0 ? "no semaphore"
                    : String.format("semaphore 0x%x", site.semaphoreFileOffset()), operands);
        }
    }

    private static String arguments(Probe probe) {
        String line = probe.line();
        return line.indexOf(' ') < 0 ? " none" : line.substring(line.indexOf(' '));
    }

    int functions(Code code) throws ProbeFileException {
        int printed = 0;
        for (Symbol function : code.functions("")) {
            if (selection.includes(code.provider(), function.name())) {
                out.println(Text.shown(code.name()) + " " + Text.shown(function.name()));
                printed++;
                if (verbose) {
                    CATALOGUE.find(code.provider(), function.name())
                            .ifPresent(known -> out.println("  arguments:" + arguments(known)));
                    out.printf("  at 0x%x, %d bytes%s%n", function.address(), function.bytes(),
                            function.indirect() ? ", chooses the function when a process starts" : "");
                }
            }
        }
        return printed;
    }

    void tracepoint(String name, List<Tracepoint.Field> fields) {
        out.println(name);
        fields.forEach(field -> out.println("  " + field.name() + ": " + field.type()));
    }
}
