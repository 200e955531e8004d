package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a running session is of one moment, whoever counts it and however: also of requests that have no status yet. */
class SteadyTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final long LATER = AT + 60_000_000_000L;
    private static final long FOREVER = Long.MAX_VALUE / 2;
    private static final List<String> ASKED = List.of("class = 4xx", "", "status", "not status", "status = 200 and path.1 = /a",
            "duration > 2ms", "res.server = h2o", "connection(status = 404)", "not class = 4xx");

    @TempDir
    private Path folder;
    private final Matchings matchings = new Matchings();
    private final Timelines timelines = new Timelines();
    private final SplittableRandom random = new SplittableRandom(3);
    private final List<Connection> connections = new ArrayList<>();
    private final List<Request> open = new ArrayList<>();
    private long made;

    @BeforeEach
    void connect() {
        for (int i = 0; i < 40; i++) {
            connections.add(Made.connection(i, i + 1, AT));
        }
    }

    /** Begins some requests, answers some of those that were begun, and says something late of some of those. */
    private List<Request> round(int count) {
        List<Request> changed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long number = made++;
            Request request = Made.request(connections.get((int) (number % 40)), 1 + number / 40, number, AT + number * 100_000);
            Made.header(request, false, ":method", "GET");
            Made.header(request, false, ":path", number % 2 == 0 ? "/a" : "/b");
            open.add(request);
            changed.add(request);
        }
        for (int i = 0; i < count && !open.isEmpty(); i++) {
            int at = random.nextInt(open.size());
            Request request = open.get(at);
            if (request.status() == 0) {
                long respondedAt = request.atNanos() + 1_000_000 + random.nextInt(3_000_000);
                Made.responded(request, random.nextInt(3) == 0 ? 404 : 200, respondedAt);
                Made.finished(request);
            } else {
                Made.header(request, true, "server", "h2o");
                open.remove(at);
            }
            changed.add(request);
        }
        return changed.stream().distinct().toList();
    }

    private void write(Writer writer, List<Request> changed) {
        writer.write(new Changes(made == changed.size() ? connections : List.of(), changed, List.of(), changed.size()));
    }

    private void check(Reader reader, String text) {
        Query query = Query.parse(text);
        List<Dimension> classes = List.of(Dimension.of("class").orElseThrow(), Dimension.of("res.server").orElseThrow());
        Matching matching = matchings.of(reader, query, 0, 0, FOREVER, () -> false);
        List<Facets.Facet> facets = Facets.of(reader, matching, classes, 10, () -> false);
        long listed = new Search(reader).requests(query, Scope.newest(100_000, "")).rows().size();
        assertEquals(listed, matching.matched(), text);
        long none = facets.get(0).missing();
        long errors = facets.get(0).values().stream().filter(value -> value.text().equals("4xx"))
                .mapToLong(Facets.Value::count).sum();
        assertEquals(listed, none + facets.get(0).values().stream().mapToLong(Facets.Value::count).sum(), text);
        assertTrue(!text.equals("class = 4xx") || errors == listed, () -> errors + " of " + listed);
        Groups groups = Groups.of(reader, matching, classes.get(0), Groups.Order.REQUESTS, 10, () -> false);
        assertEquals(listed - none, groups.rows().stream().mapToLong(Group::requests).sum(), text);
        Ask ask = new Ask(reader, query, Window.of(AT, LATER, 100), FOREVER, () -> false);
        timelines.overview(ask, (tally, progress) -> {
            assertEquals(List.of(listed, none, errors), List.of(tally.requests(), tally.classTotal(0), tally.classTotal(4)), text);
            return tally;
        });
    }

    private void checkDifferences(Reader reader) {
        Matching selected = matchings.of(reader, Query.parse("class = 4xx"), 0, 0, FOREVER, () -> false);
        Matching whole = matchings.of(reader, Query.parse(""), 0, 0, FOREVER, () -> false);
        Differences differences = Differences.of(reader, whole, selected, () -> false);
        assertEquals(whole.matched(), differences.selected() + differences.rest());
        differences.fields().stream().filter(field -> field.name().equals("class")).flatMap(field -> field.values().stream())
                .forEach(value -> assertEquals(0,
                        value.condition().equals("class = 4xx") ? value.rest() : value.selected(), value.text()));
    }

    @Test
    void whatWasLookedAtIsLookedAtAgainWhenItWasWrittenAgain() {
        try (SessionFile file = SessionFile.create(folder.resolve("steps.mv.db"))) {
            Writer writer = file.writer();
            for (int step = 0; step < 12; step++) {
                write(writer, round(step % 3 == 0 ? 700 : 60));
                ASKED.forEach(text -> check(file.reader(), text));
                checkDifferences(file.reader());
            }
            writer.seal();
            ASKED.forEach(text -> check(file.reader(), text));
            checkDifferences(file.reader());
        }
    }

    @Test
    void whatIsWrittenWhileItIsAskedIsAllInTheAnswerOrNotAtAll() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(3);
        try (SessionFile file = SessionFile.create(folder.resolve("running.mv.db"))) {
            Writer writer = file.writer();
            write(writer, round(500));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    write(writer, round(50));
                }
            });
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                asking.add(askers.submit(() -> {
                    for (int turn = 0; !writing.isDone() || turn == 0; turn++) {
                        String text = ASKED.get(turn % ASKED.size());
                        file.reader().steady(reader -> {
                            check(reader, text);
                            checkDifferences(reader);
                            return text;
                        });
                    }
                }));
            }
            for (Future<?> asker : asking) {
                asker.get();
            }
            writing.join();
            writer.seal();
            ASKED.forEach(text -> check(file.reader(), text));
        } finally {
            askers.shutdown();
        }
    }
}
