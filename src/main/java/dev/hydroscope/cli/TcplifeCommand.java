package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.query.Query;
import dev.hydroscope.session.LineWish;
import dev.hydroscope.session.Listening;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Loss;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Every TCP connection of the machine when it has ended: who had it with whom, how much went each way, how long it lasted. */
@Command(name = "tcplife", sortOptions = false,
        description = "Print each TCP connection as it ends, as bcc's tcplife.")
final class TcplifeCommand implements Callable<Integer> {
    @ArgGroup(validate = false)
    private final TcpColumns columns = new TcpColumns();
    @ArgGroup(validate = false)
    private final TcpChoice choice = new TcpChoice();
    @Option(names = "--save", paramLabel = "NAME", description = "store the same events as a session of that name")
    private String save;
    @Option(names = "--data", paramLabel = "DIR", description = "in this folder of sessions, on which no server runs meanwhile")
    private Path data;
    @Parameters(index = "0", arity = "0..1", paramLabel = "INTERVAL", defaultValue = "0",
            description = "print what ended in each interval of so many seconds, at its end")
    private long interval;
    @Parameters(index = "1", arity = "0..1", paramLabel = "COUNT", defaultValue = "0", description = "end after so many intervals")
    private long count;
    @Spec
    private CommandSpec spec;
    private final OutputStream standard;
    private final CountDownLatch over = new CountDownLatch(1);

    TcplifeCommand(OutputStream standard) {
        this.standard = standard;
    }

    @Override
    public Integer call() throws Exception {
        require(choice.wrong());
        require(wrong(0, interval) || wrong(1, count) ? "INTERVAL and COUNT are above 0" : "");
        require(data != null && save == null ? "--data is for --save" : "");
        try (Listening listening = listening()) {
            return print(listening);
        }
    }

    /** Left out it is 0, and means none. */
    private boolean wrong(int parameter, long value) {
        return value <= 0 && spec.commandLine().getParseResult().hasMatchedPositional(parameter);
    }

    private void require(String wrong) {
        if (!wrong.isEmpty()) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
    }

    private Listening listening() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("machine", true);
        body.putArray("probes").add("tcp:open").add("tcp:close");
        if (save != null) {
            body.put("name", save);
        }
        SessionSettings settings = SessionSettings.read(body);
        LineWish all = new LineWish(List.of("*"), List.of(), false, Query.parse(""));
        return save == null ? Listening.to(settings, all)
                : Listening.saved(settings, all, Optional.ofNullable(data).orElseGet(Sessions::standardFolder));
    }

    private int print(Listening listening) throws InterruptedException {
        TcpLines lines = new TcpLines(standard, columns, interval > 0, over::countDown);
        TcpLives lives = new TcpLives(choice, lines::add, lines::rest);
        Thread interrupted = new Thread(() -> {
            over.countDown();
            Runtime.getRuntime().halt(finish(listening, lives, lines));
        }, "stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        listening.start(lives);
        await(listening, lines);
        String reason = listening.reason();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await();
        }
        int status = finish(listening, lives, lines);
        if (!lines.fault().isEmpty()) {
            throw new Failure("the lines cannot be written: " + lines.fault(), "see that there is room");
        }
        if (!reason.isEmpty()) {
            spec.commandLine().getErr().println(Text.shown(reason));
        }
        return status;
    }

    private void await(Listening listening, TcpLines lines) throws InterruptedException {
        long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(interval);
        long intervals = 0;
        while (!listening.ended() && !over.await(50, TimeUnit.MILLISECONDS)) {
            if (interval > 0 && System.nanoTime() - next >= 0) {
                lines.flush();
                next += TimeUnit.SECONDS.toNanos(interval);
                if (++intervals == count) {
                    return;
                }
            }
        }
    }

    private int finish(Listening listening, TcpLives lives, TcpLines lines) {
        listening.close();
        lines.flush();
        if (!lines.unread()) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(Locale.ROOT, "%,d connections, %,d lost, %,d that began before and are not shown%n", lives.told(),
                    listening.losses().stream().mapToLong(Loss::count).sum(), lives.unseen());
            listening.session().ifPresent(session -> err.println("  stored as session " + session.id() + ", "
                    + Text.shown(session.name()) + "; hydroscope sessions lists it"));
            err.flush();
        }
        return lines.fault().isEmpty() ? 0 : 1;
    }
}
