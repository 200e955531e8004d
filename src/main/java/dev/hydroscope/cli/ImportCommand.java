package dev.hydroscope.cli;

import dev.hydroscope.session.Json;
import dev.hydroscope.session.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Traces and sessions in files, each into a session of its own. */
@Command(name = "import", description = "Read traces and sessions from files.")
final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    @Parameters(arity = "1..*", paramLabel = "FILE",
            description = "a session file, h2olog's lines, qlog, or another format that is known; -: standard input")
    private List<String> files;
    @Option(names = "--json", description = "for scripts: of each file what it became, a JSON object a line")
    private boolean json;
    @Mixin
    private StoreOptions where;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int status = 0;
        try (Store store = where.open(spec)) {
            for (String file : files) {
                try {
                    tell(file, take(store, file));
                } catch (Problem e) {
                    status = 1;
                    refused(file, e.getMessage(), e.hint());
                } catch (Failure e) {
                    status = 1;
                    refused(file, e.getMessage(), e.hint());
                }
            }
        }
        return status;
    }

    private static Became take(Store store, String file) {
        try {
            return file.equals(STANDARD_INPUT) ? store.take("standard input", System.in) : store.take(Path.of(file));
        } catch (IOException e) {
            throw new Failure("it cannot be read", "see that it is there and may be read");
        }
    }

    private void tell(String file, Became became) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>(Map.of("file", file));
            line.putAll(became.json());
            line(line);
        } else {
            spec.commandLine().getOut().print(became.told());
            spec.commandLine().getOut().flush();
        }
        if (!became.problem().isEmpty()) {
            throw new Failure(became.problem(), "what was stored until then is kept");
        }
    }

    /** What goes wrong is for people in either case; a script sees it among its lines, too. */
    private void refused(String file, String what, String hint) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>(Map.of("file", file));
            line.put("error", what);
            line.put("hint", hint);
            line(line);
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("hydroscope: " + Text.shown(file + ": " + what));
        err.println("  " + hint);
        err.flush();
    }

    private void line(Map<String, Object> line) {
        spec.commandLine().getOut().print(new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n");
        spec.commandLine().getOut().flush();
    }
}
