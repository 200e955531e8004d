package dev.hydroscope.web;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Space;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.PacketFilter;
import dev.hydroscope.store.PacketScope;
import dev.hydroscope.store.Reader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** The packets of a connection. */
final class PacketRoutes {
    private static final String PACKETS = "/api/sessions/{session}/connections/{conn}/packets";

    private final Sessions sessions;

    PacketRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(PACKETS, this::packets);
    }

    private void packets(Context request) {
        Parameters parameters = new Parameters(request);
        PacketFilter filter = filter(parameters);
        PacketScope scope = scope(parameters);
        answer(request, (reader, of) -> TraceRoutes.page(reader.packets(of, filter, scope),
                row -> PacketJson.of(row, of.atNanos())));
    }

    private static PacketScope scope(Parameters parameters) {
        return new PacketScope(parameters.time("from"), parameters.time("to"),
                parameters.choice("order", Order.class, Order.OLDEST) == Order.NEWEST,
                (int) parameters.number("context", 0, PacketScope.MOST_CONTEXT, 0), parameters.limit(), parameters.text("after"));
    }

    private enum Order {
        OLDEST, NEWEST
    }

    private static PacketFilter filter(Parameters parameters) {
        long stream = parameters.number("stream", Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        long[] numbers = parameters.range("number");
        return new PacketFilter(parameters.words("direction", Direction.values(), Direction::word),
                parameters.words("space", Space.values(), Space::word), parameters.words("fate", Fate.values(), Fate::word),
                parameters.words("frame", FrameType.values(), FrameType::word),
                stream == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(stream), numbers[0], numbers[1],
                parameters.text("text"));
    }

    private void answer(Context request, BiFunction<Reader, ConnectionRow, Object> reading) {
        long conn = Parameters.part(request, "conn");
        Routes.send(request, sessions.read(Routes.session(request), reader -> reading.apply(reader,
                reader.connection(conn).orElseThrow(() -> TraceRoutes.missing("connection " + conn)))));
    }
}
