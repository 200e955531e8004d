package dev.hydroscope.sql;

import java.util.Optional;
import org.h2.command.query.AllColumnsForPlan;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.Index;
import org.h2.index.IndexType;
import org.h2.message.DbException;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.result.SortOrder;
import org.h2.table.IndexColumn;
import org.h2.table.TableFilter;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/**
 * How a view's rows are found: all of them, within bounds of its keys, or by a way of their own. H2 hands over the bounds of
 * every key, whichever it is; only the values of an IN come one by one, for the key in front: then rows of another value would
 * come again with that.
 */
final class ViewIndex<R> extends Index {
    private final ViewTable<R> table;
    private final View<R> view;
    private final boolean all;
    private final Optional<Way<R>> way;

    private ViewIndex(ViewTable<R> table, View<R> view, IndexColumn[] columns, IndexType type, Optional<Way<R>> way) {
        super(table, 0, view.name(), columns, 0, type);
        this.table = table;
        this.view = view;
        this.all = type.isScan();
        this.way = way;
    }

    static <R> ViewIndex<R> all(ViewTable<R> table, View<R> view) {
        return new ViewIndex<>(table, view, IndexColumn.wrap(table.getColumns()), IndexType.createScan(false), Optional.empty());
    }

    /** H2 takes no rows of a hash index to be in the order of its column. */
    static <R> ViewIndex<R> by(ViewTable<R> table, View<R> view, String key) {
        return new ViewIndex<>(table, view, columns(table, key), IndexType.createNonUnique(false, true, false),
                Optional.empty());
    }

    static <R> ViewIndex<R> along(ViewTable<R> table, View<R> view, Way<R> way) {
        return new ViewIndex<>(table, view, columns(table, way.column()), IndexType.createNonUnique(false), Optional.of(way));
    }

    private static IndexColumn[] columns(ViewTable<?> table, String column) {
        return IndexColumn.wrap(new org.h2.table.Column[] {table.getColumn(column)});
    }

    /** So that the bounds of the other keys are handed over too. */
    @Override
    public int getColumnIndex(org.h2.table.Column column) {
        int index = super.getColumnIndex(column);
        return index < 0 && view.keys().contains(column.getName()) ? 0 : index;
    }

    @Override
    public Cursor find(SessionLocal session, SearchRow first, SearchRow last, boolean reverse) {
        SearchRow low = all ? null : reverse ? last : first;
        SearchRow high = all ? null : reverse ? first : last;
        Bounds bounds = new Bounds(session, view, low, high);
        ViewSource<R> source = new ViewSource<>(session, table.sessions(), bounds, view, way, reverse);
        Value only = low == null || low != high ? null : low.getValue(columnIds[0]);
        return new ViewCursor<>(session, view, source, columnIds[0], only == ValueNull.INSTANCE ? null : only);
    }

    @Override
    public double getCost(SessionLocal session, int[] masks, TableFilter[] filters, int filter, SortOrder sortOrder,
            AllColumnsForPlan allColumnsSet, boolean isSelectCommand) {
        double cost = table.costs().of(all ? null : masks, getIndexColumns()[0].column.getName());
        boolean sorts = way.isPresent() && way.get().sorted();
        boolean sorted = sorts && filter == 0 && sortOrder != null && filters != null
                && sortOrder.getColumn(0, filters[0]) == getIndexColumns()[0].column;
        return sorted ? cost * ViewCosts.SORTED : way.isPresent() ? cost * ViewCosts.UNSORTED : cost;
    }

    @Override
    public boolean isFindUsingFullTableScan() {
        return all;
    }

    /** Those without one are not used for ORDER BY. */
    @Override
    public String getCreateSQL() {
        return way.isPresent() && way.get().sorted() ? "CREATE INDEX " + view.name() : null;
    }

    @Override
    public String getPlanSQL() {
        String column = getIndexColumns()[0].column.getName();
        return all ? "all of " + view.name() : view.name() + (way.isPresent() ? " in the order of " : " by ") + column;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return table.getRowCount(session);
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return table.getRowCountApproximation(session);
    }

    @Override
    public boolean needRebuild() {
        return false;
    }

    @Override
    public void close(SessionLocal session) {
        // there is nothing to close: what is read is read a batch at a time
    }

    @Override
    public void add(SessionLocal session, Row row) {
        throw readOnly();
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        throw readOnly();
    }

    @Override
    public void remove(SessionLocal session) {
        throw readOnly();
    }

    @Override
    public void truncate(SessionLocal session) {
        throw readOnly();
    }

    private DbException readOnly() {
        return DbException.getUnsupportedException("writing to " + view.name());
    }
}
