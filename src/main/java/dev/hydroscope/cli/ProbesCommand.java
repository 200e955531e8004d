package dev.hydroscope.cli;

import dev.hydroscope.probe.Code;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Tracepoint;
import dev.hydroscope.probe.Tracepoints;
import dev.hydroscope.probe.WantedException;
import dev.hydroscope.session.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be traced of a process, of a file, or of the kernel: a line each, as tplist prints them. */
@Command(name = "probes", description = "List what can be traced.")
final class ProbesCommand implements Callable<Integer> {
    /** One of the two, or neither. */
    private static final class Where {
        @Option(names = {"-p", "--pid"}, paramLabel = "PID", required = true,
                description = "of this process: of its program and of all libraries that it maps")
        private int pid;
        @Option(names = {"-l", "--lib"}, paramLabel = "FILE", required = true,
                description = "of this program or library: a path, or a name such as libc.so.6 or c")
        private String file;
    }

    @ArgGroup(multiplicity = "0..1")
    private Where where;
    @Option(names = {"-v", "--verbose"},
            description = "also the semaphore, the arguments, and each site with its operands; of a tracepoint its fields")
    private boolean verbose;
    @Option(names = "--functions", description = "its functions rather than its probes")
    private boolean functions;
    @Parameters(paramLabel = "GLOB", description = "only these: h2o:*, *header*, receive_request; !GLOB takes away")
    private List<String> globs = List.of("*");
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ProbeFileException, TargetException, WantedException {
        if (where == null && functions) {
            throw new ParameterException(spec.commandLine(), "--functions needs -p PID or -l FILE: whose functions?");
        }
        ProbeLines lines = new ProbeLines(spec.commandLine().getOut(), globs, verbose);
        if (where == null) {
            tracepoints(lines);
        } else if (functions) {
            functions(lines);
        } else if (where.file != null) {
            Code code = file();
            ElfNotes.read(code.path());
            found(lines.probes(code), where.file, "no probe");
        } else {
            process(lines);
        }
        return 0;
    }

    private Code file() {
        return Code.find(where.file);
    }

    private void process(ProbeLines lines) throws TargetException {
        Target target = Targets.find(where.pid);
        boolean any = false;
        int printed = 0;
        for (Code code : Code.of(target)) {
            any |= !code.providers().isEmpty();
            printed += lines.probes(code);
        }
        String who = "process " + where.pid + " (" + target.binaryName() + ")";
        if (!any) {
            throw new Failure(who + ": " + (target.problem().isEmpty() ? "neither its program nor its libraries have USDT probes"
                    : target.problem()), "its functions can be traced too: add --functions");
        }
        found(printed, who, "no probe");
    }

    /** Of a file that cannot be read nothing is to be had; of the only one that is an error. */
    private void functions(ProbeLines lines) throws ProbeFileException, TargetException {
        int printed = 0;
        for (Code code : where.file != null ? List.of(file()) : Code.of(Targets.find(where.pid))) {
            try {
                printed += lines.functions(code);
            } catch (ProbeFileException e) {
                if (where.file != null) {
                    throw e;
                }
            }
        }
        found(printed, where.file != null ? where.file : "process " + where.pid, "no function");
    }

    private void tracepoints(ProbeLines lines) throws WantedException {
        Tracepoints tracepoints = Kernel.tracepoints();
        List<String> names = new ArrayList<>(tracepoints.names());
        names.removeIf(name -> !lines.wants(name));
        for (String name : names) {
            int colon = name.indexOf(':');
            lines.tracepoint(name, verbose ? tracepoints.find(name.substring(0, colon), name.substring(colon + 1))
                    .map(Tracepoint::fields).orElse(List.of()) : List.of());
        }
        found(names.size(), "the kernel", "no tracepoint");
    }

    private void found(int printed, String where, String what) {
        if (printed == 0) {
            throw new Failure(where + ": " + what + " is called " + String.join(" or ", globs),
                    "leave the glob out to see them all");
        }
    }
}
