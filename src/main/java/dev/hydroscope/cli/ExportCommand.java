package dev.hydroscope.cli;

import dev.hydroscope.format.ExportColumn;
import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.ExportWords;
import dev.hydroscope.query.QuerySyntaxException;
import dev.hydroscope.session.Export;
import dev.hydroscope.session.Nanos;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A session as a file, or on standard output. */
@Command(name = "export",
        description = "Write a session, or some of it, as a file.")
final class ExportCommand implements Callable<Integer> {
    private final OutputStream standardOut;
    @Parameters(index = "0", paramLabel = "SESSION", description = "its id, the beginning of it, or its name: hydroscope sessions")
    private String session;
    @Option(names = "--format", paramLabel = "F", required = true,
            description = "one of those above")
    private String format;
    @Option(names = "-o", paramLabel = "FILE", description = "instead of standard output")
    private Path output;
    @Option(names = "--conn", paramLabel = "CONN", description = "that connection alone")
    private Long conn;
    @Option(names = {"-q", "--query"}, paramLabel = "QUERY", defaultValue = "",
            description = "requests for which it holds; in qlog, connections with one")
    private String query;
    @Option(names = "--from", paramLabel = "TIME", defaultValue = "", description = "requests that began then or later, as"
            + " 2026-01-31T12:00:00.5Z")
    private String from;
    @Option(names = "--to", paramLabel = "TIME", defaultValue = "", description = "requests that began until then")
    private String to;
    @Option(names = "--limit", paramLabel = "N", description = "of html: so many requests at most")
    private Integer limit;
    @Option(names = "--columns", paramLabel = "NAMES", split = ",", description = "of csv: req.NAME, res.NAME, verdict.KIND beside"
            + " the usual ones, or just those that are named")
    private List<String> columns = List.of();
    @Mixin
    private StoreOptions where;
    @Spec
    private CommandSpec spec;

    ExportCommand(OutputStream standardOut) {
        this.standardOut = standardOut;
    }

    /** Writes it all. */
    private interface Way {
        void to(OutputStream out) throws IOException;
    }

    @Override
    public Integer call() {
        ExportAsk ask = ask();
        try (Store store = where.open(spec); ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            String id = new SessionNames(store.sessions()).id(session);
            write(out -> store.export(id, ask, progress.over(out)));
        } catch (QuerySyntaxException e) {
            throw new Failure("-q: " + e.getMessage(), e.hint());
        }
        return 0;
    }

    private ExportAsk ask() {
        ExportFormat wanted = ExportFormat.of(format).orElseThrow(() -> wrong("--format: there is no " + format + "; one of "
                + ExportFormat.words()));
        columns.stream().filter(name -> ExportColumn.of(name).isEmpty()).findFirst().ifPresent(name -> {
            throw wrong("--columns: there is no " + name + "; req.NAME, res.NAME, verdict.KIND or some of " + ExportColumn.words());
        });
        if (limit != null && (limit < 1 || limit > ExportWords.MOST)) {
            throw wrong("--limit: " + limit + " is not between 1 and " + ExportWords.MOST);
        }
        return new ExportAsk(wanted, conn == null ? Export.ALL : conn, query, time("--from", from), time("--to", to), columns,
                limit == null ? ExportWords.USUAL_MOST : limit);
    }

    private long time(String option, String text) {
        try {
            return text.isEmpty() ? 0 : Nanos.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw wrong(option + ": " + text + " is no time; write it as 2026-01-31T12:00:00Z");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private void write(Way way) {
        try {
            if (output == null) {
                write(way, kept());
            } else if (Files.exists(output) && !Files.isRegularFile(output)) {
                write(way, Files.newOutputStream(output)); // a pipe, a terminal
            } else {
                replace(way, output.toAbsolutePath());
            }
        } catch (IOException e) {
            throw new Failure((output == null ? "standard output" : output.toString()) + " cannot be written: " + e.getMessage(),
                    "see that its folder is there and has room");
        }
    }

    private static void write(Way way, OutputStream to) throws IOException {
        try (BufferedOutputStream buffered = new BufferedOutputStream(to, 1 << 16)) {
            way.to(buffered);
        }
    }

    /** Whole or not at all: what stood there stays until then, and only its owner reads what was traced. */
    private static void replace(Way way, Path file) throws IOException {
        Path written = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            write(way, Files.newOutputStream(written));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Standard output is not ours to close. */
    private OutputStream kept() {
        return new FilterOutputStream(standardOut) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
