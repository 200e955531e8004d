package dev.hydroscope.probe;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A process. Pid and start together name it for good.
 *
 * @param startTicks since boot, as /proc tells it
 * @param binary a path that opens the very file it runs, also when that was deleted or lies in another mount namespace
 * @param binaryName the path as the process knows it, for people
 * @param providers how many distinct probes it has of each: of its binary, or of its libraries too where all are asked for
 * @param problem why it cannot be traced, "" where it can
 */
public record Target(int pid, long startTicks, Instant startedAt, String command, Path binary, String binaryName,
        Map<String, Integer> providers, String problem) {
    public boolean h2o() {
        return providers.containsKey("h2o") || fileName().equals("h2o");
    }

    /** Of the binary. */
    public String fileName() {
        return binaryName.substring(binaryName.lastIndexOf('/') + 1);
    }

    /** This very process still runs: not ended, its pid not another's. */
    public boolean running() {
        return ProcFiles.startTicks(pid) == startTicks;
    }

    /** Whose it is; its number where it has no name. */
    public String user() {
        return ProcFiles.owner(pid);
    }

    Target with(Path path, Map<String, Integer> probes, String why) {
        return new Target(pid, startTicks, startedAt, command, path, binaryName, probes, why);
    }
}
