package dev.hydroscope.cli;

import dev.hydroscope.format.ExportColumn;
import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.ExportWords;
import dev.hydroscope.query.QuerySyntaxException;
import dev.hydroscope.session.Export;
import dev.hydroscope.session.ExportWish;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Lens;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A session as a file of another format, or on standard output. */
@Command(name = "export", description = "Write a session as a file of another format.", footer = {"",
        "Formats: har, csv, html, jsonl, h2olog, h2olog-text, qlog, qlog-json, qlog-0.3."})
final class ExportCommand implements Callable<Integer> {
    private final OutputStream standardOut;
    @Parameters(index = "0", paramLabel = "SESSION",
            description = "its number, as hydroscope import and the page's address tell it")
    private String session;
    @Option(names = "--format", paramLabel = "F", required = true, description = "har, csv, html of requests; qlog-0.3 for qvis, …")
    private String format;
    @Option(names = "-o", paramLabel = "FILE", description = "instead of standard output")
    private Path output;
    @Option(names = "--conn", paramLabel = "CONN", description = "that connection alone")
    private Long conn;
    @Option(names = {"-q", "--query"}, paramLabel = "QUERY", defaultValue = "",
            description = "requests for which it holds; in qlog, connections with one")
    private String query;
    @Option(names = "--columns", paramLabel = "NAMES", split = ",", description = "of csv: req.NAME, res.NAME, verdict.KIND beside"
            + " the usual ones, or just those that are named")
    private List<String> columns = List.of();
    @Option(names = "--data", paramLabel = "DIR", description = "the folder that keeps sessions, where no server runs on it")
    private Path data;
    @Option(names = "--url", paramLabel = "URL", description = "through the server there: the link that serve printed")
    private URI url;
    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "", description = "of that server, where the link has none")
    private String token;
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
        ExportFormat wanted = ExportFormat.of(format).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "--format: there is no " + format + "; one of " + ExportFormat.words()));
        columns.stream().filter(name -> ExportColumn.of(name).isEmpty()).findFirst().ifPresent(name -> {
            throw new ParameterException(spec.commandLine(), "--columns: there is no " + name
                    + "; req.NAME, res.NAME, verdict.KIND or some of " + ExportColumn.words());
        });
        if (url != null && data != null) {
            throw new ParameterException(spec.commandLine(), "--url and --data: one of them says where the sessions are");
        }
        if (url != null) {
            Remote remote = Remote.of(url, token);
            write(out -> remote.receive(path(), out));
            return 0;
        }
        try (Sessions sessions = Sessions.open(Optional.ofNullable(data).orElseGet(Sessions::standardFolder))) {
            Export export = new Export(sessions, Lens.NONE, session, wish(wanted));
            write(export::write);
        } catch (QuerySyntaxException e) {
            throw new Failure("-q: " + e.getMessage(), e.hint());
        }
        return 0;
    }

    private ExportWish wish(ExportFormat wanted) {
        return new ExportWish(wanted, conn == null ? Export.ALL : conn, query, 0, 0, false, ExportColumn.of(columns),
                ExportWords.USUAL_MOST);
    }

    private String path() {
        return "/api/sessions/" + encoded(session) + "/export?format=" + encoded(format) + "&q=" + encoded(query)
                + "&columns=" + encoded(String.join(",", columns))
                + (conn == null ? "" : "&conn=" + conn);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
