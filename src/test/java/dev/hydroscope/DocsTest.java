package dev.hydroscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents promise nothing that is not there: commands, options, files, benchmarks. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)|(?:src|srcset)=\"([^\":]+)\"");
    private static final Pattern SCRIPT = Pattern.compile("(?m)(src/bin/\\w+)([^`\\n]*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)[ `].*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z0-9-]*");

    @Test
    void everyLinkedFileIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : all(LINK, Files.readString(document))) {
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                if (!Files.exists(document.toAbsolutePath().getParent().resolve(target))) {
                    missing.add(document + ": " + target);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyScriptCanBeRun() throws IOException {
        for (Path document : documents()) {
            for (MatchResult script : all(SCRIPT, Files.readString(document))) {
                assertTrue(Files.isExecutable(Path.of(script.group(1))), document + ": " + script.group());
            }
        }
    }

    @Test
    void everyCommandShownIsACommand() throws Exception {
        String help = Run.of("--help").out();
        for (Path document : documents()) {
            for (MatchResult script : all(SCRIPT, Files.readString(document))) {
                String[] words = script.group(2).strip().split("\\s+");
                if (script.group(1).endsWith("/hydroscope") && words[0].matches("[a-z]+")) {
                    assertTrue(help.contains("  " + words[0] + " "), document + ": " + script.group());
                }
            }
        }
    }

    @Test
    void everyOptionIsKnownAndEveryLongOneTold() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("\n## Commands"), readme.indexOf("\n## API"));
        List<MatchResult> rows = all(ROW, section);
        assertFalse(rows.isEmpty(), "README has no table of commands");
        for (MatchResult row : rows) {
            Run help = Run.of(row.group(1), "--help");
            assertEquals(0, help.status(), row.group(1) + " --help: " + help.err());
            Set<String> told = new TreeSet<>();
            all(CODE, row.group()).forEach(code -> told.addAll(options(code.group(1))));
            String page = help.out();
            Set<String> known = options(page.substring(page.indexOf("\nOPTIONS"), page.indexOf("\nEXIT STATUS"))
                .split("\nEXAMPLES")[0]);
            assertTrue(known.containsAll(told), row.group(1) + ": README tells " + told + ", --help " + known);
            known.removeIf(option -> !option.startsWith("--") || option.equals("--help"));
            known.removeAll(List.of("--pid", "--lib", "--verbose", "--unix", "--http", "--trace", "--response-header",
                "--sample-ratio", "--address", "--sni", "--application-data", "--write", "--list",
                "--debug", "--localport", "--remoteport", "--ipv4", "--ipv6", "--time", "--timestamp",
                "--wide")); // told by their letters
            assertTrue(told.containsAll(known), row.group(1) + ": README tells " + told + ", --help " + known);
        }
    }

    @Test
    void everyQueryCanBeRead() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("\n## Finding"), readme.indexOf("\n## Commands"));
        List<MatchResult> queries = all(Pattern.compile("(?s)```\\n(.*?)\\n```|`(conn(?:ection\\(|\\.)[^`]*)`"), section);
        assertTrue(queries.size() >= 2, "no query in README");
        for (MatchResult query : queries) {
            Query.parse(query.group(1) == null ? query.group(2) : query.group(1));
        }
        for (MatchResult field : all(CODE, section.substring(section.indexOf("| fields"), section.indexOf("| headers")))) {
            Query.parse(field.group(1));
        }
    }

    @Test
    void everyBenchmarkIsThere() throws IOException {
        String script = Files.readString(Path.of("src/bin/bench"));
        List<MatchResult> names = all(Pattern.compile("class=(\\w+)"), script);
        assertFalse(names.isEmpty());
        for (MatchResult name : names) {
            Path source = Path.of("src/test/java/dev/hydroscope/bench", name.group(1) + ".java");
            assertTrue(Files.exists(source), source + " is missing");
        }
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        all(OPTION, text).forEach(option -> options.add(option.group()));
        return options;
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("src/docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs.filter(it -> it.toString().endsWith(".md"))).toList();
        }
    }
}
