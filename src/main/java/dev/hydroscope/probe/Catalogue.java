package dev.hydroscope.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The probes whose arguments are known by name and kind: the lines of bpf/probes, a file a provider. A new probe is a new
 * line there, a new program a new file, and nothing else.
 */
public final class Catalogue {
    private static final Set<String> H2O = Set.of("h2o", "quicly", "picotls", "tcp");
    private static final String FOLDER = "probes";
    private static final String SUFFIX = ".probes";
    private static final Catalogue SHIPPED = read();

    private final Map<String, Probe> probes;

    private Catalogue(Map<String, Probe> probes) {
        this.probes = Collections.unmodifiableMap(probes);
    }

    public static Catalogue load() {
        return SHIPPED;
    }

    private static Catalogue read() {
        try {
            Path place = Path.of(Catalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return in(place.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Catalogue in(Path folder) throws IOException {
        Map<String, Probe> probes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList()) {
                String name = file.getFileName().toString();
                read(name.substring(0, name.length() - SUFFIX.length()), Files.readAllLines(file), probes);
            }
        }
        return new Catalogue(probes);
    }

    /** All of them, by provider, in upstream's order. */
    public Collection<Probe> probes() {
        return probes.values();
    }

    /** What an H2O has, and what is told of its connections. */
    public List<Probe> h2o() {
        return probes.values().stream().filter(probe -> H2O.contains(probe.provider())).toList();
    }

    public Optional<Probe> find(String provider, String name) {
        return Optional.ofNullable(probes.get(provider + ":" + name));
    }

    /**
     * The probe as a binary has it. Signatures drift between versions of a program, so arguments have their names only where
     * their number fits; otherwise, and for a probe that is not in the catalogue, they are plain numbers arg0, arg1 …
     */
    public Probe find(String provider, String name, int argumentCount) {
        return find(provider, name).filter(probe -> probe.arguments().size() == argumentCount)
                .orElseGet(() -> Probe.unknown(provider, name, argumentCount));
    }

    private static void read(String provider, List<String> lines, Map<String, Probe> into) {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Probe probe = Probe.parse(provider + ":" + line);
                into.put(probe.key(), probe);
            }
        }
    }
}
