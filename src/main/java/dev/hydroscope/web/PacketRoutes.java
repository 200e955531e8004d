package dev.hydroscope.web;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.Space;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.PacketFilter;
import dev.hydroscope.store.PacketScope;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The packets of a connection. */
final class PacketRoutes {
    private static final String PACKETS = "/api/sessions/{session}/connections/{conn}/packets";

    private final Sessions sessions;

    PacketRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(PACKETS, this::packets);
        routes.get(PACKETS + "/{direction}/{space}/{number}", this::packet);
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

    private void packet(Context request) {
        Direction direction = part(request, "direction", Direction.values(), Direction::word);
        Space space = part(request, "space", Space.values(), Space::word);
        long number = Parameters.part(request, "number");
        answer(request, (reader, of) -> reader.packet(of, direction, space, number)
                .map(packet -> whole(reader, of, packet)).orElseThrow(() -> TraceRoutes.missing(
                        "packet " + direction.word() + "/" + space.word() + "/" + number + " of connection " + of.conn())));
    }

    private static <T> T part(Context request, String name, T[] words, Function<T, String> word) {
        String text = request.pathParam(name);
        return Stream.of(words).filter(one -> word.apply(one).equals(text)).findFirst().orElseThrow(() -> new Refusal(404,
                "nothing is at " + request.path(), name + " is one of " + Stream.of(words).map(word).toList()));
    }

    private static Map<String, Object> whole(Reader reader, ConnectionRow of, Packet packet) {
        Map<String, Object> json = PacketJson.of(packet, of.atNanos());
        json.put("ackedBy", reader.ackOf(of, packet).map(PacketJson::key).orElse(null));
        json.put("events", reader.events(of, packet).stream().map(event -> EventJson.of(event, of.atNanos())).toList());
        json.put("streams", packet.frames().stream().filter(frame -> frame.type().ofStream() && frame.value(0) >= 0)
                .map(frame -> frame.value(0)).distinct().map(stream -> stream(reader, of, stream)).toList());
        return json;
    }

    /** A stream that a client opened for both ways carries the request of its number. */
    private static Map<String, Object> stream(Reader reader, ConnectionRow of, long stream) {
        Optional<RequestRow> request = stream % 4 == 0 ? reader.request(of.conn(), stream) : Optional.empty();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stream", stream);
        json.put("req", request.isPresent() ? stream : null);
        json.put("request", request.map(row -> RequestJson.row(row, List.of())).orElse(null));
        return json;
    }

    private void answer(Context request, BiFunction<Reader, ConnectionRow, Object> reading) {
        long conn = Parameters.part(request, "conn");
        Routes.send(request, Sight.read(request, sessions, reader -> reading.apply(reader,
                reader.connection(conn).orElseThrow(() -> TraceRoutes.missing("connection " + conn)))));
    }
}
