package dev.hydroscope.cli;

import dev.hydroscope.format.SocketRequest;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What log -l lists: the probes that would be printed, PROVIDER:PROBE a line. */
final class LogProbes {
    private LogProbes() {
    }

    /** @param socket those of H2O's log; otherwise those of the process, or without one all that are known */
    static int print(List<String> globs, Optional<Integer> pid, boolean socket, PrintWriter out)
            throws TargetException, ProbeFileException {
        Selection selection = Selection.of(globs);
        Stream<String> all = pid.isPresent() ? of(pid.get())
                : keys(socket ? SocketRequest.logged() : Catalogue.load().probes());
        List<String> found = all
                .filter(key -> selection.includes(key.substring(0, key.indexOf(':')), key.substring(key.indexOf(':') + 1)))
                .distinct().sorted().toList();
        if (found.isEmpty()) {
            throw new Failure("no probe is called " + String.join(" or ", globs), "leave -t out to see them all");
        }
        found.forEach(out::println);
        out.flush();
        return 0;
    }

    private static Stream<String> of(int pid) throws TargetException, ProbeFileException {
        return Stream.concat(ElfNotes.read(Targets.find(pid).binary()).stream(), Site.tcp().stream()).map(Site::key);
    }

    private static Stream<String> keys(Collection<Probe> probes) {
        return probes.stream().map(Probe::key);
    }
}
