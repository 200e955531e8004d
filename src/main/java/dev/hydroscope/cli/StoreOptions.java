package dev.hydroscope.cli;

import dev.hydroscope.session.Problem;
import dev.hydroscope.session.Sessions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the sessions are: in a folder, or behind a server. */
final class StoreOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "the folder that keeps sessions, where no server runs on it")
    private Path data;
    @Option(names = "--url", paramLabel = "URL", description = "through the server there: the link that serve printed")
    private URI url;
    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "", description = "of that server, where the link has none")
    private String token;

    Store open(CommandSpec spec) {
        if (url != null && data != null) {
            throw new ParameterException(spec.commandLine(), "--url and --data: one of them says where the sessions are");
        }
        if (url != null) {
            return new RemoteStore(Remote.of(url, token));
        }
        try {
            return new LocalStore(Sessions.open(Optional.ofNullable(data).orElseGet(Sessions::standardFolder)));
        } catch (Problem e) {
            if (e.getMessage().contains("in use by another Hydroscope")) {
                throw new Failure(e.getMessage(), "ask through that one, with --url and the link that it printed");
            }
            throw e;
        }
    }
}
