package dev.hydroscope.cli;

import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The explorer with something to see: a stand-in for H2O, traced; or a recording, where no probe can be attached. */
@Command(name = "demo", description = "Serve the explorer, with something to see.")
final class DemoCommand implements Callable<Integer> {
    private static final String NAME = "demo";
    private static final Duration LASTING = Duration.ofHours(1);

    private final Function<ServeOptions, Explorer> start;
    private final Function<Sessions, SessionInfo> replay;
    @Mixin
    private ServeOptions options;
    @Spec
    private CommandSpec spec;

    DemoCommand(Function<ServeOptions, Explorer> start, Function<Sessions, SessionInfo> replay) {
        this.start = start;
        this.replay = replay;
    }

    @Override
    public Integer call() throws Exception {
        Serving serving = Serving.start(spec, options, start);
        try {
            StandIn standIn = standIn();
            serving.endWith(standIn);
            trace(serving.sessions(), standIn);
        } catch (Failure e) {
            replay(serving.sessions(), e);
        }
        serving.untilStopped();
        return 0;
    }

    /** It plays once it is traced, so that its connections are seen from their beginning. */
    private static StandIn standIn() {
        try {
            StandIn.sweep();
            return StandIn.start("--demo", "--wait");
        } catch (IOException e) {
            throw new Failure("the H2O stand-in cannot be started: " + e.getMessage(),
                    "see that programs may be run in " + System.getProperty("java.io.tmpdir")
                            + ", or choose another folder by JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
        }
    }

    private void trace(Sessions sessions, StandIn standIn) throws IOException {
        try {
            sessions.create(SessionSettings.of(standIn.pid(), "all", NAME).lasting(LASTING));
            standIn.begin();
        } catch (Problem e) {
            standIn.close();
            throw new Failure(e.getMessage(), e.hint());
        }
        tell("tracing an H2O stand-in (pid " + standIn.pid() + "), which answers at http://127.0.0.1:"
                + standIn.port() + "/");
    }

    private void replay(Sessions sessions, Failure why) {
        tell("replaying a recorded trace, as no probe can be attached here: " + Text.shown(why.getMessage()) + "\n  "
                + why.hint());
        replay.apply(sessions);
    }

    private void tell(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("hydroscope: " + what);
        err.flush();
    }
}
