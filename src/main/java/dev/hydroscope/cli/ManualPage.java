package dev.hydroscope.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's page: what its options say and what its manual says, in the order of a page of man(1). */
record ManualPage(String name, String about, List<Section> sections) {
    /** Of a page; its blocks from top to bottom. */
    record Section(String title, List<Block> blocks) {
    }

    /** A piece of a page, however it is set. */
    sealed interface Block {
    }

    /** Text that is filled. */
    record Paragraph(String text) implements Block {
    }

    /** Lines that stay as they are. */
    record Verbatim(List<String> lines) implements Block {
    }

    /** Something and what it is. */
    record Entry(String term, String text) implements Block {
    }

    /** Above entries. */
    record Heading(String text) implements Block {
    }

    private static final List<String> EXIT = List.of("0 done, 1 failed, 2 wrong usage.");
    private static final List<String> LAST = List.of(Manual.EXAMPLES, "Exit status", "Environment", "Files", "See also");

    static ManualPage of(CommandSpec spec) {
        Manual manual = Manual.of(spec.name());
        List<Section> sections = new ArrayList<>();
        String about = about(spec);
        sections.add(new Section("Name", List.of(new Paragraph("`" + spec.qualifiedName() + "` - " + about))));
        List<String> synopsis = manual.lines("Synopsis");
        sections.add(new Section("Synopsis", synopsis.isEmpty() ? List.of(new Paragraph(synopsis(spec))) : blocks(synopsis)));
        List<String> described = manual.lines(Manual.DESCRIPTION);
        sections.add(new Section(Manual.DESCRIPTION, described.isEmpty() ? said(spec) : blocks(described)));
        sections.add(new Section(Manual.COMMANDS, commands(spec, manual.groups(Manual.COMMANDS))));
        sections.add(new Section("Operands", spec.positionalParameters().stream().filter(each -> !each.hidden())
                .map(each -> (Block) entry(each.paramLabel(), each)).toList()));
        sections.add(new Section(Manual.OPTIONS, options(spec, manual.groups(Manual.OPTIONS))));
        Set<String> own = new LinkedHashSet<>(manual.sections().keySet());
        own.removeAll(List.of(Manual.DESCRIPTION, "Synopsis", Manual.COMMANDS, Manual.OPTIONS));
        LAST.forEach(own::remove);
        Stream.concat(own.stream(), LAST.stream()).forEach(title -> sections.add(new Section(title,
                blocks(title.equals("Exit status") && manual.lines(title).isEmpty() ? EXIT : manual.lines(title)))));
        return new ManualPage(spec.qualifiedName(), about, sections.stream().filter(each -> !each.blocks().isEmpty()).toList());
    }

    /** The first line of a command's description, as it stands behind a name. */
    static String about(CommandSpec spec) {
        String first = Stream.of(spec.usageMessage().description()).findFirst().orElse("");
        String open = first.replaceFirst("[.:]$", "");
        boolean word = open.length() > 1 && Character.isLowerCase(open.charAt(1));
        return word ? Character.toLowerCase(open.charAt(0)) + open.substring(1) : open;
    }

    private static List<Block> said(CommandSpec spec) {
        return Arrays.stream(spec.usageMessage().description()).map(text -> (Block) new Paragraph(text)).toList();
    }

    private static String synopsis(CommandSpec spec) {
        Stream<String> groups = spec.argGroups().stream()
                .filter(group -> group.exclusive() || group.multiplicity().min() > 0).map(ManualPage::group);
        Stream<String> required = spec.options().stream().filter(option -> option.required() && option.group() == null)
                .map(ManualPage::shortest);
        Stream<String> operands = spec.positionalParameters().stream().filter(each -> !each.hidden()).map(ManualPage::operand);
        Stream<String> command = spec.subcommands().isEmpty() ? Stream.of() : Stream.of("COMMAND");
        return Stream.of(Stream.of("`" + spec.qualifiedName() + "`"), groups, required, Stream.of("[OPTION]..."), operands, command)
                .flatMap(words -> words).collect(Collectors.joining(" "));
    }

    private static String group(ArgGroupSpec group) {
        String inner = group.args().stream().map(arg -> arg instanceof OptionSpec option ? shortest(option) : arg.paramLabel())
                .collect(Collectors.joining(group.exclusive() ? " | " : " "));
        return group.multiplicity().min() > 0 ? "(" + inner + ")" : "[" + inner + "]";
    }

    private static String shortest(OptionSpec option) {
        return option.shortestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
    }

    private static String operand(PositionalParamSpec operand) {
        String label = operand.paramLabel().replaceAll("^\\[|\\]$", "") + (operand.arity().max() > 1 ? "..." : "");
        return operand.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private static List<Block> commands(CommandSpec spec, Map<String, List<String>> groups) {
        Map<String, Entry> all = new LinkedHashMap<>();
        for (Map.Entry<String, CommandLine> each : spec.subcommands().entrySet()) {
            all.put(each.getKey(), new Entry(each.getKey(), about(each.getValue().getCommandSpec())));
        }
        return grouped(groups, all);
    }

    private static List<Block> options(CommandSpec spec, Map<String, List<String>> groups) {
        Map<String, Entry> all = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                String names = String.join(", ", option.names());
                Entry entry = entry(names + (option.arity().max() == 0 ? "" : " " + option.paramLabel()), option);
                all.put(option.names()[0], entry);
            }
        }
        return grouped(groups, all);
    }

    private static Entry entry(String term, ArgSpec arg) {
        return new Entry(term, String.join(" ", arg.description()));
    }

    /** In their groups; those of no group last. */
    private static List<Block> grouped(Map<String, List<String>> groups, Map<String, Entry> all) {
        List<Block> blocks = new ArrayList<>();
        Map<String, Entry> left = new LinkedHashMap<>(all);
        groups.forEach((title, names) -> {
            blocks.add(new Heading(title));
            names.stream().map(left::remove).filter(entry -> entry != null).forEach(blocks::add);
        });
        if (!left.isEmpty() && !groups.isEmpty()) {
            blocks.add(new Heading("General"));
        }
        blocks.addAll(left.values());
        return blocks;
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        List<String> piece = new ArrayList<>();
        for (String line : lines) {
            if (!piece.isEmpty() && (line.isBlank() || line.startsWith("  ") != piece.get(0).startsWith("  "))) {
                blocks.add(block(piece));
                piece.clear();
            }
            if (!line.isBlank()) {
                piece.add(line);
            }
        }
        if (!piece.isEmpty()) {
            blocks.add(block(piece));
        }
        return blocks;
    }

    private static Block block(List<String> lines) {
        return lines.get(0).startsWith("  ") ? new Verbatim(lines.stream().map(line -> line.substring(2)).toList())
                : new Paragraph(String.join(" ", lines));
    }
}
