package dev.hydroscope.sql;

import java.util.Arrays;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.value.Value;

/** A row whose values are worked out when they are first asked for; one after the other. */
final class ViewRow<R> extends Row {
    private final Column<R>[] columns;
    private final Value[] known;
    private Opened session;
    private R row;

    @SuppressWarnings("unchecked")
    ViewRow(View<R> view) {
        this.columns = view.columns().toArray(Column[]::new);
        this.known = new Value[columns.length];
    }

    /** From now on it is that one. */
    void hold(Opened of, R next) {
        session = of;
        row = next;
        Arrays.fill(known, null);
    }

    @Override
    public int getColumnCount() {
        return known.length;
    }

    @Override
    public Value getValue(int index) {
        Value value = known[index];
        if (value == null) {
            value = columns[index].value().apply(session, row);
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
        return known.clone();
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
