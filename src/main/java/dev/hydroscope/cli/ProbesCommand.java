package dev.hydroscope.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Operand;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The probes of a process or a file, a line each as tplist prints them. */
@Command(name = "probes", description = "List the probes of a process or a file, PATH PROVIDER:PROBE a line.",
        footer = {"", "Example: hydroscope probes -v -l /usr/local/bin/h2o 'quicly:packet_*'"})
final class ProbesCommand implements Callable<Integer> {
    /** Exactly one of the two. */
    private static final class Where {
        @Option(names = {"-p", "--pid"}, paramLabel = "PID", required = true,
                description = "the program of this process")
        private int pid;
        @Option(names = {"-l", "--lib"}, paramLabel = "FILE", required = true, description = "this program or library")
        private Path file;
    }

    @ArgGroup(multiplicity = "1")
    private Where where;
    @Option(names = {"-v", "--verbose"},
            description = "also the semaphore, the arguments, and each site with its operands")
    private boolean verbose;
    @Parameters(paramLabel = "GLOB", description = "only these: h2o:*, *header*, receive_request; !GLOB takes away")
    private List<String> globs = List.of("*");
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ProbeFileException, TargetException {
        if (where.file != null) {
            print(where.file.toString(), ElfNotes.read(where.file));
            return 0;
        }
        Target target = Targets.find(where.pid);
        if (!target.problem().isEmpty()) {
            throw new Failure("process " + where.pid + " (" + target.binaryName() + "): " + target.problem(),
                    "hydroscope doctor lists the processes that have probes");
        }
        print(target.binaryName(), ElfNotes.read(target.binary()));
        return 0;
    }

    private void print(String path, List<Site> all) {
        Selection selection = Selection.of(globs);
        Map<String, List<Site>> probes = all.stream().filter(site -> selection.includes(site.provider(), site.name()))
                .collect(groupingBy(Site::key, TreeMap::new, toList()));
        if (probes.isEmpty()) {
            throw new Failure(path + ": no probe is called " + String.join(" or ", globs),
                    "leave the glob out to see them all");
        }
        PrintWriter out = spec.commandLine().getOut();
        Catalogue catalogue = Catalogue.load();
        probes.forEach((key, sites) -> {
            out.println(Text.shown(path) + " " + key);
            if (verbose) {
                detail(out, catalogue, sites);
            }
        });
    }

    private static void detail(PrintWriter out, Catalogue catalogue, List<Site> sites) {
        Site first = sites.get(0);
        Probe probe = catalogue.find(first.provider(), first.name(), first.operands().size());
        String line = probe.line();
        out.println("  arguments:" + (line.indexOf(' ') < 0 ? " none" : line.substring(line.indexOf(' ')))
                + (probe.known() ? "" : " (not in the catalogue)"));
        for (Site site : sites) {
            String operands = site.operands().stream().map(Operand::toString).collect(joining(" "));
            out.printf("  site 0x%x, %s: %s%n", site.fileOffset(), site.semaphoreFileOffset() == 0 ? "no semaphore"
                    : String.format("semaphore 0x%x", site.semaphoreFileOffset()), operands);
        }
    }
}
