package dev.hydroscope.cli;

import dev.hydroscope.format.CsvLine;
import dev.hydroscope.session.Json;
import dev.hydroscope.session.Nanos;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sessions there are. */
@Command(name = "sessions", description = "List the sessions, latest first.")
final class SessionsCommand implements Callable<Integer> {
    private static final List<String> NAMES = List.of("id", "name", "state", "started", "duration", "requests", "events", "lost",
            "size", "pinned");
    private static final List<Boolean> RIGHT = List.of(false, false, false, false, true, true, true, true, true, false);

    private final Output output;
    @Option(names = "--json", description = "for scripts: a JSON list")
    private boolean json;
    @Option(names = "--csv", description = "for scripts: comma-separated values")
    private boolean csv;
    @Mixin
    private StoreOptions where;
    @Spec
    private CommandSpec spec;

    SessionsCommand(OutputStream standard) {
        this.output = new Output(standard);
    }

    @Override
    public Integer call() {
        if (json && csv) {
            throw new ParameterException(spec.commandLine(), "--json and --csv: one of them says how it is written");
        }
        try (Store store = where.open(spec)) {
            List<SessionLine> all = store.sessions();
            output.write(out -> {
                if (json) {
                    out.write(Json.visible(all.stream().map(SessionLine::json).toList()) + "\n");
                } else if (csv) {
                    csv(all, out);
                } else {
                    table(all, out);
                }
            });
        }
        return 0;
    }

    private static void csv(List<SessionLine> all, Writer out) throws IOException {
        CsvLine line = new CsvLine();
        List.of("id", "name", "state", "started_at", "duration_nanos", "requests", "events", "lost", "crashed", "bytes", "pinned")
                .forEach(line::text);
        out.write(line.end());
        for (SessionLine session : all) {
            session.json().values().forEach(value -> line.text(value instanceof Instant at
                    ? Nanos.iso(at) : value.toString()));
            out.write(line.end());
        }
    }

    private static void table(List<SessionLine> all, Writer out) throws IOException {
        Aligned table = new Aligned(NAMES, RIGHT);
        all.forEach(session -> table.row(List.of(session.id(), session.name(), session.ended(), session.started(),
                session.duration(), number(session.requests()), number(session.events()), session.losses(), session.size(),
                session.pinned() ? "pinned" : "")));
        table.print(out);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
