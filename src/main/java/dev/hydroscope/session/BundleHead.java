package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.session.SessionInfo.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What a session file tells before its rows.
 *
 * @param id of the session where it was written
 * @param hydroscope the version that wrote it
 * @param endedAt null of one that was running
 * @param writtenAt by the clock of that machine
 * @param through the latest moment of what it holds, in nanoseconds since 1970
 */
record BundleHead(String id, String hydroscope, Instant writtenAt, long through, String state, String name, String note,
        SessionInfo.Origin origin, Instant startedAt, Instant endedAt, Counts counts, Caveats caveats, List<Noted> notes) {
    private static final int MOST_TEXT = 10_000;
    private static final int MOST_LIST = 10_000;
    /** Of all lists and texts together: small pieces of JSON become large things in memory. */
    private static final int MOST_TOKENS = 200_000;
    private static final long MOST_COUNT = 1L << 53;
    private static final Set<String> SOURCES = Set.of("probes", SocketAttachment.SOURCE, "file", "recording");
    private static final Set<String> CLOCKS = Set.of("ns", "us", Caveats.MILLIS, Caveats.NO_CLOCK);

    /** A note beside a moment, or beside a request. */
    record Noted(Instant at, Long conn, Long req, String text, Instant createdAt) {
        static Noted of(SessionNote note) {
            return new Noted(note.at().orElse(null), note.request().map(SessionNote.Place::conn).orElse(null),
                    note.request().map(SessionNote.Place::req).orElse(null), note.text(), note.createdAt());
        }

        SessionNote note() {
            return new SessionNote(0, Optional.ofNullable(at), conn == null ? Optional.empty()
                    : Optional.of(new SessionNote.Place(conn, req)), text, createdAt);
        }

        boolean right() {
            return (at == null) != (conn == null) && (conn == null) == (req == null) && text != null && createdAt != null
                    && text.length() <= Notes.MOST_TEXT && Nanos.holds(createdAt) && (at == null || Nanos.holds(at));
        }
    }

    static BundleHead of(SessionInfo info, List<SessionNote> notes, long through) {
        String version = BundleHead.class.getPackage().getImplementationVersion();
        return new BundleHead(info.id(), version == null ? "development" : version, Instant.now(), through, info.state().name(),
                info.name(), info.note(), info.origin(), info.startedAt(), info.endedAt().orElse(null), info.counts(),
                info.caveats(), notes.stream().map(Noted::of).toList());
    }

    /** Strictly: what is not as Hydroscope writes it is refused. */
    static BundleHead read(byte[] json) {
        try {
            Json.requireTokens(json, MOST_TOKENS);
            BundleHead head = Json.value(new String(json, StandardCharsets.UTF_8), BundleHead.class);
            if (head.right() && head.rightTimes() && right(head.counts)) {
                return head;
            }
        } catch (RuntimeException e) {
            throw wrong(e);
        }
        throw wrong(null);
    }

    private static Problem wrong(RuntimeException cause) {
        return new Problem(Problem.Kind.INVALID, "this session's file is damaged, or none that Hydroscope wrote: what it tells"
                + " of the session is not whole", "nothing of it was taken in; get it once more from where it comes from", cause);
    }

    private boolean right() {
        return SessionId.valid(id) && writtenAt != null && startedAt != null && State.valueOf(state) != null && hydroscope != null
                && SessionSettings.name(name).equals(name) && note.length() <= MOST_TEXT && counts.lost() != null
                && SOURCES.contains(origin.source()) && origin.probes().size() <= MOST_LIST && origin.masked().size() <= MOST_LIST
                && origin.target() != null && origin.target().startedAt() != null && origin.filters() != null
                && CLOCKS.contains(caveats.clock()) && caveats.notes().size() <= MOST_LIST
                && caveats.problems().size() <= Caveats.MOST_PROBLEMS && notes.size() <= Notes.MOST_NOTES
                && notes.stream().allMatch(Noted::right);
    }

    /** A list of sessions with one whose time cannot be told could not be told at all. */
    private boolean rightTimes() {
        return Nanos.holds(writtenAt) && Nanos.holds(startedAt) && Nanos.holds(origin.target().startedAt())
                && (endedAt == null || Nanos.holds(endedAt));
    }

    private static boolean right(Counts counts) {
        Counts.Lost lost = counts.lost();
        return LongStream.of(counts.hits(), counts.events(), counts.connections(), counts.requests(), counts.headers(),
                counts.packets(), counts.truncated(), counts.undecodable(), counts.filtered(), counts.sampledOut(), lost.kernel(),
                lost.queue(), lost.store(), lost.unattached()).allMatch(count -> count >= 0 && count <= MOST_COUNT);
    }

    boolean whole() {
        return State.valueOf(state) == State.SEALED || State.valueOf(state) == State.FAILED;
    }

    /** @param here what is known of it besides */
    SessionInfo info(String newId, long bytes, List<String> here) {
        Caveats told = caveats.of(id);
        for (String line : here) {
            told = told.noting(line);
        }
        State then = State.valueOf(state) == State.FAILED ? State.FAILED : State.SEALED;
        Instant end = endedAt != null ? endedAt : Nanos.instant(through);
        return new SessionInfo(newId, name, note, false, then, origin, startedAt,
                Optional.of(end.isBefore(startedAt) ? startedAt : end), counts, bytes, told);
    }
}
