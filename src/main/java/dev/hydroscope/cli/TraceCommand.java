package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.query.EventCondition;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.QuerySyntaxException;
import dev.hydroscope.session.Launched;
import dev.hydroscope.session.LineWish;
import dev.hydroscope.session.Listening;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.Tallies;
import dev.hydroscope.session.Tallying;
import dev.hydroscope.session.TallyWish;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Any program's probes and functions, and the kernel's tracepoints: printed, counted, measured, stored. */
@Command(name = "trace", sortOptions = false, preprocessor = TraceWords.class,
        description = "Print, count and measure what any program or the kernel does.")
final class TraceCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "PROBE",
            description = "PROVIDER:GLOB, FILE:FUNCTION(ARGS), FILE:FUNCTION%%return(ARG), CATEGORY:EVENT; -- COMMAND starts one")
    private List<String> specs = List.of();
    @Option(names = {"-p", "--pid"}, paramLabel = "PID", defaultValue = "0",
            description = "this process; without it and without a command the whole machine")
    private int pid;
    @ArgGroup(validate = false, heading = "%nWhat is printed:%n")
    private final TraceChoice choice = new TraceChoice();
    @ArgGroup(validate = false, heading = "%nWhat is added up:%n")
    private final TraceSums sums = new TraceSums();
    @Option(names = "--save", paramLabel = "NAME", arity = "0..1",
            description = "store the same events as a session, which sessions lists and the page shows")
    private String save;
    @Option(names = "--data", paramLabel = "DIR", description = "in this folder of sessions, on which no server runs meanwhile")
    private Path data;
    @ArgGroup(validate = false, heading = "%nThe run:%n")
    private final TraceRun run = new TraceRun();
    @Spec
    private CommandSpec spec;
    private final OutputStream standard;
    private List<String> command = List.of();

    TraceCommand(OutputStream standard) {
        this.standard = standard;
    }

    /** What to start, and to trace. */
    void launch(List<String> words) {
        command = words;
        if (words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "behind -- stands the command to trace: -- ls -l");
        }
    }

    @Override
    public Integer call() throws Exception {
        require(specs.isEmpty() ? "say what to trace: 'libc.so.6:malloc(size:u64)', 'sched:sched_process_exec'" : "");
        require(pid != 0 && !command.isEmpty() ? "-p and a command: one of them says whom to trace" : "");
        require(choice.wrong());
        require(sums.wrong(specs));
        require(run.wrong(sums.asked()));
        require(sums.asked() && save != null ? "--save stores events: leave --count, --hist and --latency out" : "");
        if (command.isEmpty()) {
            return traced(pid, Optional.empty());
        }
        try (Launched launched = Launched.start(command)) {
            return traced(launched.pid(), Optional.of(launched));
        }
    }

    private void require(String wrong) {
        if (!wrong.isEmpty()) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
    }

    private int traced(int of, Optional<Launched> launched) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Tallying tallying = Tallying.of(of, specs);
        if (run.lists()) {
            PrintWriter out = spec.commandLine().getOut();
            tallying.probes().stream().map(Probe::line).sorted().forEach(line -> out.println(Text.shown(line)));
            out.flush();
            return 0;
        }
        if (sums.asked()) {
            try (Tallies tallies = tallies(of, tallying)) {
                return new TallySession(tallies, launched, choice.open(standard), err).tell(sums, run, choice);
            }
        }
        try (Listening listening = listening(of)) {
            EventCondition condition = condition(listening.probes());
            EventSession session = new EventSession(listening, launched, err);
            return session.print(choice.writer(standard, listening.probes(), of), condition, run);
        }
    }

    /** In the kernel, unless it takes the events themselves. */
    private Tallies tallies(int of, Tallying tallying) {
        TallyWish wish = sums.wish();
        List<Probe> probes = tallying.probes();
        boolean text = wish.what() == TallyWish.What.VALUES && probes.stream().flatMap(probe -> probe.arguments().stream())
                .anyMatch(argument -> argument.name().equals(wish.field()) && !argument.kind().number());
        if (!text && choice.filter().isEmpty()) {
            return tallying.inKernel(wish);
        }
        require(wish.what() == TallyWish.What.LATENCY ? "--filter is for events: the kernel measures a latency without them" : "");
        probes.stream().filter(probe -> !suits(probe, wish)).findFirst().ifPresent(probe -> {
            throw new Failure(probe.key() + " has no " + (wish.what() == TallyWish.What.HISTOGRAM ? "number " : "argument ")
                    + wish.field(), "see its arguments: hydroscope trace --list");
        });
        PrintWriter err = spec.commandLine().getErr();
        err.println("every event is read for this, as " + (text ? wish.field() + " is text" : "the filter looks at it")
                + ": it costs more than counting in the kernel, and can lose some");
        err.flush();
        return Tallying.ofEvents(listening(of), wish, condition(probes));
    }

    private static boolean suits(Probe probe, TallyWish wish) {
        int index = probe.argument(wish.field());
        Optional<Argument> argument = index < 0 ? Optional.empty() : Optional.of(probe.arguments().get(index));
        return wish.field().isEmpty() || argument.isPresent()
                && (wish.what() != TallyWish.What.HISTOGRAM || argument.get().kind().number());
    }

    private EventCondition condition(Collection<Probe> probes) {
        try {
            return EventCondition.parse(choice.filter(), probes);
        } catch (QuerySyntaxException e) {
            throw new ParameterException(spec.commandLine(), "--filter: " + e.getMessage() + ": " + e.hint(), e);
        }
    }

    private Listening listening(int of) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (of > 0) {
            body.put("pid", of);
        } else {
            body.put("machine", true);
        }
        specs.forEach(body.putArray("probes")::add);
        choice.into(body);
        if (save != null) {
            body.put("name", save);
        }
        SessionSettings settings;
        try {
            settings = SessionSettings.read(body);
        } catch (Problem e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ": " + e.hint(), e);
        }
        LineWish all = new LineWish(List.of("*"), List.of(), false, Query.parse(""));
        return save == null ? Listening.to(settings, all)
                : Listening.saved(settings, all, Optional.ofNullable(data).orElseGet(Sessions::standardFolder));
    }
}
