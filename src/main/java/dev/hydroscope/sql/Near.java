package dev.hydroscope.sql;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that there are, for one that there is not: those that are written nearly so, or all. */
record Near(List<String> names, String what) {
    private static final int ALL = 40;

    Near {
        names = List.copyOf(names);
    }

    static Near none() {
        return new Near(List.of(), "");
    }

    static Near views() {
        return new Near(Views.ALL.stream().map(View::name).toList(), "the views are ");
    }

    /** Of the views that a statement names. */
    static Near columns(Phrase phrase) {
        List<View<?>> named = Views.ALL.stream().filter(view -> phrase.tokens().stream()
                .anyMatch(token -> token.name().equalsIgnoreCase(view.name()))).collect(Collectors.toList());
        Stream<String> columns = named.stream().flatMap(view -> view.columns().stream()).map(Column::name).distinct();
        return new Near(columns.toList(), "its views have ");
    }

    String hint(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int most = Math.max(1, wanted.length() / 3);
        List<String> near = names.stream().filter(each -> each.contains(wanted) || distance(each, wanted) <= most)
                .sorted(Comparator.comparingInt(each -> distance(each, wanted))).limit(5).toList();
        return !near.isEmpty() ? "did you mean " + String.join(", ", near) + "?"
                : names.isEmpty() ? "" : what + names.stream().limit(ALL).collect(Collectors.joining(", "));
    }

    /** Letters to change, add or leave out until one is the other. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
