package dev.hydroscope.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.value.Value;

/** The rows of a view that a statement wants: session by session or, sorted, those of all sessions in one order. */
final class ViewSource<R> {
    private final SessionLocal casts;
    private final Optional<Way<R>> way;
    private final View<R> view;
    private final Bounds bounds;
    private final boolean descending;
    private final Iterator<Opened> sessions;
    private final List<Head<R>> heads = new ArrayList<>();
    private Opened opened;
    private Iterator<R> rows = Collections.emptyIterator();

    /** What is next of a session. */
    private static final class Head<R> {
        private final Opened opened;
        private final Iterator<R> rows;
        private R row;
        private Value value;

        Head(Opened opened, Iterator<R> rows) {
            this.opened = opened;
            this.rows = rows;
        }
    }

    ViewSource(SessionLocal casts, List<Opened> all, Bounds bounds, View<R> view, Optional<Way<R>> way, boolean descending) {
        this.casts = casts;
        this.view = view;
        this.bounds = bounds;
        this.way = way;
        this.descending = descending;
        List<Opened> wanted = all.size() == 1 ? all
                : all.stream().filter(each -> bounds.admits("session", each.head().id())).toList();
        boolean merged = wanted.size() > 1 && way.isPresent();
        this.sessions = merged ? Collections.emptyIterator() : wanted.iterator();
        if (merged) {
            wanted.forEach(session -> advance(new Head<>(session, rows(session))));
        }
    }

    private Iterator<R> rows(Opened session) {
        return way.isPresent() ? way.get().rows().of(session, bounds, descending) : view.rows().apply(session, bounds);
    }

    private void advance(Head<R> head) {
        heads.remove(head);
        if (head.rows.hasNext()) {
            head.row = head.rows.next();
            head.value = view.columns().get(view.index(way.orElseThrow().column())).value().apply(head.opened, head.row);
            heads.add(head);
        }
    }

    /** Null behind the last. */
    R next() {
        if (!heads.isEmpty()) {
            Head<R> first = Collections.min(heads, (a, b) -> descending ? casts.compare(b.value, a.value)
                    : casts.compare(a.value, b.value));
            opened = first.opened;
            R row = first.row;
            advance(first);
            return row;
        }
        while (!rows.hasNext()) {
            if (!sessions.hasNext()) {
                return null;
            }
            opened = sessions.next();
            rows = rows(opened);
        }
        return rows.next();
    }

    /** Of the row that was given last. */
    Opened session() {
        return opened;
    }
}
