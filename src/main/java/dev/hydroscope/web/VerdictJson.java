package dev.hydroscope.web;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.quic.Verdict;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.quic.Verdict.Span;
import dev.hydroscope.session.Nanos;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A verdict as the contract shows it: the parts that took any time, whose nanoseconds add up to the whole. */
final class VerdictJson {
    private static final String LINES = "It is made of h2olog's lines: their times are whole milliseconds, and lines that H2O"
            + " left out lack without a word.";

    private VerdictJson() {
    }

    /**
     * Offsets count from the request's beginning, as all in its JSON.
     *
     * @param clock of the session's source
     */
    static Map<String, Object> of(Verdict verdict, long sinceNanos, String clock) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("wholeNanos", verdict.wholeNanos());
        json.put("complete", verdict.complete());
        List<Map<String, Object>> shares = new ArrayList<>();
        for (Part part : Part.values()) {
            if (verdict.nanos()[part.ordinal()] > 0) {
                shares.add(share(verdict, part, sinceNanos));
            }
        }
        json.put("shares", shares);
        json.put("notes", Stream.concat(verdict.notes().stream().map(note -> note.text),
                Stream.of(LINES).filter(note -> clock.equals(Caveats.MILLIS))).toList());
        return json;
    }

    private static Map<String, Object> share(Verdict verdict, Part part, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", part.word());
        json.put("nanos", verdict.nanos()[part.ordinal()]);
        json.put("share", verdict.share(part));
        json.put("spans", verdict.spans().stream().filter(span -> span.part() == part)
                .map(span -> span(span, sinceNanos)).toList());
        json.put("spansLeftOut", verdict.leftOut()[part.ordinal()]);
        return json;
    }

    private static Map<String, Object> span(Span span, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fromOffsetNanos", span.fromNanos() - sinceNanos);
        json.put("toOffsetNanos", span.toNanos() - sinceNanos);
        json.put("otherNanos", span.otherNanos());
        json.put("cause", span.cause().probe().isEmpty() ? null : cause(span, sinceNanos));
        return json;
    }

    private static Map<String, Object> cause(Span span, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Nanos.iso(span.causeAtNanos()));
        json.put("offsetNanos", span.causeAtNanos() - sinceNanos);
        json.put("probe", span.cause().probe());
        return json;
    }

    /** The spans of a stream's life: what held it up when. */
    static List<Map<String, Object>> spans(List<Span> spans, long sinceNanos) {
        return spans.stream().map(span -> part(span, sinceNanos)).toList();
    }

    private static Map<String, Object> part(Span span, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", span.part().word());
        json.put("fromOffsetNanos", span.fromNanos() - sinceNanos);
        json.put("toOffsetNanos", span.toNanos() - sinceNanos);
        return json;
    }
}
