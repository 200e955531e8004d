package dev.hydroscope.web;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.store.Loss;
import dev.hydroscope.store.Reader;
import java.util.List;
import java.util.OptionalLong;

/**
 * From when to when a session goes, as far as it is known and shown, and the moment that its offsets are counted from: the
 * start of a live one, else the full second before its first event. That never changes once there is an event.
 *
 * @param timed whether its source has a clock; else durations are not known
 */
record Course(long originNanos, long fromNanos, long toNanos, boolean timed) {
    private static final long SECOND = 1_000_000_000L;

    static Course of(SessionInfo info, Reader reader) {
        long started = Nanos.of(info.startedAt());
        OptionalLong first = reader.times().firstAt();
        long origin = info.origin().live() || first.isEmpty() ? started : Math.floorDiv(first.getAsLong(), SECOND) * SECOND;
        long from = info.origin().live() ? Math.min(started, first.orElse(started)) : first.orElse(started);
        long to = reader.losses().stream().mapToLong(Loss::toNanos).reduce(Math.max(from, reader.times().latestAt()), Math::max);
        List<Long> shown = reader.times().shown(from, to);
        return new Course(origin, shown.get(0), shown.get(1), !info.caveats().clock().equals(Caveats.NO_CLOCK));
    }

    long offset(long nanos) {
        return nanos - originNanos;
    }
}
