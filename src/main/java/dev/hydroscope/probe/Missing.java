package dev.hydroscope.probe;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why a function or a tracepoint is not there, and which names come near. */
final class Missing {
    private static final int MOST_NEAR = 4;
    private static final int MOST_CHANGES = 2;
    private static final int SHORTEST_PART = 4;

    private Missing() {
    }

    static WantedException function(Code code, ElfSymbols symbols, String name, List<MappedFile> around) {
        if (symbols.imported().contains(name)) {
            return new WantedException(code.name() + " calls " + name + ", which another file has",
                    around.stream().filter(file -> defines(file, name)).findFirst()
                            .map(file -> "write " + Code.of(file).provider() + ":" + name).orElse("name that file: FILE:" + name));
        }
        String near = near(name, symbols.functions().stream().map(Symbol::name).toList());
        String why = symbols.stripped() ? "; it is stripped, so that only those have names which other files may call"
                : "; one that the compiler put into its callers (inlined) is not there";
        return new WantedException(code.name() + " has no function " + name + why, (near.isEmpty() ? "" : "near it are " + near
                + "; ") + "see all: hydroscope probes -l " + code.name() + " --functions"
                + (symbols.stripped() ? ", or run a build that is not stripped" : ""));
    }

    static WantedException event(String category, String name, Collection<String> events) {
        String near = near(name, events);
        return new WantedException("the kernel has no tracepoint " + category + ":" + name,
                (near.isEmpty() ? "" : "near it are " + near + "; ") + "see all: hydroscope probes '" + category + ":*'");
    }

    private static boolean defines(MappedFile file, String name) {
        try {
            return !Code.of(file).symbols().named(name).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** A few names that differ little, or of which it is a part. */
    static String near(String name, Collection<String> names) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.stream().distinct().filter(other -> part(lower, other.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing((String other) -> changes(lower, other.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEAR).collect(Collectors.joining(", "));
    }

    private static boolean part(String name, String other) {
        return name.length() >= SHORTEST_PART && other.contains(name)
                || Math.abs(name.length() - other.length()) <= MOST_CHANGES && changes(name, other) <= MOST_CHANGES;
    }

    /** How many letters are to be put in, taken out or changed. */
    static int changes(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
