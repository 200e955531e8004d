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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events as lines, as h2olog prints them: of a process by its probes, or of H2O's own socket. */
@Command(name = "log", description = "Print what a server does, a line an event, as h2olog does.")
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
    @Mixin
    private final LogChoice choice = new LogChoice();
    @Mixin
    private final LogOutput output = new LogOutput();
    @Mixin
    private final LogSaving saving = new LogSaving();
    @Mixin
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
