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
            keep(new Span(part, since, at, 0, cause, causeAt));
        }
        part = next;
        cause = by;
        causeAt = causeAtNanos;
        since = at;
    }

    private void keep(Span span) {
        nanos[span.part().ordinal()] += span.ownNanos();
        kept.add(span);
        if (kept.size() == ROOM) {
            shorten(kept, leftOut);
        }
    }

    /**
     * Takes out the shortest, but for the last of a part, so that each is shown by one at least. What stood on both sides of
     * one becomes one where it is of the same part: a long limit that was lifted for moments stays one to the eye.
     */
    private static void shorten(List<Span> spans, int[] leftOut) {
        int[] ofPart = new int[Verdict.PARTS];
        spans.forEach(span -> ofPart[span.part().ordinal()]++);
        while (spans.size() > Verdict.SPANS) {
            int shortest = shortest(spans, ofPart);
            int part = spans.remove(shortest).part().ordinal();
            leftOut[part]++;
            ofPart[part]--;
            if (shortest > 0 && shortest < spans.size()
                    && spans.get(shortest - 1).part() == spans.get(shortest).part()) {
                Span joined = spans.get(shortest - 1).with(spans.remove(shortest));
                spans.set(shortest - 1, joined);
                ofPart[joined.part().ordinal()]--;
            }
        }
    }

    private static int shortest(List<Span> spans, int[] ofPart) {
        int shortest = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (ofPart[span.part().ordinal()] > 1 && span.ownNanos() < least) {
                shortest = i;
                least = span.ownNanos();
            }
        }
        return shortest;
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
            spans.add(new Span(part, since, end, 0, cause, causeAt));
        }
        long begin = Math.min(fromNanos, began);
        if (begin < began) {
            sums[Part.UNKNOWN.ordinal()] += began - begin;
            spans.add(new Span(Part.UNKNOWN, begin, began, 0, Kind.OTHER, begin));
        }
        spans.sort(FIRST);
        shorten(spans, left);
        return new Verdict(end - begin, complete, sums, List.copyOf(spans), left, List.copyOf(notes));
    }
}
