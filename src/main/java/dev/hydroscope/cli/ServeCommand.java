package dev.hydroscope.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The explorer, until it is told to stop. */
@Command(name = "serve", description = "Serve the explorer.")
final class ServeCommand implements Callable<Integer> {
    private final Function<ServeOptions, Explorer> start;
    @Mixin
    private ServeOptions options;
    @Spec
    private CommandSpec spec;

    ServeCommand(Function<ServeOptions, Explorer> start) {
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        Serving.start(spec, options, start).untilStopped();
        return 0;
    }
}
