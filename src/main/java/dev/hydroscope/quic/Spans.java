package dev.hydroscope.quic;

import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.quic.Verdict.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A time cut in parts as events tell them: sums that lose nothing, and some of the spans with what began them. */
final class Spans {
    private static final int ROOM = 2 * Verdict.SPANS;
    private static final Comparator<Span> LONGEST = Comparator.comparingLong(span -> span.fromNanos() - span.toNanos());
    private static final Comparator<Span> FIRST = Comparator.comparingLong(Span::fromNanos);

    private final long[] nanos = new long[Verdict.PARTS];
    private final int[] leftOut = new int[Verdict.PARTS];
    private final List<Span> kept = new ArrayList<>(4);
    private Part part = Part.UNKNOWN;
    private Kind cause = Kind.OTHER;
    private long causeAt;
    private long began;
    private long since;

    void begin(Part first, Kind by, long atNanos) {
        Arrays.fill(nanos, 0);
        Arrays.fill(leftOut, 0);
        kept.clear();
        part = first;
        cause = by;
        causeAt = atNanos;
        began = atNanos;
        since = atNanos;
    }

    long beganNanos() {
        return began;
    }

    long sinceNanos() {
        return since;
    }

    Part part() {
        return part;
    }

    /** From now on it is that part; time never goes back. */
    void change(Part next, Kind by, long atNanos, long causeAtNanos) {
        if (next == part) {
            return;
        }
        long at = Math.max(atNanos, since);
        if (at > since) {
            keep(new Span(part, since, at, cause, causeAt));
        }
        part = next;
        cause = by;
        causeAt = causeAtNanos;
        since = at;
    }

    private void keep(Span span) {
        nanos[span.part().ordinal()] += span.toNanos() - span.fromNanos();
        kept.add(span);
        if (kept.size() == ROOM) {
            kept.sort(LONGEST);
            shorten(kept, leftOut);
            kept.sort(FIRST);
        }
    }

    /** Leaves the longest of each part, so that each is shown by one at least, and else the longest of all. */
    private static void shorten(List<Span> longestFirst, int[] leftOut) {
        int room = Verdict.SPANS - (int) longestFirst.stream().map(Span::part).distinct().count();
        boolean[] shown = new boolean[Verdict.PARTS];
        for (var each = longestFirst.iterator(); each.hasNext();) {
            int part = each.next().part().ordinal();
            if (!shown[part]) {
                shown[part] = true;
            } else if (--room < 0) {
                leftOut[part]++;
                each.remove();
            }
        }
    }

    /**
     * As if it ended then (at the latest change, where that is later) and had begun at a request's beginning: what lies
     * between that and its own beginning is unknown.
     */
    Verdict verdict(long fromNanos, long toNanos, boolean complete, List<Verdict.Note> notes) {
        long[] sums = nanos.clone();
        int[] left = leftOut.clone();
        List<Span> spans = new ArrayList<>(kept);
        long end = Math.max(toNanos, since);
        if (end > since) {
            sums[part.ordinal()] += end - since;
            spans.add(new Span(part, since, end, cause, causeAt));
        }
        long begin = Math.min(fromNanos, began);
        if (begin < began) {
            sums[Part.UNKNOWN.ordinal()] += began - begin;
            spans.add(new Span(Part.UNKNOWN, begin, began, Kind.OTHER, begin));
        }
        spans.sort(LONGEST);
        shorten(spans, left);
        spans.sort(FIRST);
        return new Verdict(end - begin, complete, sums, List.copyOf(spans), left, List.copyOf(notes));
    }
}
