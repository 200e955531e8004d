package dev.hydroscope.sql;

import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.schema.Schema;
import org.h2.table.TableType;
import org.h2.table.VirtualTable;

/** A view as H2 sees it: a table that nobody can write, over the sessions of one statement. */
final class ViewTable extends VirtualTable {
    private final View<?> view;
    private final List<Opened> sessions;
    private final ViewIndex<?> scan;
    private final List<Index> indexes = new ArrayList<>();

    <R> ViewTable(Schema schema, int id, View<R> view, List<Opened> sessions) {
        super(schema, id, view.name());
        this.view = view;
        this.sessions = sessions;
        setColumns(view.columns().stream().map(column -> new org.h2.table.Column(column.name(), column.type()))
                .toArray(org.h2.table.Column[]::new));
        this.scan = new ViewIndex<>(this, view, List.of());
        indexes.add(scan);
        // one for each key in front: H2 finds the values of an IN list only by the first column of an index
        view.keys().forEach(key -> indexes.add(new ViewIndex<>(this, view, rotated(view.keys(), key))));
    }

    private static List<String> rotated(List<String> keys, String first) {
        List<String> rotated = new ArrayList<>(keys);
        rotated.remove(first);
        rotated.add(0, first);
        return rotated;
    }

    List<Opened> sessions() {
        return sessions;
    }

    double size() {
        return Math.max(1, sessions.stream().mapToDouble(view.size()).sum());
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return scan;
    }

    @Override
    public List<Index> getIndexes() {
        return indexes;
    }

    /** Else rights to it would not be asked for. */
    @Override
    public TableType getTableType() {
        return TableType.VIEW;
    }

    @Override
    public long getMaxDataModificationId() {
        return 0;
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }

    @Override
    public boolean canGetRowCount(SessionLocal session) {
        return false;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return getRowCountApproximation(session);
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return (long) size();
    }
}
