package dev.hydroscope.probe;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How many probes each program has, read once: a scan of all processes meets few programs, again and again. */
final class NoteCache {
    private static final int MOST_BINARIES = 4096;
    private static final FileCache<Map<String, Integer>> KNOWN = new FileCache<>(MOST_BINARIES, NoteCache::count);

    private NoteCache() {
    }

    /** Distinct probes by provider. */
    static Map<String, Integer> providers(Binary binary) throws IOException {
        return KNOWN.of(binary);
    }

    private static Map<String, Integer> count(Binary binary) throws ProbeFileException {
        Map<String, TreeSet<String>> names = ElfNotes.list(binary.path()).stream().collect(Collectors.groupingBy(
                Site::provider, TreeMap::new, Collectors.mapping(Site::name, Collectors.toCollection(TreeSet::new))));
        Map<String, Integer> counts = new TreeMap<>();
        names.forEach((provider, probes) -> counts.put(provider, probes.size()));
        return Collections.unmodifiableMap(counts);
    }
}
