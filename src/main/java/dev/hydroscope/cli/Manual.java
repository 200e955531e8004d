package dev.hydroscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What somebody wrote about a command, beside what its options say: manual/COMMAND.txt. The text before the first
 * `# Title` is its description; a line with two blanks in front stands as it is, others are paragraphs; `this` is bold.
 * Options and Commands put names into groups, `Title: name name`, a line each.
 */
record Manual(Map<String, List<String>> sections) {
    static final String DESCRIPTION = "Description";
    static final String OPTIONS = "Options";
    static final String COMMANDS = "Commands";
    static final String EXAMPLES = "Examples";

    /** Of a command that nobody wrote about: without a section. */
    static Manual of(String command) {
        try (InputStream in = Manual.class.getResourceAsStream("/manual/" + command + ".txt")) {
            return read(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manual read(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        sections.put(DESCRIPTION, lines);
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ")) {
                lines = sections.computeIfAbsent(line.substring(2), title -> new ArrayList<>());
            } else {
                lines.add(line);
            }
        }
        return new Manual(sections);
    }

    List<String> lines(String section) {
        return sections.getOrDefault(section, List.of());
    }

    /** Of a section whose lines are `Title: name name`. */
    Map<String, List<String>> groups(String section) {
        return lines(section).stream().filter(line -> line.contains(": ")).map(line -> line.split(": +", 2))
                .collect(Collectors.toMap(part -> part[0], part -> List.of(part[1].split(" +")), (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** The commands that its examples show, as one writes them in a shell; a backslash goes on in the next line. */
    List<String> examples() {
        String all = String.join("\n", lines(EXAMPLES)).replaceAll("\\\\\n +", "");
        return all.lines().filter(line -> line.startsWith("  $ ")).map(line -> line.substring(4)).toList();
    }
}
