package dev.hydroscope.cli;

import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Traces in files, each into a session of its own. */
@Command(name = "import", description = "Read traces from files, plain or gzip, each into a session of its own.",
        footer = {"", "What the formats are is told from the content. Lines that cannot be read are told with their numbers."})
final class ImportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "h2olog's lines, or another format that is known")
    private List<Path> files;
    @Option(names = "--data", paramLabel = "DIR", description = "the folder that keeps sessions, where no server runs on it")
    private Path data;
    @Option(names = "--url", paramLabel = "URL", description = "through the server there: the link that serve printed")
    private URI url;
    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "", description = "of that server, where the link has none")
    private String token;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (url != null && data != null) {
            throw new ParameterException(spec.commandLine(), "--url and --data: one of them says where the sessions are");
        }
        if (url == null) {
            try (Sessions sessions = Sessions.open(Optional.ofNullable(data).orElseGet(Sessions::standardFolder))) {
                return each(file -> Imports.local(sessions, file));
            }
        }
        Remote remote = Remote.of(url, token);
        return each(remote::send);
    }

    /** How one file comes in; what was stored, as the API shows it. */
    private interface Way {
        String in(Path file);
    }

    private int each(Way way) {
        PrintWriter err = spec.commandLine().getErr();
        int status = 0;
        for (Path file : files) {
            try {
                spec.commandLine().getOut().print(way.in(file));
                spec.commandLine().getOut().flush();
            } catch (Problem | Failure e) {
                err.println("hydroscope: " + Text.shown(file + ": " + e.getMessage()));
                err.println("  " + (e instanceof Problem problem ? problem.hint() : ((Failure) e).hint()));
                err.flush();
                status = 1;
            }
        }
        return status;
    }

    /** A session that failed has not taken in what it should. */
    static void requireSealed(SessionInfo.State state, String note) {
        if (state == SessionInfo.State.FAILED) {
            throw new Failure(note, "what was stored until then is kept");
        }
    }
}
