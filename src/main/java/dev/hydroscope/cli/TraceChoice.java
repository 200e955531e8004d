package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.format.EventLines;
import dev.hydroscope.format.EventLines.Times;
import dev.hydroscope.format.EventWriter;
import dev.hydroscope.format.H2ologWriter;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.probe.Probe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import picocli.CommandLine.Option;

/** Which events trace prints, as what, and where. */
final class TraceChoice {
    @Option(names = "--json", description = "a line of JSON an event, which import reads; also of what is added up")
    private boolean json;
    @Option(names = "--utc", description = "the time in UTC")
    private boolean utc;
    @Option(names = "--delta", description = "in place of the time what has passed since the line before")
    private boolean delta;
    @Option(names = "--no-time", description = "no time")
    private boolean noTime;
    @Option(names = "--filter", paramLabel = "CONDITION", defaultValue = "",
            description = "only events for which it holds: 'size > 4096 and path ~ \"x\"', over arguments, pid, tid and probe")
    private String filter;
    @Option(names = {"-a", "--application-data"}, description = "also what the catalogue holds back of H2O: payloads and tokens")
    private boolean appData;
    @Option(names = "--value-limit", paramLabel = "BYTES", defaultValue = "1024", description = "cut longer values, 16 to 8192")
    private int valueLimit;
    @Option(names = {"-w", "--write"}, paramLabel = "FILE", description = "into this file, which only its owner may read")
    private Path file;

    /** What is wrong with them, or "". */
    String wrong() {
        int times = (utc ? 1 : 0) + (delta ? 1 : 0) + (noTime ? 1 : 0);
        return times > 1 ? "--utc, --delta and --no-time: one of them says what stands first in a line"
                : times > 0 && json ? "--json has its own time: leave --utc, --delta and --no-time out" : "";
    }

    String filter() {
        return filter;
    }

    boolean json() {
        return json;
    }

    Times times() {
        return utc ? Times.UTC : delta ? Times.DELTA : noTime ? Times.NONE : Times.LOCAL;
    }

    void into(ObjectNode body) {
        body.put("appData", appData);
        body.put("valueLimit", valueLimit);
    }

    /** Where all of it goes. */
    OutputStream open(OutputStream standard) {
        try {
            return file == null ? standard
                    : new LogFile(file.toAbsolutePath(), Rotation.NONE, new Archive(Rotation.NONE, text -> { }));
        } catch (IOException e) {
            throw new Failure(file + " cannot be written: " + e.getMessage(), "give another file with -w");
        }
    }

    EventWriter writer(OutputStream standard, Collection<Probe> probes, int pid) {
        boolean terminal = file == null ? Terminal.is(standard) : Terminal.is(file);
        OutputStream out = open(standard);
        if (json) {
            return terminal ? H2ologWriter.toTerminal(out, Form.JSONL) : H2ologWriter.exactly(out, Form.JSONL);
        }
        return new EventLines(out, times(), probes, pid > 0 ? new ThreadNames(pid) : new ThreadNames());
    }
}
