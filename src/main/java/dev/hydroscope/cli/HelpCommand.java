package dev.hydroscope.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a command's --help shows. */
@Command(name = "help", description = "Show the page of a command.")
final class HelpCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "a command's name")
    private String command = "";
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine asked = find(spec, command);
        asked.usage(spec.commandLine().getOut());
        return 0;
    }

    /** @param name of a command, or "" for all of them */
    static CommandLine find(CommandSpec spec, String name) {
        CommandLine all = spec.root().commandLine();
        CommandLine found = name.isEmpty() ? all : all.getSubcommands().get(name);
        if (found == null) {
            throw new ParameterException(spec.commandLine(), "there is no command " + name);
        }
        return found;
    }
}
