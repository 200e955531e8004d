package dev.hydroscope.web;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The QUIC streams of a connection. */
final class StreamRoutes {
    private static final String STREAMS = "/api/sessions/{session}/connections/{conn}/streams";
    private static final String MULTIPLEXING = "/api/sessions/{session}/connections/{conn}/multiplexing";
    private static final int WIDEST = 4000;
    private static final int USUAL_WIDTH = 1000;

    private final Sessions sessions;

    StreamRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(STREAMS, this::streams);
        routes.get(STREAMS + "/{stream}", this::stream);
        routes.get(MULTIPLEXING, this::multiplexing);
    }

    private void streams(Context request) {
        Parameters parameters = new Parameters(request);
        long from = parameters.time("from");
        long to = parameters.time("to");
        answer(request, (reader, of) -> {
            Page<StreamSummary> page = reader.streams(of, from, to, parameters.limit(), parameters.text("after"));
            Map<Long, RequestRow> requests = requests(reader, of, page.rows());
            return TraceRoutes.page(page,
                    row -> StreamJson.of(row, Optional.ofNullable(requests.get(row.stream())), of));
        });
    }

    private static Map<Long, RequestRow> requests(Reader reader, ConnectionRow of, List<StreamSummary> streams) {
        var numbers = streams.stream().mapToLong(StreamSummary::stream).filter(id -> id >= 0).summaryStatistics();
        return numbers.getCount() == 0 ? Map.of() : reader.requestsOf(of, numbers.getMin(), numbers.getMax()).stream()
                .collect(Collectors.toMap(RequestRow::req, Function.identity(), (first, again) -> first));
    }

    private void stream(Context request) {
        Parameters parameters = new Parameters(request);
        long id = number(request);
        long from = parameters.time("from");
        long to = parameters.time("to");
        int width = (int) parameters.number("width", 1, WIDEST, USUAL_WIDTH);
        answer(request, (reader, of) -> {
            List<StreamSummary> found = reader.stream(of, id);
            if (found.isEmpty()) {
                throw TraceRoutes.missing("stream " + id + " of connection " + of.conn());
            }
            StreamSummary stream = found.get(found.size() - 1);
            long begin = from == 0 ? found.get(0).firstNanos() : from;
            long end = to == 0 ? stream.lastNanos() : to;
            Map<String, Object> json = StreamJson.of(stream, reader.requestsOf(of, id, id).stream().findFirst(), of);
            StreamJson.ranges(json, reader.streamRanges(of, id, begin, Math.max(begin, end), width), of.atNanos());
            return json;
        });
    }

    private void multiplexing(Context request) {
        Parameters parameters = new Parameters(request);
        boolean sent = parameters.choice("direction", Direction.class, Direction.SENT) == Direction.SENT;
        long from = parameters.time("from");
        long to = parameters.time("to");
        int width = (int) parameters.number("width", 1, WIDEST, USUAL_WIDTH);
        answer(request, (reader, of) -> {
            Optional<ConnectionSummary> told = reader.quic(of).map(QuicRow::summary);
            long begin = from == 0 ? told.map(quic -> quic.orZero(Measure.FIRST_AT)).orElse(of.atNanos()) : from;
            long end = to == 0 ? told.map(quic -> quic.orZero(Measure.LAST_AT)).orElse(of.atNanos()) : to;
            return MultiplexingJson.of(reader.multiplexing(of, sent, begin, Math.max(begin, end), width), of.atNanos());
        });
    }

    /** Crypto streams have negative numbers. */
    private static long number(Context request) {
        String text = request.pathParam("stream");
        if (!text.matches("-?\\d{1,18}")) {
            throw new Refusal(404, "nothing is at " + request.path(), "a stream is a whole number; crypto streams are -1 to -4");
        }
        return Long.parseLong(text);
    }

    private void answer(Context request, BiFunction<Reader, ConnectionRow, Object> reading) {
        long conn = Parameters.part(request, "conn");
        Routes.send(request, Sight.read(request, sessions, reader -> reading.apply(reader,
                reader.connection(conn).orElseThrow(() -> TraceRoutes.missing("connection " + conn)))));
    }
}
