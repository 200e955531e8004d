package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A session as lists and pages show it; a snapshot. */
public record SessionInfo(String id, String name, String note, boolean pinned, State state, Origin origin, Instant startedAt,
        Optional<Instant> endedAt, Counts counts, long bytes, Caveats caveats) {
    /** From attach to file: tracing; detached, what is under way is being written; closed for good; closed by a fault. */
    public enum State { RUNNING, STOPPING, SEALED, FAILED }

    /**
     * What a session is of; fixed when it begins.
     *
     * @param source `probes`, `socket`, `file` or `recording`
     */
    public record Origin(String source, Target target, List<String> probes, Filters filters, List<String> masked) {
        public Origin {
            probes = List.copyOf(probes);
            masked = List.copyOf(masked);
        }

        /** Comes from a server, which must not wait. */
        public boolean live() {
            return source.equals("probes") || source.equals(SocketAttachment.SOURCE);
        }
    }

    /** @param pid 0 where all processes of the binary are traced */
    public record Target(int pid, Instant startedAt, String command, String binary) {
    }

    /**
     * The kernel's and the session's bounds on what is captured. Rows of older catalogues lack some of the lists.
     *
     * @param wanted the texts that were asked for beside the preset
     */
    public record Filters(String preset, List<String> wanted, double sample, List<String> addresses, List<String> sni,
            List<String> requestHeaders, List<String> responseHeaders, List<String> withhold, boolean appData,
            int valueLimit, long maxDurationMillis, long maxEvents, long maxBytes) {
        public Filters {
            wanted = wanted == null ? List.of() : List.copyOf(wanted);
            addresses = addresses == null ? List.of() : List.copyOf(addresses);
            sni = sni == null ? List.of() : List.copyOf(sni);
            withhold = withhold == null ? List.of() : List.copyOf(withhold);
            requestHeaders = List.copyOf(requestHeaders);
            responseHeaders = List.copyOf(responseHeaders);
        }
    }

    boolean over() {
        return state == State.SEALED || state == State.FAILED;
    }

    SessionInfo told(String newName, String newNote, boolean newPinned) {
        return new SessionInfo(id, newName, newNote, newPinned, state, origin, startedAt, endedAt, counts, bytes,
                caveats);
    }

    SessionInfo in(State newState, String newNote, Optional<Instant> newEnd, Counts newCounts, long newBytes) {
        return new SessionInfo(id, name, newNote, pinned, newState, origin, startedAt, newEnd, newCounts, newBytes, caveats);
    }

    SessionInfo with(Caveats newCaveats) {
        return new SessionInfo(id, name, note, pinned, state, origin, startedAt, endedAt, counts, bytes, newCaveats);
    }
}
