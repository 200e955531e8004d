package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** How long log runs, and what it tells of itself. */
final class LogRun {
    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "", description = "end after this time: 10s, 5m")
    private String duration;
    @Option(names = {"-l", "--list"}, description = "list the probes that would be printed, and end; without -p those known here")
    private boolean list;
    @Option(names = {"-d", "--debug"},
            description = "tell on standard error what is attached and how many events come; -dd each probe with its counts")
    private boolean[] debug = {};
    @Option(names = {"-r", "-P"}, description = "does nothing: root's rights are kept as long as it runs")
    private boolean root;
    @Option(names = "-f", paramLabel = "FLAG", description = "does nothing: of BCC's compiler, which is not used")
    private String flag;

    boolean lists() {
        return list;
    }

    int debug() {
        return debug.length;
    }

    boolean bounded() {
        return !duration.isEmpty();
    }

    String duration() {
        return duration;
    }

    void into(ObjectNode body) {
        if (bounded()) {
            body.put("maxDuration", duration);
        }
    }
}
