package dev.hydroscope.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What will be deleted, why and when, and what is not: worked out of sessions, limits, free space and the time alone. */
public record KeepingPlan(List<Leaving> leaving, List<Exempt> exempt, String problem) {
    /** What will be too old within that time is told already. */
    static final Duration AHEAD = Duration.ofDays(7);

    /** Too old, more than may be kept, or in the way of the space that is kept free. */
    public enum Reason { AGE, BYTES, RESERVE }

    public enum Why { RUNNING, PINNED, LINKED }

    /**
     * @param at when the limit asks for it
     * @param urgent the disk lacks its bytes now
     */
    public record Leaving(String session, Reason reason, Instant at, long bytes, boolean urgent) {
        Leaving at(Instant later) {
            return new Leaving(session, reason, later, bytes, urgent);
        }
    }

    /** @param until when it stops being so by itself */
    public record Exempt(String session, Why why, long bytes, Optional<Instant> until) {
    }

    public KeepingPlan {
        leaving = List.copyOf(leaving);
        exempt = List.copyOf(exempt);
    }

    /** Those stored first leave first. */
    static KeepingPlan of(Collection<Kept> sessions, KeepingSettings settings, long freeBytes, Instant now) {
        List<Exempt> exempt = sessions.stream().sorted(Comparator.comparing(Kept::id)).flatMap(kept -> kept.exempt()
                .map(why -> new Exempt(kept.id(), why, kept.bytes(), why == Why.LINKED ? kept.linkedUntil() : Optional.empty()))
                .stream()).toList();
        long all = sessions.stream().mapToLong(Kept::bytes).sum();
        long excess = settings.bytes().isPresent() ? all - settings.bytes().getAsLong() : 0;
        long lacking = settings.reserveBytes() - freeBytes;
        Choice choice = new Choice(settings, excess, settings.limited() ? lacking : 0, now);
        sessions.stream().filter(kept -> kept.exempt().isEmpty())
                .sorted(Comparator.comparing(Kept::storedAt).thenComparing(Kept::id)).forEach(choice::take);
        sessions.stream().filter(kept -> kept.exempt().equals(Optional.of(Why.LINKED))).forEach(choice::announce);
        return new KeepingPlan(choice.leaving.stream().sorted(Comparator.comparing(Leaving::at)).toList(), exempt,
                Held.problem(exempt, settings, excess - choice.going, lacking - choice.going, freeBytes));
    }

    /** Goes through them from the oldest on. */
    private static final class Choice {
        private final KeepingSettings settings;
        private final long excess;
        private final long lacking;
        private final Instant now;
        private final List<Leaving> leaving = new ArrayList<>();
        private long going;

        Choice(KeepingSettings settings, long excess, long lacking, Instant now) {
            this.settings = settings;
            this.excess = excess;
            this.lacking = lacking;
            this.now = now;
        }

        private Optional<Instant> oldAt(Kept kept) {
            return settings.ageDays().isEmpty() ? Optional.empty()
                    : Optional.of(kept.storedAt().plus(Duration.ofDays(settings.ageDays().getAsInt())));
        }

        void take(Kept kept) {
            Optional<Instant> oldAt = oldAt(kept);
            boolean old = oldAt.isPresent() && !oldAt.get().isAfter(now);
            if (old || going < excess || going < lacking) {
                Reason reason = old ? Reason.AGE : going < excess ? Reason.BYTES : Reason.RESERVE;
                leaving.add(new Leaving(kept.id(), reason, old ? oldAt.get() : now, kept.bytes(), going < lacking));
                going += kept.bytes();
            } else {
                oldAt.ifPresent(at -> soon(kept, at));
            }
        }

        /** Once its links have expired it is too old. */
        void announce(Kept kept) {
            Instant until = kept.linkedUntil().orElseThrow();
            oldAt(kept).ifPresent(at -> soon(kept, at.isAfter(until) ? at : until));
        }

        private void soon(Kept kept, Instant at) {
            if (!at.isAfter(now.plus(AHEAD))) {
                leaving.add(new Leaving(kept.id(), Reason.AGE, at, kept.bytes(), false));
            }
        }
    }
}
