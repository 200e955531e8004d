package dev.hydroscope.sql;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.message.DbException;
import org.h2.result.Row;
import org.h2.result.SearchRow;

/** Goes through a view's rows, session by session. */
final class ViewCursor<R> implements Cursor {
    private static final int LOOK = 0xFF;

    private final SessionLocal session;
    private final View<R> view;
    private final Bounds bounds;
    private final Iterator<Opened> sessions;
    private Opened opened;
    private Iterator<R> rows = Collections.emptyIterator();
    private ViewRow<R> row;
    private long passed;

    ViewCursor(SessionLocal session, View<R> view, List<Opened> sessions, Bounds bounds) {
        this.session = session;
        this.view = view;
        this.bounds = bounds;
        this.sessions = sessions.stream().filter(each -> bounds.admits("session", each.head().id())).iterator();
    }

    @Override
    public boolean next() {
        if ((++passed & LOOK) == 0) {
            session.checkCanceled();
        }
        while (!rows.hasNext()) {
            if (!sessions.hasNext()) {
                row = null;
                return false;
            }
            opened = sessions.next();
            rows = view.rows().apply(opened, bounds);
        }
        row = new ViewRow<>(view, opened, rows.next());
        return true;
    }

    @Override
    public Row get() {
        return row;
    }

    @Override
    public SearchRow getSearchRow() {
        return row;
    }

    @Override
    public boolean previous() {
        throw DbException.getUnsupportedException("going back");
    }
}
