package dev.hydroscope.trace;

import dev.hydroscope.probe.Probe;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which probes are attached: an event that was not seen tells something only where its probe could have fired. */
final class Attached {
    private final Set<String> probes = new HashSet<>();
    private final boolean tellsStreamEnd;
    private final boolean sampled;

    Attached(Collection<Probe> attached, boolean sampled) {
        this.sampled = sampled;
        attached.forEach(probe -> probes.add(probe.key()));
        tellsStreamEnd = has("h2o:h3s_stream_stats") || has("quicly:stream_on_destroy");
    }

    boolean has(String probe) {
        return probes.contains(probe);
    }

    /** Whether a connection that speaks this would have been seen to begin; of HTTP/2 nothing ever tells. */
    boolean tellsAccept(int httpVersion) {
        return httpVersion == Http.HTTP3 ? has("h2o:h3s_accept") : httpVersion < Http.HTTP2 && has("h2o:h1_accept");
    }

    boolean tellsQuicBegin() {
        return has("quicly:new_path") || has("quicly:accept");
    }

    boolean tellsTlsBegin() {
        return has("picotls:new");
    }

    /** Whether the order of a thread's events tells which is whose: not where most connections' are left out. */
    boolean inOrder() {
        return !sampled;
    }

    boolean tellsStreamEnd() {
        return tellsStreamEnd;
    }
}
