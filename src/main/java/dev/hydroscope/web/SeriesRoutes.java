package dev.hydroscope.web;

import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Reader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a QUIC connection did over time, and its marks; what a TCP connection had come to. */
final class SeriesRoutes {
    private static final String CONNECTION = "/api/sessions/{session}/connections/{conn}";
    private static final int WIDEST = 4000;
    private static final int USUAL_WIDTH = 1000;
    private static final int MOST_MARKS = 5000;
    private static final int USUAL_MARKS = 1000;

    private final Sessions sessions;

    SeriesRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(CONNECTION + "/series", this::series);
        routes.get(CONNECTION + "/marks", this::marks);
        routes.get(CONNECTION + "/tcp", this::tcp);
    }

    private void series(Context request) {
        Window window = window(request);
        int width = (int) window.parameters.number("width", 1, WIDEST, USUAL_WIDTH);
        Set<String> names = window.parameters.words("names", SeriesJson.names(), Function.identity());
        answer(request, (reader, of) -> SeriesJson.of(reader.series(of, window.from, window.to, width), of, names));
    }

    private void marks(Context request) {
        Window window = window(request);
        int limit = (int) window.parameters.number("limit", 1, MOST_MARKS, USUAL_MARKS);
        answer(request, (reader, of) -> reader.marks(of, window.from, window.to, limit).stream()
                .map(row -> SeriesJson.mark(row, of.atNanos())).toList());
    }

    private void tcp(Context request) {
        Window window = window(request);
        int width = (int) window.parameters.number("width", 1, WIDEST, USUAL_WIDTH);
        answer(request, (reader, of) -> TcpJson.series(reader.tcp().series(of, window.from, window.to, width), of));
    }

    private record Window(Parameters parameters, long from, long to) {
    }

    private static Window window(Context request) {
        Parameters parameters = new Parameters(request);
        long from = parameters.time("from");
        long to = parameters.time("to");
        if (to != 0 && to <= from) {
            throw new Refusal(400, "to is not after from", "send a from that is before to, or leave to away");
        }
        return new Window(parameters, from, to);
    }

    private void answer(Context request, BiFunction<Reader, ConnectionRow, Object> reading) {
        long conn = Parameters.part(request, "conn");
        Routes.send(request, Sight.read(request, sessions, reader -> reading.apply(reader,
                reader.connection(conn).orElseThrow(() -> TraceRoutes.missing("connection " + conn)))));
    }
}
