package dev.hydroscope.cli;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The explorer as a command runs it: told to be ready, and closed in order at Ctrl-C or a TERM. */
final class Serving {
    private final Explorer explorer;
    private final PrintWriter out;
    private final List<AutoCloseable> firsts = new CopyOnWriteArrayList<>();
    private volatile boolean ready;

    private Serving(Explorer explorer, PrintWriter out) {
        this.explorer = explorer;
        this.out = out;
    }

    static Serving start(CommandSpec command, ServeOptions options, Function<ServeOptions, Explorer> start) {
        if (!options.wrong().isEmpty()) {
            throw new ParameterException(command.commandLine(), options.wrong());
        }
        try {
            Serving serving = new Serving(start.apply(options), command.commandLine().getOut());
            Runtime.getRuntime().addShutdownHook(new Thread(serving::end, "stop"));
            return serving;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    Sessions sessions() {
        return explorer.sessions();
    }

    /** This is closed first, whatever ends the process. */
    void endWith(AutoCloseable first) {
        firsts.add(first);
    }

    /** Says that it is ready, and never returns: the process ends when it is told to, with status 0. */
    void untilStopped() throws InterruptedException {
        ready = true;
        out.println("ready " + explorer.url());
        out.flush();
        new CountDownLatch(1).await();
    }

    /** In the hook, as a process that is interrupted would end with another status than 0. */
    private void end() {
        try {
            for (AutoCloseable first : firsts) {
                first.close();
            }
            explorer.stop().run();
            summary(explorer.sessions());
            out.flush();
        } catch (Exception | Error e) {
            out.println("hydroscope: not ended in order: " + e.getMessage());
            out.flush();
            Runtime.getRuntime().halt(1);
        }
        if (ready) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void summary(Sessions sessions) {
        List<String> running = sessions.list().stream().filter(info -> info.state() == SessionInfo.State.RUNNING)
                .map(SessionInfo::id).collect(Collectors.toList());
        sessions.close();
        running.stream().map(sessions::get).forEach(info -> out.println(line(info)));
    }

    static String line(SessionInfo info) {
        var counts = info.counts();
        var lost = counts.lost();
        return String.format(Locale.ROOT,
                "%s %s: %,d events stored, %,d requests, %,d filtered, %,d sampled out, %,d lost%s", info.id(),
                Text.shown(info.name()), counts.events(), counts.requests(), counts.filtered(),
                counts.sampledOut(), lost.total(), lost.total() == 0 ? ""
                        : String.format(Locale.ROOT, " (kernel %,d, queue %,d, store %,d)", lost.kernel(), lost.queue(),
                                lost.store()));
    }
}
