package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The processes that can be traced, found under /proc: those with probes in their program, and every h2o. */
public final class Targets {
    private static final String DELETED = " (deleted)";
    private static final String WITHOUT_PROBES = "built without -DWITH_DTRACE=ON, so it has no probes: build it with"
            + " them (cmake -DWITH_DTRACE=ON, systemtap-sdt-dev installed) and restart it";
    private static final String KEEPS_KEYS = "this is the part of H2O that keeps its private keys and serves no"
            + " request: trace the process that started it";
    private static final String MAY_NOT_BE_READ = "its program may not be read: run Hydroscope as root";

    private Targets() {
    }

    /** H2O first, of those what can be traced, of those the newest; a process that ends meanwhile is left out. */
    public static List<Target> find() throws IOException {
        Instant bootedAt = ProcFiles.bootedAt();
        List<Target> targets = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                if (worthALook(pid)) {
                    target(pid, bootedAt).filter(target -> target.h2o() || !target.providers().isEmpty())
                            .ifPresent(targets::add);
                }
            }
        }
        return sorted(targets);
    }

    /** Every process of which anything can be traced, with the probes of all that it maps, in the same order. */
    public static List<Target> all() throws IOException {
        Instant bootedAt = ProcFiles.bootedAt();
        Mapped mapped = new Mapped();
        List<Target> targets = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                target(Integer.parseInt(process.getFileName().toString()), bootedAt).map(mapped::added).ifPresent(targets::add);
            }
        }
        return sorted(targets);
    }

    private static List<Target> sorted(List<Target> targets) {
        targets.sort(Comparator.comparing(Target::h2o).thenComparing(target -> target.problem().isEmpty())
                .thenComparing(Target::startTicks).reversed().thenComparing(Target::pid));
        return targets;
    }

    /** What files have, each looked at once: a thousand processes share few libraries. */
    private static final class Mapped {
        private final Map<MappedFile.Key, Map<String, Integer>> known = new HashMap<>();

        Target added(Target target) {
            Map<String, Integer> providers = new TreeMap<>(target.providers());
            for (MappedFile file : Maps.of(target.pid())) {
                known.computeIfAbsent(file.key(), key -> providers(file)).forEach(providers::putIfAbsent);
            }
            return target.with(target.binary(), providers, target.problem());
        }

        private static Map<String, Integer> providers(MappedFile file) {
            try {
                return NoteCache.providers(file.binary());
            } catch (IOException e) {
                return Map.of();
            }
        }
    }

    /** That process, with its problem where it has one; refused where there is none. */
    public static Target find(int pid) throws TargetException {
        return target(pid, ProcFiles.bootedAt()).orElseThrow(() -> new TargetException(pid,
                ProcFiles.startTicks(pid) < 0 ? "there is no such process" : "it is a thread of the kernel",
                "see which there are: hydroscope doctor"));
    }

    /** That very process; refused where the pid is another's by now. */
    public static Target find(int pid, long startTicks) throws TargetException {
        Target target = find(pid);
        if (target.startTicks() != startTicks) {
            throw new TargetException(pid, "that process has ended, and another has its pid (" + target.command() + ")",
                    "choose again from the list of processes");
        }
        return target;
    }

    /** The processes that run that very file now; none where it cannot be read. */
    public static List<Integer> running(Path binary) {
        List<Integer> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            Binary.Identity wanted = Binary.at(binary).identity();
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                if (runs(pid, wanted)) {
                    pids.add(pid);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return pids;
    }

    private static boolean runs(int pid, Binary.Identity wanted) {
        try {
            return Binary.at(link(pid)).identity().equals(wanted);
        } catch (IOException e) {
            return false; // it has ended, or is a thread of the kernel
        }
    }

    /** Most processes are of no interest, and passed over at the cost of one look at their program. */
    private static boolean worthALook(int pid) {
        Path link = link(pid);
        try {
            return !NoteCache.providers(Binary.at(link)).isEmpty() || Files.readSymbolicLink(link).toString().contains("/h2o");
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return ProcFiles.name(pid).equals("h2o");
        }
    }

    private static Path link(int pid) {
        return ProcFiles.of(pid).resolve("exe");
    }

    /** Empty for a thread of the kernel and a process that has ended. */
    private static Optional<Target> target(int pid, Instant bootedAt) {
        long startTicks = ProcFiles.startTicks(pid);
        if (startTicks < 0) {
            return Optional.empty();
        }
        Instant startedAt = ProcFiles.startedAt(bootedAt, startTicks);
        Path link = link(pid);
        try {
            String linked = Files.readSymbolicLink(link).toString();
            String name = linked.endsWith(DELETED) ? linked.substring(0, linked.length() - DELETED.length()) : linked;
            return Optional.of(new Target(pid, startTicks, startedAt, ProcFiles.command(pid), link, name, Map.of(), ""))
                    .map(Targets::withProbes);
        } catch (AccessDeniedException e) {
            return Optional.of(new Target(pid, startTicks, startedAt, ProcFiles.command(pid), link, ProcFiles.name(pid),
                    Map.of(), MAY_NOT_BE_READ));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Target withProbes(Target target) {
        try {
            Binary binary = Binary.of(target.pid(), target.binary(), target.binaryName());
            Map<String, Integer> providers = NoteCache.providers(binary);
            return target.with(binary.path(), providers, problem(target, providers));
        } catch (ProbeFileException e) {
            return target.with(target.binary(), Map.of(), e.getMessage() + "; " + e.hint());
        } catch (AccessDeniedException e) {
            return target.with(target.binary(), Map.of(), MAY_NOT_BE_READ);
        } catch (IOException e) {
            return target.with(target.binary(), Map.of(), "its program cannot be read: " + e.getMessage());
        }
    }

    private static String problem(Target target, Map<String, Integer> providers) {
        if (providers.isEmpty()) {
            return target.h2o() ? WITHOUT_PROBES : "";
        }
        return target.command().equals("neverbleed") && providers.containsKey("h2o") ? KEEPS_KEYS : "";
    }
}
