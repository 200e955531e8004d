package dev.hydroscope.cli;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command's page for man(1). */
@Command(name = "man", description = "Print the page of a command for man(1).")
final class ManCommand implements Callable<Integer> {
    private final Output output;
    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "a command's name")
    private String command = "";
    @Spec
    private CommandSpec spec;

    ManCommand(OutputStream standard) {
        this.output = new Output(standard);
    }

    @Override
    public Integer call() {
        ManualPage page = ManualPage.of(HelpCommand.find(spec, command).getCommandSpec());
        output.write(out -> out.write(ManualRoff.of(page)));
        return 0;
    }
}
