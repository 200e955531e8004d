package dev.hydroscope.probe;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How many probes each program has, read once: a scan of all processes meets few programs, again and again. */
final class NoteCache {
    private static final int MOST_BINARIES = 1024;

    private final Map<Binary.Identity, Map<String, Integer>> known = Collections.synchronizedMap(
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Binary.Identity, Map<String, Integer>> eldest) {
                    return size() > MOST_BINARIES;
                }
            });

    /** Distinct probes by provider. */
    Map<String, Integer> providers(Binary binary) throws IOException {
        Map<String, Integer> providers = known.get(binary.identity());
        if (providers == null) {
            providers = count(binary);
            known.put(binary.identity(), providers);
        }
        return providers;
    }

    private static Map<String, Integer> count(Binary binary) throws ProbeFileException {
        Map<String, TreeSet<String>> names = ElfNotes.list(binary.path()).stream().collect(Collectors.groupingBy(
                Site::provider, TreeMap::new, Collectors.mapping(Site::name, Collectors.toCollection(TreeSet::new))));
        Map<String, Integer> counts = new TreeMap<>();
        names.forEach((provider, probes) -> counts.put(provider, probes.size()));
        return Collections.unmodifiableMap(counts);
    }
}
