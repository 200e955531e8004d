package dev.hydroscope.cli;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The script by which a shell completes the command line. */
@Command(name = "completion", description = "Print the script that completes in bash or zsh.")
final class CompletionCommand implements Callable<Integer> {
    private final Output output;
    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private String shell;
    @Spec
    private CommandSpec spec;

    CompletionCommand(OutputStream standard) {
        this.output = new Output(standard);
    }

    @Override
    public Integer call() {
        CompletionScript script = new CompletionScript(spec.root());
        String text = switch (shell) {
            case "bash" -> script.bash();
            case "zsh" -> script.zsh();
            default -> throw new ParameterException(spec.commandLine(), "there is no completion for " + shell
                    + ": it is bash or zsh");
        };
        output.write(out -> out.write(text));
        return 0;
    }
}
