package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.ColumnBlock.HeaderKey;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Varied;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns tell of every request what its row tells, while a session is written and after, whatever was written late. */
class ColumnsTest {
    private static final int REQUESTS = 13_500;
    @TempDir
    private Path folder;

    @Test
    void columnsTellWhatRowsTell() {
        Varied varied = new Varied(1, REQUESTS);
        Path path = folder.resolve("session.mv.db");
        try (SessionFile file = SessionFile.create(path)) {
            Writer writer = file.writer();
            writer.write(Made.of(varied.connections(), List.of()));
            for (int from = 0; from < REQUESTS; from += 700) {
                writer.write(Made.of(List.of(), varied.requests().subList(from, Math.min(REQUESTS, from + 700))));
                if (from % 2800 == 0) {
                    check(file.reader());
                }
            }
            for (int round = 0; round < 24; round++) {
                List<Request> late = varied.grown(round == 5 ? 2500 : 7);
                writer.write(new Changes(List.of(), late, List.of(), late.size()));
                if (round % 6 == 5) {
                    check(file.reader());
                }
            }
            assertEquals(ColumnScan.UNSETTLED, file.reader().<Long>columns(scan -> scan.stamp(0)), "some are late");
            writer.seal();
            check(file.reader());
        }
        try (SessionFile file = SessionFile.open(path)) {
            check(file.reader());
            assertEquals(REQUESTS, file.reader().columns(ColumnScan::requests));
        }
    }

    private static void check(Reader reader) {
        reader.columns(scan -> {
            for (int number = 0; number < scan.blocks(); number++) {
                ColumnBlock block = scan.block(number);
                List<RequestRow> rows = scan.rows(number);
                assertEquals(rows.size(), block.present().size());
                rows.forEach(row -> check(row, block));
            }
            return null;
        });
    }

    private static void check(RequestRow row, ColumnBlock block) {
        int place = (int) (row.ordinal() - block.first());
        assertTrue(block.present().has(place));
        assertEquals(numbers(row), List.of(block.atNanos(place), block.durationNanos(place), (long) block.status(place),
                (long) block.httpVersion(place), block.connection(place), block.conn(place), block.req(place),
                (long) block.gaps(place), block.finished(place) ? 1L : 0L));
        List<Header> headers = row.headers();
        assertEquals(headers.isEmpty() ? 0 : headers.get(0).tid(), block.thread(place));
        Map<HeaderKey, Set<Long>> expected = new LinkedHashMap<>();
        for (Header header : headers) {
            String key = Names.lower(header.name());
            expected.computeIfAbsent(new HeaderKey(key, header.response()), k -> new LinkedHashSet<>())
                    .add(HeaderColumn.hash(key, header.value()));
        }
        expected.forEach((key, hashes) -> {
            HeaderColumn column = block.header(key.key(), key.response());
            assertTrue(hashes.isEmpty() || block.others().has(place) || column.code(place) > 0, key + " of " + row.ordinal());
            if (column.code(place) > 0) {
                assertArrayEquals(hashes.stream().mapToLong(Long::longValue).toArray(), column.hashes(place), key.toString());
                assertEquals(hashes.size() > 1, column.several(place));
                assertEquals(column.hash(place), column.hashOf(column.code(place)));
            }
        });
        for (int segments = 1; segments <= 3 && !row.path().isEmpty(); segments++) {
            byte[] beginning = PathBeginning.of(row.path(), segments).getBytes(StandardCharsets.UTF_8);
            assertEquals(HeaderColumn.pathHash(beginning, 0, beginning.length), block.pathBeginnings(segments).hash(place));
        }
        assertTrue(block.header("x-nobody-sent-this", true).code(place) == 0);
        long there = block.headers().stream().filter(key -> block.header(key.key(), key.response()).code(place) > 0).count();
        assertTrue(there == expected.size() || there < expected.size() && block.others().has(place));
    }

    private static List<Long> numbers(RequestRow row) {
        return List.of(row.atNanos(), row.durationNanos(), (long) row.status(), (long) row.httpVersion(), row.connection(),
                row.conn(), row.req(), (long) row.gaps(), row.finished() ? 1L : 0L);
    }

    @Test
    void numbersComeBackFromAnyPacking() {
        SplittableRandom random = new SplittableRandom(2);
        for (int shift = 0; shift <= 64; shift++) {
            long[] values = random.longs(Numbers.SIZE).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = shift == 64 ? 7 : values[i] >> shift;
            }
            long[] steps = values.clone();
            for (int i = 1; i < steps.length; i++) {
                steps[i] = steps[i - 1] + Math.abs(values[i] % 100);
            }
            for (long[] each : List.of(values, steps)) {
                Packer packer = new Packer();
                Numbers.of(each.clone(), Places.all()).pack(packer);
                assertArrayEquals(each, Numbers.unpack(packer.take()).plain(), "shift " + shift);
            }
        }
    }

    @Test
    void aBlockWithMoreNamesThanColumnsSaysWhereToLook() {
        Map<String, Integer> sizes = new TreeMap<>();
        try (SessionFile file = SessionFile.create(folder.resolve("names.mv.db"))) {
            Writer writer = file.writer();
            var connection = Made.connection(1, 1, Varied.AT);
            Request request = Made.request(connection, 1, 0, Varied.AT);
            for (int i = 0; i < 5000; i++) {
                Made.header(request, false, "x-" + i, "v");
            }
            Request other = Made.header(Made.request(connection, 2, 1, Varied.AT), false, "x-1", "v");
            writer.write(Made.of(List.of(connection), List.of(request, other)));
            writer.seal();
            file.reader().columns(scan -> sizes.put("columns", scan.block(0).headers().size()));
            assertEquals(Map.of("columns", ColumnPacker.MOST_COLUMNS), sizes);
            assertArrayEquals(new int[] {0}, file.reader().columns(scan -> scan.block(0).others().toArray()));
        }
    }
}
