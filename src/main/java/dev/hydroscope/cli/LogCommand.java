package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.session.Listening;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionSettings;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events as lines, as h2olog prints them: of a process by its probes, or of H2O's own socket. */
@Command(name = "log", description = {"Print what a server does, a line an event, as h2olog does: HTTP as text by default.",
    "With quic, QUIC as JSON; with --json, every probe as JSON."},
        footer = {"", "Example: hydroscope log quic -p 4711 -t 'quicly:packet_*' --duration 10s",
            "Ctrl-C detaches, and ends with status 0 and a summary on standard error."})
final class LogCommand implements Callable<Integer> {
    private static final List<String> HTTP = List.of("h2o:receive_request", "h2o:receive_request_header",
            "h2o:send_response", "h2o:send_response_header");
    private static final List<String> QUIC = List.of("quicly:*", "h2o:h3*", "!quicly:crypto_update_secret");

    /** Exactly one of the two. */
    private static final class Where {
        @Option(names = {"-p", "--pid"}, paramLabel = "PID", required = true, description = "of this process, by its probes")
        private int pid;
        @Option(names = {"-u", "--unix"}, paramLabel = "SOCKET", required = true,
                description = "of H2O's h2olog socket; nothing is attached")
        private Path socket;
    }

    @ArgGroup(multiplicity = "1")
    private Where where;
    @Parameters(arity = "0..1", paramLabel = "[quic]", description = "QUIC rather than HTTP")
    private String what = "";
    @Option(names = {"-H", "--http"}, description = "HTTP as text: what is printed without it, too")
    private boolean http;
    @Option(names = "--json", description = "every probe, as JSON with nanoseconds; import reads it")
    private boolean json;
    @Option(names = {"-t", "--trace"}, paramLabel = "GLOB", description = "these probes only: quicly:packet_*; !GLOB takes away")
    private List<String> globs = List.of();
    @Option(names = {"-s", "--response-header"}, paramLabel = "HEADER", description = "of response headers these only")
    private List<String> headers = List.of();
    @Option(names = {"-S", "--sample-ratio"}, paramLabel = "RATIO", defaultValue = "1",
            description = "this share of connections, above 0 up to 1")
    private double sample;
    @Option(names = {"-A", "--address"}, paramLabel = "ADDRESS", description = "connections from there only (with -u)")
    private List<String> addresses = List.of();
    @Option(names = {"-N", "--sni"}, paramLabel = "NAME", description = "connections to that server name only (with -u)")
    private List<String> names = List.of();
    @Option(names = {"-a", "--application-data"}, description = "also payloads and tokens")
    private boolean appData;
    @Option(names = {"-w", "--write"}, paramLabel = "FILE", description = "into this file rather than on the terminal")
    private Path file;
    @Option(names = "--duration", paramLabel = "TIME", description = "end after this time: 10s, 5m")
    private String duration = "";
    @Spec
    private CommandSpec spec;
    private final OutputStream standard;

    LogCommand(OutputStream standard) {
        this.standard = standard;
    }

    @Override
    public Integer call() throws Exception {
        check();
        SessionSettings settings;
        try {
            settings = SessionSettings.read(body());
        } catch (Problem e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ": " + e.hint(), e);
        }
        try (Listening listening = Listening.to(settings);
                Printing printing = new Printing(listening, form(), headers, file, standard)) {
            return printing.until(duration.isEmpty() ? Long.MAX_VALUE : settings.maxDuration().toMillis(),
                    spec.commandLine().getErr());
        }
    }

    private void check() {
        boolean quic = what.equals("quic");
        require(quic || what.isEmpty(), "there is no log " + what + ": it is log, or log quic");
        require(!http || !quic && !json && globs.isEmpty(), "-H prints HTTP only: leave out quic, --json and -t");
        require(headers.isEmpty() || form() == Form.TEXT, "-s is for HTTP as text only");
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private Form form() {
        return json ? Form.JSONL : what.isEmpty() && globs.isEmpty() ? Form.TEXT : Form.H2OLOG;
    }

    /** As POST /api/sessions takes it, which checks every field. */
    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (where.socket != null) {
            body.put("socket", where.socket.toAbsolutePath().normalize().toString());
        } else {
            body.put("pid", where.pid);
        }
        list(body, "probes", !globs.isEmpty() ? globs : form() == Form.TEXT ? HTTP : json ? List.of("*") : QUIC);
        list(body, "addresses", addresses);
        list(body, "sni", names);
        body.put("sample", sample);
        // H2O's socket takes headers for application data
        body.put("appData", appData || where.socket != null && form() == Form.TEXT);
        if (!duration.isEmpty()) {
            body.put("maxDuration", duration);
        }
        return body;
    }

    private static void list(ObjectNode body, String field, List<String> items) {
        ArrayNode array = body.putArray(field);
        items.forEach(array::add);
    }
}
