package dev.hydroscope.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which probes to attach, by globs as `h2o:*`, `*header*` or `receive_request`; `!GLOB` takes away again, and the last
 * one that matches decides. A preset is such a list, to which globs of one's own are appended.
 */
public final class Selection {
    /**
     * Ready lists; the words of the contract in lower case. The traced server pays for each firing, so they hold the
     * fewest probes that serve.
     */
    public enum Preset {
        /** Requests, and what ties them to connections, peers and names: nothing that fires by the packet or chunk. */
        HTTP("h2o:receive_request", "h2o:receive_request_header", "h2o:send_response", "h2o:send_response_header",
                "h2o:h1_accept", "h2o:h1_close", "h2o:h3s_accept", "h2o:h3s_destroy", "h2o:h3s_stream_stats",
                "h2o:connect_*_start", "h2o:connect_*error", "h2o:connect_success", "h2o:connect_io_timeout",
                "h2o:connect_dispose", "quicly:accept", "quicly:new_path", "quicly:free", "picotls:new",
                "picotls:receive_message", "picotls:free", "tcp:*"),
        /** Packets and streams, and which requests ran on them: two events a request, none for a header. */
        QUIC("quicly:*", "h2o:h3*", "picotls:*", "h2o:receive_request", "h2o:send_response", "h2o:h1_accept",
                "h2o:h1_close", "tcp:*", "!quicly:crypto_update_secret", "!picotls:new_secret"),
        /** What tells connections apart, and their peers and names: one event a request, none for a header or packet. */
        CONNECTIONS("h2o:receive_request", "h2o:h1_accept", "h2o:h1_close", "h2o:h3s_accept", "h2o:h3s_destroy",
                "quicly:accept", "quicly:new_path", "quicly:free", "picotls:new", "picotls:receive_message", "picotls:free",
                "tcp:*"),
        ALL("*");

        private final List<String> globs;

        Preset(String... globs) {
            this.globs = List.of(globs);
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

        public List<String> globs() {
            return globs;
        }

        /** This, and what the globs add or take away. */
        public List<String> and(List<String> more) {
            List<String> all = new ArrayList<>(globs);
            all.addAll(more);
            return all;
        }
    }

    private final List<Glob> globs;

    private Selection(List<Glob> globs) {
        this.globs = globs;
    }

    public static Selection of(List<String> globs) {
        return new Selection(globs.stream().map(Glob::of).toList());
    }

    public boolean includes(String provider, String name) {
        boolean included = false;
        for (Glob glob : globs) {
            if (glob.matches(provider, name)) {
                included = !glob.negated();
            }
        }
        return included;
    }

    /** Asked for by its own name, without a wildcard: what a TLS secret needs to be read. */
    public boolean names(String provider, String name) {
        return includes(provider, name)
                && globs.stream().anyMatch(glob -> !glob.negated() && glob.literal() && glob.matches(provider, name));
    }

    /** The globs that are no probe's of these sites: a typing error, or a probe that this binary lacks. */
    public List<String> unmatched(List<Site> sites) {
        return globs.stream().filter(glob -> !glob.negated())
                .filter(glob -> sites.stream().noneMatch(site -> glob.matches(site.provider(), site.name())))
                .map(Glob::text).toList();
    }
}
