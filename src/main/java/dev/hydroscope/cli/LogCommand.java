package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.session.Listening;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionSettings;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events as lines, as h2olog prints them: of a process by its probes, or of H2O's own socket. */
@Command(name = "log", sortOptions = false, description = {
    "Print what a server does, a line an event, as h2olog does: HTTP as text by default.",
    "With quic, QUIC as JSON; with --json, every probe as JSON."},
        footer = {"", "Examples:", "  hydroscope log -p 4711", "  hydroscope log quic -p 4711 -t 'quicly:packet_*' --duration 10s",
            "  hydroscope log -p 4711 --filter 'status >= 500 and req.user-agent ~ \"curl\"'",
            "  hydroscope log -p 4711 -w /var/log/h2o.lines --rotate-size 100m --keep 10 --gzip",
            "", "-A, -N and -S decide on connections as a whole, -S among those that -A or -N choose. What is held until it can be",
            "decided is printed later, in the order of its connection; nothing waits longer than about a second for it. With --filter",
            "a request's lines come when it is whole: with the next one on its connection, its stream's end, or half a second",
            "after its last line. connection(…) asks the requests of its connection up to this one.", "",
            "In a file the bytes of a value stand as they are, but for line ends, which are \\u000a and \\u000d; on a terminal all that",
            "it could obey is escaped.", "",
            "Ctrl-C detaches, and ends with status 0 and a summary on standard error. 1: it failed; 2: wrong usage.",
            "See also: hydroscope probes, hydroscope trace, hydroscope sessions."})
final class LogCommand implements Callable<Integer> {
    /** One of the two. */
    private static final class Where {
        @Option(names = {"-p", "--pid"}, paramLabel = "PID", required = true, description = "of this process, by its probes")
        private int pid;
        @Option(names = {"-u", "--unix"}, paramLabel = "SOCKET", required = true,
                description = "of H2O's h2olog socket; nothing is attached")
        private Path socket;
    }

    @ArgGroup(multiplicity = "0..1")
    private Where where;
    @Parameters(arity = "0..1", paramLabel = "[quic]", description = "QUIC rather than HTTP")
    private String what = "";
    @ArgGroup(validate = false, heading = "%nWhat is printed:%n")
    private final LogChoice choice = new LogChoice();
    @ArgGroup(validate = false, heading = "%nWhere it goes:%n")
    private final LogOutput output = new LogOutput();
    @ArgGroup(validate = false, heading = "%nStoring it:%n")
    private final LogSaving saving = new LogSaving();
    @ArgGroup(validate = false, heading = "%nThe run:%n")
    private final LogRun run = new LogRun();
    @Spec
    private CommandSpec spec;
    private final OutputStream standard;

    LogCommand(OutputStream standard) {
        this.standard = standard;
    }

    @Override
    public Integer call() throws Exception {
        require(choice.wrong(what));
        require(output.wrong());
        if (run.lists()) {
            return LogProbes.print(choice.listed(what), Optional.ofNullable(where).filter(w -> w.socket == null).map(w -> w.pid),
                    where != null && where.socket != null, spec.commandLine().getOut());
        }
        require(where == null ? "-p PID or -u SOCKET says whose events are printed" : "");
        try (LogSession session = new LogSession(open(), run, spec.commandLine().getErr())) {
            return session.print(output.open(choice.form(what), standard, spec.commandLine().getErr()));
        }
    }

    private void require(String wrong) {
        if (!wrong.isEmpty()) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
    }

    private Listening open() {
        boolean socket = where.socket != null;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (socket) {
            body.put("socket", where.socket.toAbsolutePath().normalize().toString());
        } else {
            body.put("pid", where.pid);
        }
        choice.into(body, what, socket);
        saving.into(body);
        run.into(body);
        SessionSettings settings;
        try {
            settings = SessionSettings.read(body);
        } catch (Problem e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ": " + e.hint(), e);
        }
        return saving.asked() ? Listening.saved(settings, choice.wish(what, socket), saving.data())
                : Listening.to(settings, choice.wish(what, socket));
    }
}
