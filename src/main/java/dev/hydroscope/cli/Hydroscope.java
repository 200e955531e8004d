package dev.hydroscope.cli;

import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Exit status: 0 done, 1 failed, 2 wrong usage. What goes wrong is told on standard error, what and
 * why on the first line, what to do on the next.
 */
@Command(name = "hydroscope", versionProvider = Hydroscope.Version.class,
        description = "A web-based trace explorer for the H2O HTTP server.")
public final class Hydroscope {
    private static final String DEBUG = "HYDROSCOPE_DEBUG";

    /** Of the jar, as its build wrote it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Hydroscope.class.getPackage().getImplementationVersion();
            return new String[] {"hydroscope " + (version == null ? "(not a release)" : version)};
        }
    }

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "print which version this is")
    private boolean versionAsked;

    /** Of every command. */
    private static final class Help {
        @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this page")
        private boolean asked;
    }

    private Hydroscope() {
    }

    /**
     * @param start makes the explorer; throws a Problem where it cannot, IllegalArgumentException for a wrong option
     * @param replay makes a session of the recorded trace
     * @param machine what tracing needs of this machine, looked at when it is asked
     */
    public static CommandLine commands(Function<ServeOptions, Explorer> start, Function<Sessions, SessionInfo> replay,
            Supplier<List<Check>> machine) {
        return commands(start, replay, machine, new FileOutputStream(FileDescriptor.out));
    }

    /** @param standard what commands write that tell much, or bytes */
    static CommandLine commands(Function<ServeOptions, Explorer> start, Function<Sessions, SessionInfo> replay,
            Supplier<List<Check>> machine, OutputStream standard) {
        CommandLine line = new CommandLine(new Hydroscope());
        line.addSubcommand(new ServeCommand(start));
        line.addSubcommand(new DemoCommand(start, replay));
        line.addSubcommand(new ProbesCommand());
        line.addSubcommand(new DoctorCommand(machine));
        line.addSubcommand(new LogCommand(standard));
        line.addSubcommand(new TraceCommand(standard));
        line.addSubcommand(new TcplifeCommand(standard));
        line.addSubcommand(new ImportCommand());
        line.addSubcommand(new ExportCommand(standard));
        line.addSubcommand(new SessionsCommand(standard));
        line.addSubcommand(new SqlCommand(standard));
        line.addSubcommand(new HelpCommand());
        line.addSubcommand(new ManCommand(standard));
        line.addSubcommand(new CompletionCommand(standard));
        line.getSubcommands().values().forEach(command -> command.addMixin("help", new Help()));
        line.addMixin("help", new Help());
        line.setHelpSectionKeys(List.of("page"));
        line.setHelpSectionMap(Map.of("page", help -> ManualText.of(ManualPage.of(help.commandSpec()), help.ansi().enabled())));
        line.setExecutionStrategy(Hydroscope::execute);
        line.setParameterExceptionHandler((wrong, arguments) -> misused(wrong));
        line.setExecutionExceptionHandler((failure, command, result) -> fail(command.getErr(), failure));
        return line;
    }

    private static int execute(ParseResult result) {
        boolean asked = result.isUsageHelpRequested() || result.isVersionHelpRequested();
        if (!asked && !result.hasSubcommand()) {
            result.commandSpec().commandLine().usage(result.commandSpec().commandLine().getErr());
            return 2;
        }
        return new CommandLine.RunLast().execute(result);
    }

    private static int misused(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        boolean noCommand = wrong instanceof UnmatchedArgumentException && command.getParent() == null;
        String message = noCommand ? "there is no command " + ((UnmatchedArgumentException) wrong).getUnmatched().get(0)
                : wrong.getMessage().replaceFirst("^Error: ", "");
        String usage = command.getCommandSpec().qualifiedName() + " --help tells the usage";
        tell(command.getErr(), Text.shown(message), usage);
        return 2;
    }

    private static int fail(PrintWriter err, Exception failure) {
        String hint = failure instanceof Failure known ? known.hint()
                : failure instanceof ProbeFileException file ? file.hint()
                : failure instanceof TargetException target ? target.hint()
                : failure instanceof Problem problem ? problem.hint()
                : "this should not happen: please report it, with what you did";
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        tell(err, Text.shown(message), hint);
        return 1;
    }

    private static String unforeseen(PrintWriter err, Exception failure) {
        if (System.getenv(DEBUG) != null) {
            failure.printStackTrace(err);
        }
        return "this should not happen: run it again with " + DEBUG + "=1 in the environment, and report what it says";
    }

    private static void tell(PrintWriter err, String message, String hint) {
        err.println("hydroscope: " + message);
        err.println("  " + hint);
        err.flush();
    }
}
