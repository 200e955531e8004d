package dev.hydroscope.cli;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The scripts of bash and zsh: the commands as tables, made from their options, and what reads these, which is written in
 * completion/. A key press starts no JVM, unless it asks for sessions or for a process's probes.
 */
final class CompletionScript {
    private final CommandSpec root;

    CompletionScript(CommandSpec root) {
        this.root = root;
    }

    String bash() {
        return script("bash.sh", this::bash);
    }

    String zsh() {
        return script("zsh.sh", this::zsh);
    }

    /** The tables stand below the file's head. */
    private String script(String name, Table table) {
        String[] parts = file(name).split("\n\n", 2);
        return parts[0] + "\n\n" + lists() + commands(table) + parts[1];
    }

    private String lists() {
        String names = all().map(each -> each.name() + "\t" + ManualPage.about(each)).collect(Collectors.joining("\n"));
        String known = Catalogue.load().probes().stream().map(Probe::key).sorted().collect(Collectors.joining("\n"));
        return "hydroscope_commands=" + quoted(names) + "\nhydroscope_known=" + quoted(known) + "\n\n" + file("lists.sh") + "\n";
    }

    private Stream<CommandSpec> all() {
        return root.subcommands().values().stream().map(CommandLine::getCommandSpec);
    }

    private interface Table {
        String of(CommandSpec command);
    }

    private String commands(Table table) {
        return "_hydroscope_command() {\n    case $1 in\n" + Stream.concat(Stream.of(root), all())
                .map(each -> "    " + (each == root ? "''" : each.name()) + ")\n" + table.of(each) + "        ;;\n")
                .collect(Collectors.joining()) + "    esac\n}\n\n";
    }

    private String bash(CommandSpec command) {
        List<String> options = new ArrayList<>();
        List<String> valued = new ArrayList<>();
        for (OptionSpec option : shown(command)) {
            options.addAll(List.of(option.names()));
            if (option.arity().max() > 0) {
                Arrays.stream(option.names()).forEach(name -> valued.add(name + "=" + Completed.of(command, option).kind()));
            }
        }
        String operands = operands(command).stream().map(each -> Completed.of(command, each).kind())
                .collect(Collectors.joining(" "));
        boolean many = operands(command).stream().anyMatch(CompletionScript::many);
        return "        hydroscope_options=" + quoted(String.join(" ", options)) + "\n        hydroscope_valued="
                + quoted(String.join(" ", valued)) + "\n        hydroscope_operands=" + quoted(operands)
                + "\n        hydroscope_many=" + (many ? "yes" : "") + "\n";
    }

    private String zsh(CommandSpec command) {
        Stream<String> options = shown(command).stream().map(option -> zsh(command, option));
        Stream<String> operands = operands(command).stream().map(each -> quoted((many(each) ? "*" : "") + ":"
                + Completed.label(each) + ":" + action(Completed.of(command, each).kind())));
        return Stream.concat(options, operands)
                .collect(Collectors.joining(" \\\n            ", "        _arguments -s -S ", "\n"));
    }

    private static String zsh(CommandSpec command, OptionSpec option) {
        ArgGroupSpec group = option.group();
        String names = group != null && group.exclusive() ? group.args().stream().filter(OptionSpec.class::isInstance)
                .flatMap(each -> Arrays.stream(((OptionSpec) each).names())).collect(Collectors.joining(" "))
                : String.join(" ", option.names());
        boolean valued = option.arity().max() > 0;
        String about = String.join(" ", option.description()).split("[;:(]")[0].strip().replaceAll("([\\[\\]\\\\])", "\\\\$1")
                .replace("`", "");
        String value = !valued ? "" : ":" + Completed.label(option) + ":" + action(Completed.of(command, option).kind());
        String excludes = option.usageHelp() || option.versionHelp() ? "(- *)" : option.isMultiValue() ? "*" : "(" + names + ")";
        List<String> forms = Arrays.stream(option.names()).map(name -> !valued ? name : name.startsWith("--") ? name + "="
                : name + "+").toList();
        return quoted(excludes) + (forms.size() == 1 ? forms.get(0) : "{" + String.join(",", forms) + "}")
                + quoted("[" + about + "]" + value);
    }

    private static String action(String kind) {
        return kind.startsWith("word:") ? "(" + kind.substring(5).replace(',', ' ') + ")" : switch (kind) {
            case "file" -> "_files";
            case "folder" -> "_files -/";
            case "none" -> " ";
            default -> "_hydroscope_" + kind;
        };
    }

    private static List<OptionSpec> shown(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    private static List<PositionalParamSpec> operands(CommandSpec command) {
        return command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
    }

    private static boolean many(PositionalParamSpec operand) {
        return operand.arity().max() > 1;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String file(String name) {
        try (InputStream in = CompletionScript.class.getResourceAsStream("/completion/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
