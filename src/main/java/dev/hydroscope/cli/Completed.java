package dev.hydroscope.cli;

import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.sql.BuiltInQueries;
import dev.hydroscope.sql.SavedQuery;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What a shell may offer for a value: told by its label, which is the same word for the same thing in every command. */
record Completed(String kind) {
    static final Completed NOTHING = new Completed("none");

    static Completed of(CommandSpec command, ArgSpec arg) {
        String label = label(arg);
        return switch (label) {
            case "PID" -> new Completed("process");
            case "FILE", "SOCKET" -> new Completed("file");
            case "DIR" -> new Completed("folder");
            case "SESSION", "WORDS" -> new Completed("session");
            case "GLOB" -> new Completed("probe");
            case "PROBE" -> new Completed("event");
            case "F" -> words(List.of(ExportFormat.words().split(", ")));
            case "ID" -> words(BuiltInQueries.all().stream().map(SavedQuery::id).toList());
            case "COMMAND" -> words(List.copyOf(command.root().subcommands().keySet()));
            case "SHELL" -> words(List.of("bash", "zsh"));
            case "ns|bytes" -> words(List.of("ns", "bytes"));
            case "quic" -> words(List.of(label));
            default -> NOTHING;
        };
    }

    static String label(ArgSpec arg) {
        return arg.paramLabel().replaceAll("[\\[\\]]", "");
    }

    private static Completed words(List<String> words) {
        return new Completed(words.stream().collect(Collectors.joining(",", "word:", "")));
    }
}
