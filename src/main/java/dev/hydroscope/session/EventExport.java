package dev.hydroscope.session;

import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.TraceHead;
import dev.hydroscope.format.TraceWriter;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Connections as a file, event by event. Where requests are chosen, lines leave out those of the other requests on their
 * connections; qlog has a connection whole or not at all.
 */
final class EventExport {
    private static final int PAGE = 10_000;
    private static final int CONNECTIONS = 1000;
    private static final int HTTP3 = 0x300;

    private final Sessions sessions;
    private final Lens lens;
    private final SessionInfo session;
    private final ExportWish wish;
    private final Exporting progress;
    /** The ordinals of the requests that were chosen. */
    private final BitSet requests = new BitSet();
    private final BitSet connections = new BitSet();

    EventExport(Sessions sessions, Lens lens, SessionInfo session, ExportWish wish, Exporting progress) {
        this.sessions = sessions;
        this.lens = lens;
        this.session = session;
        this.wish = wish;
        this.progress = progress;
    }

    void write(ChosenRequests chosen, TraceWriter writer) throws IOException {
        choose(chosen);
        long total = wish.narrowed() ? requests.cardinality()
                : wish.conn() == Export.ALL && lens == Lens.NONE ? session.counts().requests() : -1;
        int done = 0;
        int all = Math.max(1, connections.cardinality());
        for (int ordinal = connections.nextSetBit(0); ordinal >= 0; ordinal = connections.nextSetBit(ordinal + 1)) {
            long number = ordinal;
            ConnectionRow row = sessions.read(session.id(), lens, reader -> reader.connectionAt(number)).orElseThrow();
            long written = progress.requests();
            if (!wish.format().quicOnly() || row.httpVersion() == HTTP3) {
                written += write(writer, row);
            }
            progress.reached(written, wish.format().quicOnly() ? -1 : total, ++done / (double) all);
        }
        writer.end();
    }

    /** 0 has what belongs to no connection. */
    private void choose(ChosenRequests chosen) throws IOException {
        if (wish.narrowed()) {
            chosen.each((reader, page) -> page.rows(), (rows, share) -> {
                rows.forEach(row -> {
                    requests.set((int) row.ordinal());
                    connections.set((int) row.connection());
                });
                return true;
            });
        } else if (wish.conn() == Export.ALL) {
            everyConnection();
        } else {
            sessions.read(session.id(), lens, reader -> reader.connection(wish.conn()))
                    .ifPresent(row -> connections.set((int) row.ordinal()));
        }
    }

    private void everyConnection() throws IOException {
        sessions.read(session.id(), lens, reader -> reader.connectionAt(0)).ifPresent(row -> connections.set(0));
        String after = "";
        do {
            progress.check();
            String from = after;
            Page<ConnectionRow> page = sessions.read(session.id(), lens,
                    reader -> reader.connections(Long.MIN_VALUE, 0, CONNECTIONS, from));
            page.rows().forEach(row -> connections.set((int) row.ordinal()));
            after = page.next();
        } while (!after.isEmpty());
    }

    /** How many requests are in it. */
    private long write(TraceWriter writer, ConnectionRow row) throws IOException {
        boolean all = !wish.narrowed() || wish.format().quicOnly();
        OtherRequests others = all ? OtherRequests.NONE
                : sessions.read(session.id(), lens, reader -> OtherRequests.of(reader, row, requests));
        Predicate<EventRow> wanted = event -> event.req() < 0 || !others.has(event.req());
        String after = "";
        boolean first = true;
        do {
            progress.check();
            String from = after;
            Page<EventRow> page = sessions.read(session.id(), lens, reader -> events(reader, row, from));
            if (first) {
                writer.begin(head(row, page.rows()));
                first = false;
            }
            for (EventRow event : page.rows()) {
                if (wanted.test(event) && (all || wish.format() != ExportFormat.H2OLOG_TEXT || event.req() >= 0)) {
                    writer.write(event.event());
                }
            }
            after = page.next();
        } while (!after.isEmpty());
        return all ? row.requests() : row.requests() - others.count();
    }

    private static Page<EventRow> events(Reader reader, ConnectionRow row, String after) {
        return reader.events(row.conn(), Long.MIN_VALUE, 0, "", PAGE, after);
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
