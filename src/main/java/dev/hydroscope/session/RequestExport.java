package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.format.Exchange;
import dev.hydroscope.format.Exchange.Client;
import dev.hydroscope.format.Exchange.Times;
import dev.hydroscope.format.ExchangeWriter;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests as a file that holds one after the other. */
final class RequestExport {
    private static final int CLIENTS = 2000;
    private static final Client UNKNOWN = new Client("", "");

    private final boolean timed;
    private final Exporting progress;
    private final Map<Long, Client> clients = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Client> eldest) {
            return size() > CLIENTS;
        }
    };

    RequestExport(SessionInfo session, Exporting progress) {
        this.timed = !session.caveats().clock().equals(Caveats.NO_CLOCK);
        this.progress = progress;
    }

    void write(ChosenRequests chosen, ExchangeWriter writer) throws IOException {
        chosen.each(this::exchanges, (exchanges, share) -> {
            long written = progress.requests();
            boolean more = true;
            for (Exchange exchange : exchanges) {
                more = more && writer.write(exchange);
                written += more ? 1 : 0;
            }
            progress.reached(written, -1, share);
            return more;
        });
        writer.end();
    }

    private List<Exchange> exchanges(Reader reader, Page<RequestRow> page) {
        return page.rows().stream().map(row -> exchange(row, client(reader, row.connection()))).toList();
    }

    private Client client(Reader reader, long connection) {
        return clients.computeIfAbsent(connection, ordinal -> {
            Optional<ConnectionRow> row = reader.connectionAt(ordinal);
            return row.map(of -> new Client(of.peer(), of.sni())).orElse(UNKNOWN);
        });
    }

    private Exchange exchange(RequestRow row, Client client) {
        Times times = new Times(row.atNanos(), timed ? row.respondedNanos() : 0, timed ? row.durationNanos() : -1,
                timed ? row.durationUntil() : "", timed);
        return new Exchange(row.conn(), row.req(), times, row.protocol(), row.status(), row.finished(), row.gapNames(),
                row.headers(), timed ? row.verdict() : Optional.empty(), client);
    }
}
