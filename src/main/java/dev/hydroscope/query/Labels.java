package dev.hydroscope.query;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Method and path of the requests that are drawn wide enough for it. */
final class Labels {
    /** A part of the window's width that a few letters need. */
    private static final int LEAST = 150;
    private static final int MOST = 400;
    private static final int LONGEST = 60;

    private final Window window;
    private final Map<Long, String> labels = new HashMap<>();

    Labels(Reader reader, Window window, Stream<Moment> drawn) {
        this.window = window;
        List<Long> ordinals = drawn.filter(this::wide).sorted(Moment.LONGEST).limit(MOST).map(Moment::ordinal).toList();
        reader.requests(ordinals).forEach(row -> labels.put(row.ordinal(), label(row)));
    }

    private boolean wide(Moment moment) {
        long from = Math.max(moment.atNanos(), window.beginNanos());
        long to = Math.min(moment.endNanos(), window.endNanos());
        return moment.durationNanos() >= 0 && to - from >= (window.endNanos() - window.beginNanos()) / LEAST;
    }

    static String label(RequestRow row) {
        String text = (row.method() + " " + row.path()).strip();
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    String of(Moment moment) {
        return labels.getOrDefault(moment.ordinal(), "");
    }
}
