package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fires in whatever order: every event is handed out once or counted as filtered, and no row ever shrinks. */
class AccountTest {
    private static final List<Probe> PROBES = List.copyOf(Script.CATALOGUE.h2o());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void closesForNoise(long seed) {
        Random random = new Random(seed);
        ConnectionFilter filter = filter(seed);
        Script script = new Script(new Assembler(PROBES, false, filter, new Limits(20, 20_000, 15)));
        for (int i = 0; i < 30_000; i++) {
            script.on(100 + random.nextInt(2), 100 + random.nextInt(3)).lose(random.nextInt(50) == 0 ? 3 : 0);
            Probe probe = PROBES.get(random.nextInt(PROBES.size()));
            script.accept(script.event(probe.key(), noise(probe, random)));
            if (random.nextInt(500) == 0) {
                script.take();
            }
            if (random.nextInt(5000) == 0) {
                script.assembler.process(100, i);
            }
        }
        script.finish();
        assertEquals(!filter.all(), script.assembler.filtered() > 0);
        assertTrue(script.requests.values().stream().allMatch(Request::finished), "nothing more is expected");
    }

    private static ConnectionFilter filter(long seed) {
        List<String> networks = seed % 3 == 1 ? List.of("192.0.2.0/30") : List.of();
        List<String> names = seed % 3 == 2 ? List.of("*.example") : List.of();
        return ConnectionFilter.of(networks, names);
    }

    private static Map<String, Object> noise(Probe probe, Random random) {
        Map<String, Object> values = new HashMap<>();
        for (Argument argument : probe.arguments()) {
            values.put(argument.name(), switch (argument.kind()) {
                case INT, POINTER, STREAM -> number(argument.name(), random);
                case SOCKADDR -> new InetSocketAddress("192.0.2." + random.nextInt(8), 1 + random.nextInt(3));
                case HELLO -> Hellos.hello(random.nextBoolean() ? "a.example" : "a.test", "h2");
                case STRING, BYTES -> argument.name().equals("remote") ? "192.0.2." + random.nextInt(8) + ":1" : "text";
            });
        }
        return values;
    }

    private static long number(String argument, Random random) {
        return switch (argument) {
            case "http_version" -> List.of(0x100L, 0x101L, 0x200L, 0x300L).get(random.nextInt(4));
            case "status" -> List.of(0L, 103L, 200L, 500L).get(random.nextInt(4));
            case "state" -> random.nextInt(9);
            case "path_index", "message" -> random.nextInt(2);
            default -> random.nextInt(12) - 1L;
        };
    }

    /**
     * Many whole connections at once, their events shuffled among each other but each in its own order, on its thread.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void interleavedConnectionsStayApart(long seed) {
        Random random = new Random(seed);
        Script script = new Script();
        List<List<Map<String, Object>>> threads = new ArrayList<>();
        for (int thread = 0; thread < 40; thread++) {
            threads.add(new ArrayList<>(RecordedTraces.lines(RecordedTraces.HTTP1_AND_HTTP3)));
        }
        int[] next = new int[threads.size()];
        for (int left = threads.size() * threads.get(0).size(); left > 0;) {
            int thread = random.nextInt(next.length);
            if (next[thread] < threads.get(thread).size()) {
                Map<String, Object> line = shifted(threads.get(thread).get(next[thread]++), thread);
                script.on(100, 1000 + thread);
                script.accept(script.event((String) line.get("probe"), line));
                left--;
            }
            if (random.nextInt(1000) == 0) {
                script.take();
            }
        }
        script.finish();
        assertEquals(80, script.names().size());
        Set<Long> counts = new HashSet<>();
        script.connections.values().stream().filter(c -> c.ordinal() != 0).forEach(c -> counts.add(c.events()));
        assertEquals(Set.of(17L, 160L), counts);
    }

    /** The same events with the numbers, pointers and addresses of another connection. */
    private static Map<String, Object> shifted(Map<String, Object> line, int by) {
        Map<String, Object> shifted = new HashMap<>(line);
        for (String name : List.of("conn_id", "sock", "conn", "quic")) {
            shifted.computeIfPresent(name, (n, value) -> ((Number) value).longValue() + 1000L * by);
        }
        shifted.computeIfPresent("remote", (n, value) -> "127.0.0.1:" + (20_000 + by));
        shifted.computeIfPresent("src", (n, value) -> new InetSocketAddress("127.0.0.1", 20_000 + by));
        return shifted;
    }
}
