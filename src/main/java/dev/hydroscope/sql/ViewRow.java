package dev.hydroscope.sql;

import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.value.Value;

/** A row whose values are worked out when they are first asked for. */
final class ViewRow<R> extends Row {
    private final View<R> view;
    private final Opened session;
    private final R row;
    private final Value[] known;

    ViewRow(View<R> view, Opened session, R row) {
        this.view = view;
        this.session = session;
        this.row = row;
        this.known = new Value[view.columns().size()];
    }

    @Override
    public int getColumnCount() {
        return known.length;
    }

    @Override
    public Value getValue(int index) {
        Value value = known[index];
        if (value == null) {
            value = view.columns().get(index).value().apply(session, row);
            known[index] = value;
        }
        return value;
    }

    @Override
    public void setValue(int index, Value value) {
        known[index] = value;
    }

    @Override
    public Value[] getValueList() {
        for (int i = 0; i < known.length; i++) {
            getValue(i);
        }
        return known;
    }

    @Override
    public int getMemory() {
        return 0;
    }

    @Override
    public void copyFrom(SearchRow source) {
        throw new UnsupportedOperationException("rows of a view are not copied");
    }
}
