package dev.hydroscope.session;

import dev.hydroscope.query.LiveQuery;
import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.ConnectionFilter;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Hearer;
import dev.hydroscope.trace.Request;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events once it is known on which connection they were, in order for each; with a filter, those of each request together
 * once that is whole. What is held is bounded as the assembler bounds what may still grow.
 */
final class PutTogether implements Route, Hearer {
    private final Source source;
    private final Teller teller;
    private final Assembler assembler;
    private final boolean filtered;
    private final LiveQuery query;
    private final Map<Request, List<Event>> held = new IdentityHashMap<>();
    private int processes;
    private long leftOut;

    PutTogether(Source source, Teller teller, SessionSettings settings, LineWish wish) {
        this.source = source;
        this.teller = teller;
        this.filtered = wish.filtered();
        this.query = new LiveQuery(wish.filter());
        ConnectionFilter connections = LineWish.chosen(settings)
                ? ConnectionFilter.of(settings.addresses(), settings.sni()).strict() : ConnectionFilter.ALL;
        this.assembler = Assembler.heard(source.probes(), settings.appData(), connections, settings.sample() < 1, this);
    }

    @Override
    public void accept(List<Event> batch) {
        List<Source.Process> known = source.processes();
        for (; processes < known.size(); processes++) {
            assembler.process(known.get(processes).pid(), known.get(processes).startNanos());
        }
        for (Event event : batch) {
            assembler.accept(teller.mask(event));
        }
    }

    @Override
    public boolean readsRequests() {
        return filtered;
    }

    @Override
    public void event(Connection connection, Event event) {
        if (filtered) {
            leftOut++;
        } else {
            teller.tell(event, connection.connId());
        }
    }

    @Override
    public void event(Request request, Event event) {
        if (filtered) {
            held.computeIfAbsent(request, none -> new ArrayList<>(24)).add(event);
        } else {
            teller.tell(event, request.connection().connId());
        }
    }

    @Override
    public void turn() {
        decide(assembler.take(Nanos.now()));
    }

    @Override
    public void finish() {
        decide(assembler.finish());
    }

    private void decide(Changes changes) {
        for (Request request : changes.requests()) {
            List<Event> events = filtered && request.finished() ? held.remove(request) : null;
            if (events != null && query.holds(request)) {
                events.forEach(event -> teller.tell(event, request.connection().connId()));
            } else if (events != null) {
                leftOut += events.size();
            }
        }
    }

    @Override
    public long leftOut() {
        return leftOut + assembler.filtered();
    }

    @Override
    public long untold() {
        return assembler.untold();
    }
}
