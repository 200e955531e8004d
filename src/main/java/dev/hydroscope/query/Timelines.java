package dev.hydroscope.query;

import dev.hydroscope.store.Reader;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Requests over time, in the detail that a window can show. What was gathered is kept a while: asked the same again it goes
 * on where it stopped. For any thread.
 */
public final class Timelines {
    /** Of one session. */
    private static final int MOST = 32;

    /** What is kept goes when the session's file is closed, or when memory is short. */
    private final Map<Reader, Map<Object, SoftReference<Object>>> sessions = new WeakHashMap<>();

    private record Drawn(String what, String query, Window window, Object of) {
    }

    /** Counted by step; the answer is made of it before it goes on. */
    public <R> R overview(Ask ask, BiFunction<Tally, Progress, R> answer) {
        Gathered<Tally> gathered = kept(ask.reader(), new Drawn("overview", ask.query().text(), ask.window(), 0),
                () -> new Gathered<>(ask.window(), false, LaneBy.ALL, () -> new Tally(ask.window())));
        return gathered.goOn(ask.reader(), hits(ask), ask.over(), answer);
    }

    /** As points, so many at most and the slowest. */
    public <R> R scatter(Ask ask, int points, BiFunction<Scatter, Progress, R> answer) {
        Gathered<Scatter> gathered = kept(ask.reader(), new Drawn("scatter", ask.query().text(), ask.window(), points),
                () -> new Gathered<>(ask.window(), false, LaneBy.ALL, () -> new Scatter(ask.window(), points)));
        return gathered.goOn(ask.reader(), hits(ask), ask.over(), answer);
    }

    /** The first requests of a window, each a lane of its own. */
    <R> R first(Ask ask, LanePlace after, int most, BooleanSupplier over, BiFunction<FirstRequests, Progress, R> answer) {
        Drawn drawn = new Drawn("first", ask.query().text(), ask.window(), List.of(after, most));
        Gathered<FirstRequests> gathered = kept(ask.reader(), drawn,
                () -> new Gathered<>(ask.window(), true, LaneBy.ALL, () -> new FirstRequests(ask.window(), after, most)));
        return gathered.goOn(ask.reader(), hits(ask), over, answer);
    }

    /** @param keys just these lanes; none: all */
    <R> R totals(Ask ask, LaneBy by, List<Long> keys, BooleanSupplier over, BiFunction<LaneTotals, Progress, R> answer) {
        Gathered<LaneTotals> gathered = kept(ask.reader(), new Drawn("lanes", ask.query().text(), ask.window(),
                List.of(by.word(), keys)), () -> new Gathered<>(ask.window(), true, by, () -> new LaneTotals(ask.window(), keys)));
        return gathered.goOn(ask.reader(), hits(ask), over, answer);
    }

    <R> R items(Ask ask, LaneBy by, List<Long> keys, BooleanSupplier over, BiFunction<LaneItems, Progress, R> answer) {
        Gathered<LaneItems> gathered = kept(ask.reader(), new Drawn("items", ask.query().text(), ask.window(),
                List.of(by.word(), keys)), () -> new Gathered<>(ask.window(), true, by, () -> new LaneItems(ask.window(), keys)));
        return gathered.goOn(ask.reader(), hits(ask), over, answer);
    }

    Lives lives(Reader reader) {
        return new Lives(reader, kept(reader, "handshakes", ConcurrentHashMap::new),
                new Resent(reader, kept(reader, "resent", ConcurrentHashMap::new)));
    }

    private Hits hits(Ask ask) {
        return kept(ask.reader(), "query " + ask.query().text(), () -> new Hits(ask.query()));
    }

    @SuppressWarnings("unchecked")
    private synchronized <T> T kept(Reader reader, Object key, Supplier<T> making) {
        Map<Object, SoftReference<Object>> of = sessions.computeIfAbsent(reader.lasting(),
                none -> new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Object, SoftReference<Object>> eldest) {
                        return size() > MOST;
                    }
                });
        SoftReference<Object> reference = of.get(key);
        Object known = reference == null ? null : reference.get();
        if (known == null) {
            known = making.get();
            of.put(key, new SoftReference<>(known));
        }
        return (T) known;
    }
}
