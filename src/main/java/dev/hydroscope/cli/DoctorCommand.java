package dev.hydroscope.cli;

import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.Targets;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What works on this machine, what does not, and what would mend it. */
@Command(name = "doctor", description = "Tell what works on this machine.")
final class DoctorCommand implements Callable<Integer> {
    private final Supplier<List<Check>> machine;
    @Spec
    private CommandSpec spec;

    DoctorCommand(Supplier<List<Check>> machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Check> checks = machine.get();
        checks.forEach(check -> print(out, check));
        List<Target> targets = Targets.find();
        out.println();
        out.println(targets.isEmpty() ? "No process with probes runs here: start H2O, or try hydroscope demo."
                : "Processes with probes:");
        targets.forEach(target -> print(out, target));
        boolean can = checks.stream().allMatch(check -> check.ok() || !check.needed());
        out.println();
        out.println(can ? "Probes can be attached." : "Probes cannot be attached: mend what is missing above.");
        return can ? 0 : 1;
    }

    private static void print(PrintWriter out, Check check) {
        String state = check.ok() ? "ok" : check.needed() ? "missing" : "absent";
        out.printf("%-8s %-13s %s%n", state, check.what(), check.detail());
        if (!check.remedy().isEmpty()) {
            out.printf("%-8s %-13s → %s%n", "", "", check.remedy());
        }
    }

    private static void print(PrintWriter out, Target target) {
        String probes = target.providers().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        out.printf("%8d %s %s%n", target.pid(), Text.shown(target.binaryName()),
                target.problem().isEmpty() ? "(" + probes + ")" : "→ " + target.problem());
    }
}
