package dev.hydroscope.sql;

import java.util.List;
import org.h2.command.query.AllColumnsForPlan;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.IndexCondition;
import org.h2.index.VirtualTableIndex;
import org.h2.result.SearchRow;
import org.h2.result.SortOrder;
import org.h2.table.IndexColumn;
import org.h2.table.TableFilter;

/** A way to find a view's rows: all of them, or those within bounds of its keys. */
final class ViewIndex<R> extends VirtualTableIndex {
    private static final double EQUAL = 1000;
    private static final double RANGE = 3;

    private final ViewTable table;
    private final View<R> view;
    private final boolean all;

    ViewIndex(ViewTable table, View<R> view, List<String> keys) {
        super(table, view.name(), IndexColumn.wrap(columns(table, keys)));
        this.table = table;
        this.view = view;
        this.all = keys.isEmpty();
    }

    private static org.h2.table.Column[] columns(ViewTable table, List<String> keys) {
        return keys.isEmpty() ? table.getColumns() : keys.stream().map(table::getColumn).toArray(org.h2.table.Column[]::new);
    }

    @Override
    public Cursor find(SessionLocal session, SearchRow first, SearchRow last, boolean reverse) {
        Bounds bounds = new Bounds(view, all ? null : first, all ? null : last);
        return new ViewCursor<>(session, view, table.sessions(), bounds);
    }

    /** Each key with one value divides what is to be read; a little is left, so that fewer rows are always cheaper. */
    @Override
    public double getCost(SessionLocal session, int[] masks, TableFilter[] filters, int filter, SortOrder sortOrder,
            AllColumnsForPlan allColumnsSet, boolean isSelectCommand) {
        double rows = table.size();
        if (!all && masks != null) {
            for (IndexColumn column : getIndexColumns()) {
                int mask = masks[column.column.getColumnId()];
                rows /= (mask & IndexCondition.EQUALITY) != 0 ? EQUAL : mask != 0 ? RANGE : 1;
            }
        }
        return 10 + rows;
    }

    @Override
    public boolean isFindUsingFullTableScan() {
        return all;
    }

    @Override
    public String getCreateSQL() {
        return null;
    }

    @Override
    public String getPlanSQL() {
        return all ? "all of " + view.name() : view.name() + " by " + getIndexColumns()[0].column.getName();
    }
}
