package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes fired is found by probe and time, and added up, as it was accepted: of any program, amid HTTP's. */
class FiringsTest {
    private static final long SECONDS = 1_000_000_000L;
    private static final Probe READ = Probe.parse("?libc.so.6:read fd:int path:string");
    private static final Probe RARE = Probe.parse("?app:rare code:int");

    @TempDir
    private Path folder;
    private final List<Event> accepted = new ArrayList<>();
    private SessionFile file;

    @BeforeEach
    void write() {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        Assembler assembler = new Assembler(Traffic.PROBES, false);
        assembler.process(100, 1);
        Writer writer = file.writer();
        Traffic traffic = new Traffic(5, 40, 90);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 3000; i++) {
            List<Event> events = new ArrayList<>(traffic.request());
            for (int own = 0; own < 12; own++) {
                events.add(read(traffic.nowNanos() + own, i * 12 + own, random.nextInt(40), "/tmp/" + random.nextInt(700)));
            }
            if (i == 700 || i == 2100) {
                events.add(new Event(RARE, traffic.nowNanos(), 900, 901, i, new long[] {-i}, new byte[0]));
            }
            for (Event event : events) {
                accepted.add(event);
                assembler.accept(event);
            }
            if (i % 97 == 0) {
                writer.write(assembler.take(traffic.nowNanos()));
            }
        }
        writer.write(assembler.finish());
        assertEquals("", writer.problem());
        writer.seal();
    }

    private static Event read(long at, int seq, int fd, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return new Event(READ, at, 900, 900 + seq % 3, seq, new long[] {fd, Event.slot(bytes.length, bytes.length, 0)}, bytes);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private List<Event> of(String key) {
        return accepted.stream().filter(event -> event.probe().key().equals(key)).toList();
    }

    @Test
    void everyProbeHasFiredAsOftenAsItDid() {
        Map<String, Long> expected = accepted.stream().collect(Collectors.groupingBy(event -> event.probe().key(),
                TreeMap::new, Collectors.counting()));
        Map<String, Long> found = new TreeMap<>();
        file.reader().firings().all().forEach(fired -> found.put(fired.probe().key(), fired.events()));
        assertEquals(expected, found);
    }

    @Test
    void stepsAddUpToEveryEvent() {
        long first = accepted.stream().mapToLong(Event::atNanos).min().orElseThrow();
        long last = accepted.stream().mapToLong(Event::atNanos).max().orElseThrow();
        for (int shift : new int[] {20, 30, 34, 37}) {
            ProbeCounts counts = file.reader().firings().counts(first, last, shift).orElseThrow();
            Map<Long, Long> expected = of(READ.key()).stream().collect(Collectors.groupingBy(
                    event -> (event.atNanos() >> counts.shift()) - counts.fromStep(), Collectors.counting()));
            long[] steps = counts.steps().get(READ.key());
            for (int step = 0; step < steps.length; step++) {
                assertEquals(expected.getOrDefault((long) step, 0L), steps[step], "step " + step + " of 2^" + shift);
            }
        }
    }

    @Test
    void newestFirstWhateverTheConnection() {
        String key = of("h2o:send_response").isEmpty() ? READ.key() : "h2o:send_response";
        for (String probe : List.of(key, READ.key(), RARE.key())) {
            List<EventReader.Key> expected = of(probe).stream().map(event -> EventReader.key(new EventRow(event, -1)))
                    .sorted(Comparator.reverseOrder()).toList();
            assertEquals(expected, pages(new Firings.Wish(probe, 0, 0, row -> true)), probe);
        }
    }

    private List<EventReader.Key> pages(Firings.Wish wish) {
        List<EventReader.Key> found = new ArrayList<>();
        String after = "";
        do {
            Page<EventRow> page = file.reader().firings().newest(wish, 777, after, Long.MAX_VALUE);
            page.rows().forEach(row -> found.add(EventReader.key(row)));
            after = page.next();
        } while (!after.isEmpty());
        return found;
    }

    @Test
    void pageWithoutTimeGoesOnWhereItStopped() {
        Firings.Wish wish = new Firings.Wish(READ.key(), 0, 0, row -> row.event().number(0) == 7);
        List<EventReader.Key> found = new ArrayList<>();
        String after = "";
        int short_ = 0;
        do {
            Page<EventRow> page = file.reader().firings().newest(wish, 50, after, 1);
            page.rows().forEach(row -> found.add(EventReader.key(row)));
            short_ += page.complete() ? 0 : 1;
            after = page.next();
        } while (!after.isEmpty());
        assertTrue(short_ > 0, "some pages had no time");
        assertEquals(of(READ.key()).stream().filter(event -> event.number(0) == 7).count(), found.size());
        assertEquals(found.size(), found.stream().distinct().count());
    }

    @Test
    void windowAndFilterNarrow() {
        long middle = of(READ.key()).get(9000).atNanos();
        Map<Long, Integer> seen = new HashMap<>();
        Firings.Looked looked = file.reader().firings().each(new Firings.Wish(READ.key(), middle, middle + SECONDS,
                row -> row.event().number(0) < 5), false, Long.MAX_VALUE,
                row -> seen.merge(row.event().number(0), 1, Integer::sum));
        assertTrue(looked.complete());
        Map<Long, Integer> expected = new HashMap<>();
        of(READ.key()).stream().filter(event -> event.atNanos() >= middle && event.atNanos() <= middle + SECONDS
                && event.number(0) < 5).forEach(event -> expected.merge(event.number(0), 1, Integer::sum));
        assertEquals(expected, seen);
        assertTrue(looked.scanned() < accepted.size() / 2, "a second is not looked for everywhere");
    }

    @Test
    void valuesAreAddedUp() {
        ArgumentSummary fd = file.reader().firings().summary(READ.key(), "fd").orElseThrow();
        List<Event> events = of(READ.key());
        assertEquals(events.size(), fd.count());
        assertEquals(events.stream().mapToLong(event -> event.number(0)).sum(), (long) fd.sum());
        assertEquals(0, fd.least());
        assertEquals(39, fd.most());
        assertEquals(40, fd.distinct());
        assertEquals(0, fd.shortBy());
        assertEquals(events.stream().filter(event -> event.number(0) >= 16 && event.number(0) < 32).count(), fd.buckets()[6]);
        ArgumentSummary.Value top = fd.top(1).get(0);
        assertEquals(events.stream().filter(event -> event.number(0) == top.number()).count(), top.count());
        assertEquals(List.of(901L, 902L, 900L).stream().sorted().toList(), file.reader().firings()
                .summary(READ.key(), Firings.TID).orElseThrow().top(9).stream().map(ArgumentSummary.Value::number).sorted()
                .toList());
        assertEquals(-2100, file.reader().firings().summary(RARE.key(), "code").orElseThrow().least());
    }

    /** More different texts than are kept. */
    @Test
    void countsOfFrequentTextsAreShortByNoMoreThanIsTold() {
        ArgumentSummary path = file.reader().firings().summary(READ.key(), "path").orElseThrow();
        Map<String, Long> exact = of(READ.key()).stream().collect(Collectors.groupingBy(event -> event.text(1),
                Collectors.counting()));
        assertTrue(path.shortBy() > 0);
        for (ArgumentSummary.Value value : path.top(20)) {
            long count = exact.get(new String(value.text(), StandardCharsets.UTF_8));
            assertTrue(value.count() <= count && value.count() + path.shortBy() >= count);
        }
    }

    @Test
    void olderFilesAreAddedUpWhenTheyAreOpened() throws Exception {
        List<Firings.Fired> before = file.reader().firings().all();
        file.close();
        Path path = folder.resolve("session.mv.db");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Database database = new Database(path, false);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE journal; DROP TABLE probe_count; DROP TABLE probe_argument");
            statement.execute("DELETE FROM schema_version WHERE version >= " + ProbeCounts.SCHEMA);
        } finally {
            database.shutdown("SHUTDOWN");
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        file = SessionFile.open(path);
        assertEquals(before, file.reader().firings().all());
        newestFirstWhateverTheConnection();
        valuesAreAddedUp();
    }

    @Test
    void argumentsOfAnyProgramHaveKinds() {
        assertEquals(List.of(Argument.Kind.INT, Argument.Kind.STRING), file.reader().firings().find(READ.key()).orElseThrow()
                .probe().arguments().stream().map(Argument::kind).toList());
    }
}
