package dev.hydroscope.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which probes to attach: a preset, globs as `h2o:*`, `*header*` or `receive_request`, or both together. The traced server
 * pays for each firing, so the presets hold the fewest that serve.
 */
public final class Selection {
    /** Ready choices; the words of the contract in lower case. */
    public enum Preset {
        /** Requests, and what ties them to connections, peers and names: nothing that fires by the packet or chunk. */
        HTTP(List.of("h2o:receive_request", "h2o:receive_request_header", "h2o:send_response", "h2o:send_response_header",
                "h2o:h1_accept", "h2o:h1_close", "h2o:h3s_accept", "h2o:h3s_destroy", "h2o:h3s_stream_stats",
                "h2o:connect_*_start", "h2o:connect_*error", "h2o:connect_success", "h2o:connect_io_timeout",
                "h2o:connect_dispose", "quicly:accept", "quicly:new_path", "quicly:free", "picotls:receive_message",
                "picotls:free"), List.of()),
        QUIC(List.of("quicly:*", "h2o:h3*", "picotls:*"), List.of("quicly:crypto_update_secret", "picotls:new_secret")),
        ALL(List.of("*"), List.of());

        private final List<String> globs;
        private final List<String> without;

        Preset(List<String> globs, List<String> without) {
            this.globs = globs;
            this.without = without;
        }

        public static Preset of(String word) {
            for (Preset preset : values()) {
                if (preset.word().equals(word)) {
                    return preset;
                }
            }
            throw new IllegalArgumentException("no preset is called " + word + ": take http, quic or all");
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Glob> with = new ArrayList<>();
    private final List<Glob> without = new ArrayList<>();
    private final List<Glob> asked = new ArrayList<>();

    private Selection() {
    }

    public static Selection of(Preset preset) {
        return of(preset, List.of());
    }

    /** The preset, and what the globs add to it. */
    public static Selection of(Preset preset, List<String> globs) {
        Selection selection = of(globs);
        preset.globs.forEach(text -> selection.with.add(new Glob(text)));
        preset.without.forEach(text -> selection.without.add(new Glob(text)));
        return selection;
    }

    /** What the globs name, and nothing else. */
    public static Selection of(List<String> globs) {
        Selection selection = new Selection();
        globs.forEach(text -> selection.asked.add(new Glob(text)));
        return selection;
    }

    public boolean includes(String provider, String name) {
        return matches(asked, provider, name)
                || matches(with, provider, name) && !matches(without, provider, name);
    }

    /** Asked for by its own name, without a wildcard: what a TLS secret needs to be shown. */
    public boolean names(String provider, String name) {
        return asked.stream().anyMatch(glob -> glob.literal() && glob.matches(provider, name));
    }

    /** The globs that are no probe's of these sites: a typing error, or a probe that this binary lacks. */
    public List<String> unmatched(List<Site> sites) {
        return asked.stream()
                .filter(glob -> sites.stream().noneMatch(site -> glob.matches(site.provider(), site.name())))
                .map(Glob::text).toList();
    }

    private static boolean matches(List<Glob> globs, String provider, String name) {
        return globs.stream().anyMatch(glob -> glob.matches(provider, name));
    }
}
