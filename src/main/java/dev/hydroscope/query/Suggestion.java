package dev.hydroscope.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Guesses what was meant. */
final class Suggestion {
    private static final String FIELDS = "fields are protocol, method, scheme, authority, path, path.1, status, class, duration,"
            + " conn, req, time, thread, req.NAME, res.NAME, header.NAME, verdict.KIND, conn.NAME";

    private Suggestion() {
    }

    static String field(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.length() > 40) {
            return FIELDS;
        }
        for (String group : List.of("conn.", "verdict.", "path.")) {
            if (lower.startsWith(group)) {
                return "there are " + Arrays.stream(Field.values()).map(Field::word).filter(f -> f.startsWith(group))
                        .collect(Collectors.joining(", "));
            }
        }
        return Arrays.stream(Field.values()).filter(field -> !field.header()).map(Field::word)
                .filter(field -> distance(lower, field) <= 2).min(Comparator.comparingInt(f -> distance(lower, f)))
                .map(field -> "did you mean `" + field + "`?")
                .orElse(FIELDS + "; a header is written req." + word + " or res." + word);
    }

    /** How many letters must be put in, taken out, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
