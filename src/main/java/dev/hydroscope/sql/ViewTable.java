package dev.hydroscope.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.schema.Schema;
import org.h2.table.TableType;
import org.h2.table.VirtualTable;

/** A view as H2 sees it: a table that nobody can write, over the sessions of one statement. */
final class ViewTable<R> extends VirtualTable {
    /** What narrows only where another key has one value: in front, each value of an IN would be looked for among all. */
    static final Map<String, String> BEHIND = Map.of("req", "conn", "value", "name", "direction", "name");

    private final View<R> view;
    private final List<Opened> sessions;
    private final ViewIndex<R> scan;
    private final List<Index> indexes = new ArrayList<>();
    private ViewCosts costs;

    ViewTable(Schema schema, int id, View<R> view, List<Opened> sessions) {
        super(schema, id, view.name());
        this.view = view;
        this.sessions = sessions;
        setColumns(view.columns().stream().map(column -> new org.h2.table.Column(column.name(), column.type()))
                .toArray(org.h2.table.Column[]::new));
        this.scan = ViewIndex.all(this, view);
        indexes.add(scan);
        view.keys().stream().filter(key -> !BEHIND.containsKey(key)).forEach(key -> indexes.add(ViewIndex.by(this, view, key)));
        view.ways().forEach(way -> indexes.add(ViewIndex.along(this, view, way)));
    }

    List<Opened> sessions() {
        return sessions;
    }

    ViewCosts costs() {
        if (costs == null) {
            costs = new ViewCosts(view, sessions);
        }
        return costs;
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return scan;
    }

    @Override
    public List<Index> getIndexes() {
        return indexes;
    }

    /** Of what is none H2 asks for no rights, and of views it finds an IN only where nothing else is asked. */
    @Override
    public TableType getTableType() {
        return TableType.TABLE;
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
        return (long) costs().rows();
    }
}
