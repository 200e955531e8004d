package dev.hydroscope.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The probes that H2O declares, with the names and kinds of their arguments: the lines of bpf/probes. A new probe is a
 * new line there and nothing else.
 */
public final class Catalogue {
    private static final List<String> PROVIDERS = List.of("h2o", "quicly", "picotls", "tcp");

    private final Map<String, Probe> probes;

    private Catalogue(Map<String, Probe> probes) {
        this.probes = Collections.unmodifiableMap(probes);
    }

    public static Catalogue load() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        for (String provider : PROVIDERS) {
            String resource = "/probes/" + provider + ".probes";
            try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
                read(provider, in, probes);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
        }
        return new Catalogue(probes);
    }

    /** All of them, in upstream's order. */
    public Collection<Probe> probes() {
        return probes.values();
    }

    public Optional<Probe> find(String provider, String name) {
        return Optional.ofNullable(probes.get(provider + ":" + name));
    }

    /**
     * The probe as a binary has it. Signatures drift between versions of H2O, so arguments have their names only where
     * their number fits; otherwise, and for a probe that is not in the catalogue, they are plain numbers arg0, arg1 …
     */
    public Probe find(String provider, String name, int argumentCount) {
        return find(provider, name).filter(probe -> probe.arguments().size() == argumentCount)
                .orElseGet(() -> Probe.unknown(provider, name, argumentCount));
    }

    private static void read(String provider, InputStream in, Map<String, Probe> into) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Probe probe = Probe.parse(provider + ":" + line);
                into.put(probe.key(), probe);
            }
        }
    }
}
