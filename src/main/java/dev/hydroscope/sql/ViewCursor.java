package dev.hydroscope.sql;

import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.message.DbException;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.value.Value;

/** Goes through a view's rows; H2 keeps the values of a row, never the row, so that there need be only one. */
final class ViewCursor<R> implements Cursor {
    private static final int LOOK = 0xFF;

    private final SessionLocal session;
    private final ViewSource<R> source;
    private final ViewRow<R> row;
    private final int front;
    private final Value only;
    private long passed;

    /**
     * @param front the column in front of the index
     * @param only of which it gives rows with that value alone; null: with any
     */
    ViewCursor(SessionLocal session, View<R> view, ViewSource<R> source, int front, Value only) {
        this.session = session;
        this.source = source;
        this.front = front;
        this.only = only;
        this.row = new ViewRow<>(view);
    }

    @Override
    public boolean next() {
        R next;
        do {
            if ((++passed & LOOK) == 0) {
                session.checkCanceled();
            }
            next = source.next();
            row.hold(source.session(), next);
        } while (next != null && only != null && !session.areEqual(row.getValue(front), only));
        return next != null;
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
