package dev.hydroscope.session;

import dev.hydroscope.session.KeepingPlan.Leaving;
import dev.hydroscope.session.KeepingPlan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells deletions, and lets none be done before it was told for a while, by the clock that nobody sets. */
final class Notices {
    static final Duration NOTICE = Duration.ofMinutes(10);
    /** Where the time of day has just leapt, all that is old now may be so by mistake. */
    static final Duration AFTER_LEAP = Duration.ofDays(1);
    private static final Duration LEAP = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");

    private final Clocks clocks;
    private final Map<String, Told> told = new HashMap<>();
    private Instant seenAt;
    private long seenNanos;

    /** @param notice what it waits for, from `nanos` on */
    private record Told(Reason reason, Instant at, long nanos, Duration notice) {
        boolean covers(Leaving leaving) {
            return reason == leaving.reason() && !leaving.at().isBefore(at);
        }

        Duration rest(long now) {
            Duration rest = notice.minusNanos(now - nanos);
            return rest.isNegative() ? Duration.ZERO : rest;
        }
    }

    Notices(Clocks clocks) {
        this.clocks = clocks;
    }

    /** The same, each at the moment when it will be done. What is not among them any more has been told in vain. */
    synchronized List<Leaving> tell(List<Leaving> planned, Instant now) {
        long nanos = clocks.nanos().getAsLong();
        boolean leapt = leapt(now, nanos);
        if (leapt) {
            LOG.warn("the clock of this machine was set, or it slept: what is too old by it is kept for another day");
            told.clear();
        }
        told.keySet().retainAll(planned.stream().map(Leaving::session).collect(Collectors.toSet()));
        List<Leaving> timed = new ArrayList<>();
        for (Leaving leaving : planned) {
            Told known = told.get(leaving.session());
            boolean anew = known == null || !known.covers(leaving);
            if (anew) {
                known = new Told(leaving.reason(), leaving.at(), nanos, leapt ? AFTER_LEAP : NOTICE);
                told.put(leaving.session(), known);
            }
            Instant ready = now.plus(known.rest(nanos));
            Leaving when = leaving.urgent() ? leaving.at(now) : leaving.at().isBefore(ready) ? leaving.at(ready) : leaving;
            timed.add(when);
            if (anew) {
                log(when);
            }
        }
        return timed;
    }

    private boolean leapt(Instant now, long nanos) {
        boolean leapt = seenAt != null
                && Duration.between(seenAt, now).minusNanos(nanos - seenNanos).abs().compareTo(LEAP) > 0;
        seenAt = now;
        seenNanos = nanos;
        return leapt;
    }

    private static void log(Leaving leaving) {
        LOG.warn("session {} ({}) will be deleted at {}: {}; pin it to keep it", leaving.session(),
                Units.size(leaving.bytes()), Nanos.iso(leaving.at()), why(leaving.reason()));
    }

    static String why(Reason reason) {
        return switch (reason) {
            case AGE -> "older than sessions are kept";
            case BYTES -> "sessions take more than they may";
            case RESERVE -> "the disk has less free than is kept free on it";
        };
    }
}
