package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers see whole batches at any moment, from the first write until after the seal. */
class ReadWhileWritingTest {
    private static final int REQUESTS = 30_000;
    private static final int READERS = 3;

    @TempDir
    private Path folder;

    @Test
    void everyReadIsWholeAndNothingSeenIsGoneAgain() throws ExecutionException, InterruptedException {
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            ExecutorService readers = Executors.newFixedThreadPool(READERS);
            List<Future<Long>> seen = IntStream.range(0, READERS).mapToObj(i -> readers.submit(() -> read(file))).toList();
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            Traffic traffic = new Traffic(6, 40, 20_000);
            for (int i = 1; i <= REQUESTS; i++) {
                traffic.request().forEach(assembler::accept);
                if (i % 300 == 0) {
                    writer.write(assembler.take(traffic.nowNanos() + i * 1_000_000L));
                }
            }
            writer.write(assembler.finish());
            writer.seal();
            for (Future<Long> reader : seen) {
                assertEquals(REQUESTS, reader.get());
            }
            readers.shutdown();
            assertEquals((long) REQUESTS * Traffic.EVENTS, writer.counts().events());
        }
    }

    /** Until it is sealed; gives how many requests there were in the end. */
    private static long read(SessionFile file) {
        byte[] post = "POST".getBytes(StandardCharsets.UTF_8);
        Filter posts = new Filter.Has(Term.header(":method", post));
        long before = 0;
        boolean last;
        do {
            last = file.sealed();
            long now = file.reader().counts().requests();
            assertTrue(now >= before);
            before = now;
            for (RequestRow row : file.reader().scan(posts, new Scan.Range(true, -1, 0, 0), Scan::next)) {
                assertTrue(row.headerCount() <= Traffic.EVENTS - 2);
                assertEquals(12, row.headers().stream().filter(header -> !header.response()).count());
                assertTrue(file.reader().connectionAt(row.connection()).isPresent());
            }
        } while (!last);
        return before;
    }

    @Test
    void sumsFollowARequestThatGrows() {
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            Connection connection = Made.connection(1, 1, 1_000_000_000L);
            List<Request> requests = IntStream.range(0, 5)
                    .mapToObj(i -> Made.request(connection, i, i, 1_000_000_000L + i)).toList();
            writer.write(Made.of(List.of(connection), requests));
            assertEquals(Map.of(), file.reader().statuses());
            Made.responded(requests.get(0), 103, 1_500_000_000L);
            writer.write(Made.of(List.of(), requests));
            assertEquals(Map.of(103, 1L), file.reader().statuses());
            requests.forEach(request -> Made.responded(request, request.req() == 0 ? 500 : 200, 2_000_000_000L));
            writer.write(Made.of(List.of(), requests.subList(0, 4)));
            assertEquals(Map.of(500, 1L, 200, 3L), file.reader().statuses());
            writer.write(Made.of(List.of(), requests));
            assertEquals(List.of(Map.entry(200, 4L), Map.entry(500, 1L)),
                    List.copyOf(file.reader().statuses().entrySet()));
            assertEquals(5, writer.counts().requests());
        }
    }
}
