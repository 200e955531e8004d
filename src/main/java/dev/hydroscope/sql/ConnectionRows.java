package dev.hydroscope.sql;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Numbered;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.TcpRow;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections of a session in the order of their ordinals, a page at a time; or all those of one number. */
final class ConnectionRows implements Iterator<ConnectionAt> {
    private final Opened session;
    private final Numbered numbered;
    private Iterator<ConnectionAt> page = Collections.emptyIterator();
    private long after;
    private boolean over;

    ConnectionRows(Opened session, Bounds bounds) {
        this.session = session;
        this.numbered = session.reader().numbered();
        long conn = bounds.least("conn");
        if (conn == bounds.most("conn")) {
            over = true;
            page = whole(numbered.connections(conn));
        }
    }

    private Iterator<ConnectionAt> whole(List<ConnectionRow> rows) {
        Map<Long, QuicRow> quic = session.reader().quic(rows);
        Map<Long, TcpRow> tcp = session.reader().tcp().of(rows);
        return rows.stream().map(row -> new ConnectionAt(row, Optional.ofNullable(quic.get(row.ordinal())),
                Optional.ofNullable(tcp.get(row.ordinal())))).iterator();
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !over) {
            List<ConnectionRow> rows = numbered.connectionsAfter(after);
            over = rows.isEmpty();
            after = over ? after : rows.get(rows.size() - 1).ordinal();
            page = whole(rows);
        }
        return page.hasNext();
    }

    @Override
    public ConnectionAt next() {
        return page.next();
    }
}
