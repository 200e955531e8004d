package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.session.Sessions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether log also stores what it prints. */
final class LogSaving {
    /** The word that may follow the option is the command's own. */
    private static final class NameOnly implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            boolean name = !words.isEmpty() && !words.peek().startsWith("-") && !words.peek().equals("quic");
            option.setValue(name ? words.pop() : "");
        }
    }

    @Option(names = "--save", paramLabel = "NAME", arity = "0..1", parameterConsumer = NameOnly.class,
            description = "store the same events as a session, which sessions lists and the page shows")
    private String name;
    @Option(names = "--data", paramLabel = "DIR", description = "in this folder of sessions, on which no server runs meanwhile")
    private Path data;

    boolean asked() {
        return name != null;
    }

    Path data() {
        return Optional.ofNullable(data).orElseGet(Sessions::standardFolder);
    }

    void into(ObjectNode body) {
        if (asked()) {
            body.put("name", name);
        }
    }
}
