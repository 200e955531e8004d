package dev.hydroscope.session;

import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.TraceHead;
import dev.hydroscope.format.TraceWriter;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.Scope;
import dev.hydroscope.query.Search;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeSet;

/**
 * A session, or what of it is wanted, as a file of another format; read page by page, so that its size does not matter and
 * whoever reads slowly holds no file.
 */
public final class Export {
    /** Every connection. */
    public static final long ALL = -1;

    private static final int PAGE = 10_000;
    private static final int CONNECTIONS = 1000;
    private static final int HTTP3 = 0x300;

    private final Sessions sessions;
    private final Lens lens;
    private final SessionInfo session;
    private final ExportFormat format;
    private final long conn;
    private final Query query;

    /**
     * @param lens what of it is given out
     * @param query only connections with a request for which it holds; "" for all
     */
    public Export(Sessions sessions, Lens lens, String id, ExportFormat format, long conn, String query) {
        this.sessions = sessions;
        this.lens = lens;
        this.session = sessions.get(id);
        this.format = format;
        this.conn = conn;
        this.query = Query.parse(query);
        if (conn != ALL && sessions.read(id, lens, reader -> reader.connection(conn)).isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "this session holds no connection " + conn,
                    "its connections are listed on its page and at /api/sessions/" + id + "/connections");
        }
    }

    /** Safe in a header and in a folder, whatever the session is called. */
    public String fileName() {
        String name = session.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        String start = name.isEmpty() ? session.id() : name.substring(0, Math.min(60, name.length()));
        return start + (conn == ALL ? "" : "-" + conn) + format.extension();
    }

    public void write(OutputStream to) throws IOException {
        String title = session.name().isEmpty() ? session.id() : session.name();
        TraceWriter writer = format.writer(to, conn == ALL, title, session.note());
        for (long ordinal : ordinals()) {
            ConnectionRow row = sessions.read(session.id(), lens, reader -> reader.connectionAt(ordinal)).orElseThrow();
            if (!format.quicOnly() || row.httpVersion() == HTTP3) {
                write(writer, row);
            }
        }
        writer.end();
    }

    /** In the order they began; 0 has what belongs to no connection. */
    private TreeSet<Long> ordinals() {
        TreeSet<Long> ordinals = new TreeSet<>();
        String after = "";
        if (conn != ALL) {
            ordinals.add(sessions.read(session.id(), lens, reader -> reader.connection(conn)).orElseThrow().ordinal());
        } else if (query.text().isBlank()) {
            sessions.read(session.id(), lens, reader -> reader.connectionAt(0)).ifPresent(row -> ordinals.add(row.ordinal()));
            do {
                String from = after;
                Page<ConnectionRow> page = sessions.read(session.id(), lens,
                        reader -> reader.connections(Long.MIN_VALUE, 0, CONNECTIONS, from));
                page.rows().forEach(row -> ordinals.add(row.ordinal()));
                after = page.next();
            } while (!after.isEmpty());
        } else {
            do {
                Scope scope = Scope.newest(CONNECTIONS, after);
                Page<RequestRow> page = sessions.read(session.id(), lens, reader -> new Search(reader).requests(query, scope));
                page.rows().forEach(row -> ordinals.add(row.connection()));
                after = page.next();
            } while (!after.isEmpty());
        }
        return ordinals;
    }

    private void write(TraceWriter writer, ConnectionRow row) throws IOException {
        String after = "";
        boolean first = true;
        do {
            String from = after;
            Page<EventRow> page = sessions.read(session.id(), lens,
                    reader -> reader.events(row.conn(), Long.MIN_VALUE, 0, "", PAGE, from));
            if (first) {
                writer.begin(head(row, page.rows()));
                first = false;
            }
            for (EventRow event : page.rows()) {
                writer.write(event.event());
            }
            after = page.next();
        } while (!after.isEmpty());
    }

    private static TraceHead head(ConnectionRow row, List<EventRow> first) {
        String odcid = "";
        boolean client = false;
        for (EventRow found : first) {
            Event event = found.event();
            client |= event.probe().key().equals("quicly:connect");
            if (event.probe().key().equals("quicly:accept") && event.probe().argument("dcid") >= 0) {
                odcid = event.text(event.probe().argument("dcid"));
            }
        }
        String title = "connection " + row.conn() + (row.sni().isEmpty() ? "" : " to " + row.sni());
        long since = first.isEmpty() ? row.atNanos() : Math.min(row.atNanos(), first.get(0).event().atNanos());
        return new TraceHead(title, row.conn(), odcid, row.peer(), row.sni(), row.alpn(), client, since);
    }
}
