package dev.hydroscope;

import dev.hydroscope.bpf.Capability;
import dev.hydroscope.cli.Check;
import dev.hydroscope.cli.Explorer;
import dev.hydroscope.cli.Hydroscope;
import dev.hydroscope.cli.ServeOptions;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.source.Recording;
import dev.hydroscope.source.RecordingException;
import dev.hydroscope.sql.Fence;
import dev.hydroscope.web.Server;
import dev.hydroscope.web.ServerOptions;
import java.util.List;
import java.util.stream.Stream;

/** Composition: the one place where things are wired. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        System.exit(Hydroscope.commands(Main::explorer, Main::replay, Main::machine).execute(args));
    }

    private static Explorer explorer(ServeOptions options) {
        ServerOptions serverOptions = new ServerOptions(options.bind(), options.port(), options.token());
        Sessions sessions = Sessions.open(options.data(), options.keeping());
        try {
            Server server = Server.start(sessions, serverOptions);
            sessions.keeping().begin();
            warmUp();
            sessions.statements().warmUp();
            return new Explorer(server.url(), sessions, server::close);
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /** Beside the server, which is ready without it: the first session is attached the sooner. */
    private static void warmUp() {
        Thread thread = new Thread(ProbeSource::warmUp, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static SessionInfo replay(Sessions sessions) {
        try {
            return sessions.replay("demo (recorded)", Recording.resource("/demo.trace.gz"));
        } catch (RecordingException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        }
    }

    private static List<Check> machine() {
        Stream<Check> tracing = Capability.check().lines().stream()
                .map(line -> new Check(line.what(), line.ok(), line.needed(), line.detail(), line.remedy()));
        Stream<Check> sql = Fence.layers().stream()
                .map(layer -> new Check("SQL's fence", layer.ok(), false, layer.what(), layer.remedy()));
        return Stream.concat(tracing, sql).toList();
    }
}
