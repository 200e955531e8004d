package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** src/docs/sql.md tells of each view and column in the words that the schema page has, and of every saved query. */
class SqlDocsTest {
    private static final Path DOCUMENT = Path.of("src/docs/sql.md");

    private static String section(String title) throws IOException {
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf("\n## " + title + "\n");
        assertTrue(from >= 0, DOCUMENT + " has no section " + title);
        int to = text.indexOf("\n## ", from + 4);
        return text.substring(from + 1, to < 0 ? text.length() : to).strip();
    }

    /** What the section has to be; written out where it is not, to be copied. */
    private static String views() {
        StringBuilder text = new StringBuilder("## Views\n");
        for (View<?> view : Views.ALL) {
            text.append("\n### `").append(view.name()).append("`\n").append(view.about()).append("\n\n");
            text.append("```sql\n").append(view.example()).append("\n```\n\n");
            text.append("| column | | |\n|---|---|---|\n");
            for (Column<?> column : view.columns()) {
                text.append("| `").append(column.name()).append("` | ")
                        .append(Shown.type(column.type()).name().toLowerCase(Locale.ROOT)).append(" | ")
                        .append(column.about()).append(" |\n");
            }
        }
        return text.toString().strip();
    }

    @Test
    void everyViewAndColumnIsToldAndNoOther() throws IOException {
        if (!section("Views").equals(views())) {
            Path written = Path.of("target/sql-views.md");
            Files.writeString(written, views() + "\n");
            assertEquals(views(), section("Views"), "views have changed: copy the section from " + written);
        }
    }

    @Test
    void wordsAreNoMarkup() {
        for (View<?> view : Views.ALL) {
            for (Column<?> column : view.columns()) {
                assertTrue(column.about().length() > 2 && !column.about().contains("|") && !column.about().contains("\n"),
                        view.name() + "." + column.name());
            }
        }
    }

    @Test
    void everySavedQueryIsInTheCookbook() throws IOException {
        List<MatchResult> rows = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (.+?) \\|").matcher(section("Cookbook"))
                .results().toList();
        Set<String> told = rows.stream().map(row -> row.group(1) + ": " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> kept = BuiltInQueries.all().stream().map(query -> query.id() + ": " + query.title())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", kept), String.join("\n", told));
    }

    @Test
    void everyStatementShownCanBeRun() throws Exception {
        List<MatchResult> shown = Pattern.compile("(?s)```sql\\n(.*?)\\n```").matcher(Files.readString(DOCUMENT))
                .results().toList();
        assertTrue(shown.size() > Views.ALL.size());
        try (Sandbox sandbox = new Sandbox(List.of()); var reader = sandbox.reader()) {
            for (MatchResult statement : shown) {
                String sql = Phrase.of(new Question(statement.group(1), new AnyValue(), List.of(), SqlLimits.USUAL)).sql();
                reader.prepareStatement(sql).close();
            }
        }
    }

    /** A value for whatever parameter is asked for. */
    private static final class AnyValue extends java.util.AbstractMap<String, String> {
        @Override
        public String get(Object name) {
            return "1";
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }
    }
}
