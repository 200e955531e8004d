package dev.hydroscope.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of hostile.txt, each with how it must end. */
final class HostileStatements {
    private static final Pattern TIMES = Pattern.compile("\\{\\{(.+?) ?\\* (\\d+)}}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-F]{4}|[nrt])");

    /** @param ends refused, fails, stopped or ends */
    record Hostile(String ends, String sql) {
        @Override
        public String toString() {
            return ends + " | " + (sql.length() > 120 ? sql.substring(0, 120) + "… (" + sql.length() + ")" : sql);
        }
    }

    private HostileStatements() {
    }

    static List<Hostile> read(Map<String, Path> files) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                HostileStatements.class.getResourceAsStream("/sql/hostile.txt"), StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).map(line -> hostile(line, files)).toList();
        }
    }

    private static Hostile hostile(String line, Map<String, Path> files) {
        int bar = line.indexOf(" |");
        String sql = line.substring(bar + 2).replaceFirst("^ ", "");
        for (Map.Entry<String, Path> file : files.entrySet()) {
            sql = sql.replace("{{" + file.getKey() + "}}", file.getValue().toString());
        }
        String escaped = ESCAPE.matcher(sql).replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
        return new Hostile(line.substring(0, bar).strip(), TIMES.matcher(escaped).replaceAll(match ->
                Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2))))));
    }

    private static String character(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
        };
    }
}
